package org.lakehousereplay.flink.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.RowKind;

/** What the planner asks stand-in tables for while it plans one statement. */
final class PlanRecord {

    private final Map<ObjectIdentifier, Set<String>> reads = new LinkedHashMap<>();
    private boolean insertOnly;

    void read(ObjectIdentifier table, Set<String> columns) {
        reads.computeIfAbsent(table, key -> new TreeSet<>()).addAll(columns);
    }

    /** Takes the row kinds that the query of the statement may make; the planner also asks with all that there are. */
    void offer(ChangelogMode mode) {
        insertOnly |= mode.containsOnly(RowKind.INSERT);
    }

    Map<ObjectIdentifier, Set<String>> reads() {
        return reads;
    }

    boolean updates() {
        return !insertOnly;
    }
}
