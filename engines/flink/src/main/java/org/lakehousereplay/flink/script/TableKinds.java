package org.lakehousereplay.flink.script;

import java.util.Map;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.RowKind;
import org.lakehousereplay.flink.connector.ConnectorKinds;
import org.lakehousereplay.spi.RowKinds;

/** Which row kinds tables take and give. */
final class TableKinds {

    private TableKinds() {}

    /** What a source gives. */
    static RowKinds read(ScriptTable table) {
        return table.role() == TableRole.LAKE_SOURCE ? lake(table) : of(ConnectorKinds.read(table.options()));
    }

    /** What comes out of a table that is written. */
    static RowKinds written(ScriptTable table) {
        return table.role() == TableRole.LAKE
                ? lake(table)
                : of(ConnectorKinds.written(table.options(), hasKey(table)));
    }

    private static RowKinds lake(ScriptTable table) {
        Map<String, String> options = table.options();
        if (!hasKey(table) || options.getOrDefault("merge-engine", "").equals("first-row")) {
            return RowKinds.INSERT_ONLY;
        }
        return options.getOrDefault("changelog-producer", "none").equals("none") ? RowKinds.UPSERT : RowKinds.CHANGELOG;
    }

    private static RowKinds of(ChangelogMode mode) {
        if (mode.containsOnly(RowKind.INSERT)) {
            return RowKinds.INSERT_ONLY;
        }
        return mode.contains(RowKind.UPDATE_BEFORE) ? RowKinds.CHANGELOG : RowKinds.UPSERT;
    }

    private static boolean hasKey(ScriptTable table) {
        return table.schema().getPrimaryKey().isPresent();
    }
}
