package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param times the starts of its windows; empty when the metric has no window, or no row has a time
 */
public record FixtureCounts(
        int fixture,
        long start,
        long rows,
        long changed,
        long anomalies,
        OptionalLong firstChanged,
        Optional<Times> times) {

    /** The start of the first window and that of the last one, in microseconds since 1970. */
    public record Times(long first, long last) {}

    /** Whether any row differs or does not hold a check. */
    public boolean isMarked() {
        return changed > 0 || anomalies > 0;
    }

    /** The counts of all fixtures, also of those without rows, in their order. */
    public static List<FixtureCounts> of(MetricRows rows) {
        List<FixtureCounts> counts = new ArrayList<>();
        for (int fixture = 0; fixture < rows.subject().fixtures().size(); fixture++) {
            counts.add(new FixtureCounts(fixture, 0, 0, 0, 0, OptionalLong.empty(), Optional.empty()));
        }
        String times = rows.windowKey()
                .filter(key -> Encodings.isTime(rows.keys().get(key)))
                .map(key -> Encodings.microseconds("k" + key))
                .map(time -> ", min(" + time + ") AS earliest, max(" + time + ") AS latest")
                .orElse(", CAST(NULL AS BIGINT) AS earliest, CAST(NULL AS BIGINT) AS latest");
        String query = "SELECT t.f, t.start, t.n, coalesce(c.n, 0), coalesce(v.n, 0), c.first, t.earliest, t.latest"
                + " FROM (SELECT f, min(g) AS start, count(*) AS n" + times + " FROM " + MetricRows.ROWS
                + " GROUP BY f) t"
                + " LEFT JOIN (SELECT f, count(*) AS n, min(g) AS first FROM " + MetricRows.CHANGED
                + " GROUP BY f) c ON c.f = t.f LEFT JOIN (SELECT f, count(DISTINCT g) AS n FROM "
                + MetricRows.ANOMALIES + " GROUP BY f) v ON v.f = t.f";
        rows.store().query(query, row -> {
            long first = row.getLong(6);
            OptionalLong firstChanged = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
            long earliest = row.getLong(7);
            Optional<Times> ends = row.wasNull() ? Optional.empty() : Optional.of(new Times(earliest, row.getLong(8)));
            counts.set(
                    row.getInt(1),
                    new FixtureCounts(
                            row.getInt(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            firstChanged,
                            ends));
        });
        return counts;
    }
}
