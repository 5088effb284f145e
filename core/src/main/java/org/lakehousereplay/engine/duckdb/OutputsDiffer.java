package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;

/**
 * Holds while two versions of a metric still differ in one of the ways in which they did.
 *
 * @param before the number of the earlier version in the replay
 * @param after the number of the later one
 * @param columns the columns, in any case, in which a changed cell counts
 * @param added whether a row that only the later version has counts
 * @param removed whether a row that only the earlier version has counts
 */
record OutputsDiffer(int before, int after, Set<String> columns, boolean added, boolean removed)
        implements SubsetPredicate {

    OutputsDiffer {
        columns = columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public String query(SubsetReplay replay) {
        SubsetVersion old = replay.versions().get(before);
        SubsetVersion current = replay.versions().get(after);
        List<String> same = new ArrayList<>();
        for (Column key : current.key()) {
            old.column(key.name()).ifPresent(twin -> same.add(new ComparedColumn(twin, key).same()));
        }
        List<String> ways = new ArrayList<>();
        if (added) {
            ways.add("b._lakehouse_there IS NULL");
        }
        if (removed) {
            ways.add("a._lakehouse_there IS NULL");
        }
        for (Column column : current.metric().output()) {
            if (columns.contains(column.name().toLowerCase(Locale.ROOT))) {
                old.column(column.name())
                        .ifPresent(twin -> ways.add("(a._lakehouse_there AND b._lakehouse_there AND "
                                + CellChange.differs(new ComparedColumn(twin, column)) + ")"));
            }
        }
        return "SELECT count(*) > 0 FROM (SELECT 1 FROM (SELECT *, true AS _lakehouse_there FROM "
                + replay.output(before) + ") b FULL JOIN (SELECT *, true AS _lakehouse_there FROM "
                + replay.output(after) + ") a ON " + (same.isEmpty() ? "true" : String.join(" AND ", same)) + " WHERE "
                + (ways.isEmpty() ? "false" : String.join(" OR ", ways)) + " LIMIT 1)";
    }
}
