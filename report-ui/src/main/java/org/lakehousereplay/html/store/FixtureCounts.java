package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many rows a metric has on a fixture.
 *
 * @param fixture its number
 * @param start the number of its first row among all of the metric
 * @param rows its rows, each key of any version once
 * @param changed the rows that differ in any version
 * @param anomalies the rows for which a check is false
 * @param firstChanged the number of the first row that differs
 */
public record FixtureCounts(
        int fixture, long start, long rows, long changed, long anomalies, OptionalLong firstChanged) {

    /** The counts of all fixtures, also of those without rows, in their order. */
    public static List<FixtureCounts> of(MetricRows rows) {
        List<FixtureCounts> counts = new ArrayList<>();
        for (int fixture = 0; fixture < rows.subject().fixtures().size(); fixture++) {
            counts.add(new FixtureCounts(fixture, 0, 0, 0, 0, OptionalLong.empty()));
        }
        String query = "SELECT t.f, t.start, t.n, coalesce(c.n, 0), coalesce(v.n, 0), c.first FROM"
                + " (SELECT f, min(g) AS start, count(*) AS n FROM " + MetricRows.ROWS + " GROUP BY f) t"
                + " LEFT JOIN (SELECT f, count(*) AS n, min(g) AS first FROM " + MetricRows.CHANGED
                + " GROUP BY f) c ON c.f = t.f LEFT JOIN (SELECT f, count(DISTINCT g) AS n FROM "
                + MetricRows.ANOMALIES + " GROUP BY f) v ON v.f = t.f";
        rows.store().query(query, row -> {
            long first = row.getLong(6);
            OptionalLong firstChanged = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
            counts.set(
                    row.getInt(1),
                    new FixtureCounts(
                            row.getInt(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            firstChanged));
        });
        return counts;
    }
}
