package org.lakehousereplay.html.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows of a fixture differ from a version.
 *
 * @param rows how many
 * @param first the number of the first of them
 */
public record DifferenceCount(long rows, long first) {

    /** The counts by fixture; none where no row differs. */
    public static Map<Integer, DifferenceCount> of(MetricRows rows, int version) {
        Map<Integer, DifferenceCount> counts = new TreeMap<>();
        if (rows.differs(version)) {
            rows.store()
                    .query(
                            "SELECT f, count(*), min(g) FROM " + MetricRows.differences(version) + " GROUP BY f",
                            row -> counts.put(row.getInt(1), new DifferenceCount(row.getLong(2), row.getLong(3))));
        }
        return counts;
    }
}
