package org.lakehousereplay.flink.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.ReplayMode;

/**
 * Everything that is known of scripts before they run. For the packages of this engine.
 *
 * @param reading what the build hears of it
 * @param statements all statements, in order; empty when one has a syntax error
 * @param mode the mode in which they run
 * @param tables the tables, views and queries in the order of their declaration; empty when there are problems
 */
public record ScriptReading(
        PipelineReading reading, List<Statement> statements, ReplayMode mode, List<ScriptTable> tables) {

    public ScriptReading {
        statements = List.copyOf(statements);
        tables = List.copyOf(tables);
    }

    /** What fixtures and reports call each table and view. */
    public Map<ObjectIdentifier, String> names() {
        Map<ObjectIdentifier, String> names = new HashMap<>();
        tables.forEach(table -> table.identifier().ifPresent(identifier -> names.put(identifier, table.name())));
        return Map.copyOf(names);
    }
}
