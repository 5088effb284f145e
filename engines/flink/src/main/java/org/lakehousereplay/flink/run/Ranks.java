package org.lakehousereplay.flink.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;

/** How far tables are from the rows of the fixture. */
final class Ranks {

    private Ranks() {}

    /** The number of statements on the longest way to each table that is written; a circle ends where it closes. */
    static Map<ObjectIdentifier, Integer> of(List<Insert> inserts) {
        Map<ObjectIdentifier, Integer> ranks = new HashMap<>();
        for (int round = 0; round < inserts.size(); round++) {
            for (Insert insert : inserts) {
                int longest = insert.reads().stream()
                        .filter(table -> !table.equals(insert.table()))
                        .mapToInt(table -> ranks.getOrDefault(table, 0))
                        .max()
                        .orElse(0);
                ranks.merge(insert.table(), longest + 1, Math::max);
            }
        }
        return ranks;
    }
}
