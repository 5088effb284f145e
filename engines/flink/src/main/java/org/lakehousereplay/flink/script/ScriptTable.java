package org.lakehousereplay.flink.script;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;

/**
 * A table, view or query of the scripts. For the packages of this engine.
 *
 * @param name what fixtures and reports call it; differs from the table's own name only where two have the same
 * @param identifier what Flink calls it; empty for a query that stands alone
 * @param role what it is in a replay
 * @param schema its schema in the end
 * @param options its options in the end
 * @param declaration the statement that declares it
 */
public record ScriptTable(
        String name,
        Optional<ObjectIdentifier> identifier,
        TableRole role,
        ResolvedSchema schema,
        Map<String, String> options,
        Statement declaration) {

    public ScriptTable {
        options = Map.copyOf(options);
    }
}
