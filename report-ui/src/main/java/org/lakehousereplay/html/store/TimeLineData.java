package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A measure along time, for one combination of dimensions: sums over dimensions would be wrong for whatever is not
 * additive, such as a number of distinct buyers.
 *
 * @param from the start of the first window of the fixture, in microseconds since 1970
 * @param to the start of the last one
 * @param buckets at most as many as were asked for
 * @param strip where any row of the fixture differs or is anomalous
 */
public record TimeLineData(long from, long to, List<Bucket> buckets, List<Mark> strip) {

    public TimeLineData {
        buckets = List.copyOf(buckets);
        strip = List.copyOf(strip);
    }

    /**
     * Windows that share a place on the line.
     *
     * @param at the start of the first of them, in microseconds since 1970
     * @param actual the candidate's values
     * @param versions the values of each version
     * @param delta the candidate's minus those of the version that was asked for
     */
    public record Bucket(long at, Extent actual, List<Extent> versions, Extent delta) {

        public Bucket {
            versions = List.copyOf(versions);
        }
    }

    /** The smallest and the largest of some values; empty when there are none. */
    public record Extent(OptionalDouble low, OptionalDouble high) {

        public boolean isEmpty() {
            return low.isEmpty();
        }
    }

    /** A place on the line at which rows differ, or do not hold a check. */
    public record Mark(long at, boolean differs, boolean anomalous) {}

    /**
     * Reads a line; empty when the metric has no window, or no row has a time.
     *
     * @param row the number of a row, whose dimensions are chosen
     * @param measure a measure of numbers
     * @param version the version from which deltas are told
     * @param buckets into how many places the time is divided
     */
    public static Optional<TimeLineData> read(
            MetricRows rows, FixtureCounts fixture, long row, int measure, Optional<Integer> version, int buckets) {
        Optional<Integer> window =
                rows.windowKey().filter(key -> Encodings.isTime(rows.keys().get(key)));
        if (window.isEmpty()) {
            return Optional.empty();
        }
        String time = Encodings.microseconds("t.k" + window.get());
        String range = "t.g >= " + fixture.start() + " AND t.g < " + (fixture.start() + fixture.rows());
        List<Long> ends = new ArrayList<>();
        rows.store()
                .query(
                        "SELECT min(" + time + "), max(" + time + ") FROM " + MetricRows.ROWS + " t WHERE " + range,
                        found -> {
                            ends.add(found.getLong(1));
                            if (!found.wasNull()) {
                                ends.add(found.getLong(2));
                            }
                        });
        if (ends.size() < 2) {
            return Optional.empty();
        }
        long length = Math.max(1, ends.get(1) - ends.get(0));
        String bucket = "CAST((m - " + ends.get(0) + ") AS HUGEINT) * " + (buckets - 1) + " // " + length;
        Line line = new Line(rows, time, range, bucket, row, measure, version);
        return Optional.of(new TimeLineData(ends.get(0), ends.get(1), line.buckets(), line.strip()));
    }

    private record Line(
            MetricRows rows,
            String time,
            String range,
            String bucket,
            long row,
            int measure,
            Optional<Integer> version) {

        private static String finite(String value) {
            return "CASE WHEN isfinite(" + value + ") THEN " + value + " END";
        }

        List<Bucket> buckets() {
            int window = rows.windowKey().orElseThrow();
            String dimensions = IntStream.range(0, rows.keys().size())
                    .filter(key -> key != window)
                    .mapToObj(key -> " AND t.k" + key + " IS NOT DISTINCT FROM c.k" + key)
                    .collect(Collectors.joining());
            StringBuilder select = new StringBuilder("SELECT " + time + " AS m, "
                    + finite("CAST(CASE WHEN t.a THEN t.b" + measure + " END AS DOUBLE)") + " AS v");
            StringBuilder joins = new StringBuilder();
            StringBuilder extents = new StringBuilder();
            int count = rows.subject().versions().size();
            for (int number = 0; number < count; number++) {
                select.append(", ")
                        .append(finite(value(number)))
                        .append(" AS w")
                        .append(number);
                if (rows.differs(number)) {
                    joins.append(" LEFT JOIN ")
                            .append(MetricRows.differences(number))
                            .append(" d")
                            .append(number)
                            .append(" ON d")
                            .append(number)
                            .append(".g = t.g");
                }
                extents.append(", min(w")
                        .append(number)
                        .append("), max(w")
                        .append(number)
                        .append(')');
            }
            String delta = version.map(number -> "v - w" + number).orElse("CAST(NULL AS DOUBLE)");
            List<Bucket> found = new ArrayList<>();
            rows.store()
                    .query(
                            "SELECT min(m), min(v), max(v), min(" + delta + "), max(" + delta + ")" + extents
                                    + " FROM (" + select + " FROM " + MetricRows.ROWS + " t CROSS JOIN (SELECT * FROM "
                                    + MetricRows.ROWS + " WHERE g = " + row + ") c" + joins + " WHERE " + range
                                    + dimensions + ") WHERE m IS NOT NULL GROUP BY " + bucket + " ORDER BY 1",
                            result -> {
                                List<Extent> extentsOfRow = new ArrayList<>();
                                for (int column = 2; column < 6 + 2 * count; column += 2) {
                                    double low = result.getDouble(column);
                                    boolean none = result.wasNull();
                                    double high = result.getDouble(column + 1);
                                    extentsOfRow.add(
                                            none
                                                    ? new Extent(OptionalDouble.empty(), OptionalDouble.empty())
                                                    : new Extent(OptionalDouble.of(low), OptionalDouble.of(high)));
                                }
                                found.add(new Bucket(
                                        result.getLong(1),
                                        extentsOfRow.get(0),
                                        extentsOfRow.subList(2, 2 + count),
                                        extentsOfRow.get(1)));
                            });
            return found;
        }

        private String value(int number) {
            if (rows.other(number, measure).filter(StoredColumn::numeric).isEmpty()) {
                return "CAST(NULL AS DOUBLE)";
            }
            String same = "CAST(CASE WHEN t.a THEN t.b" + measure + " END AS DOUBLE)";
            if (!rows.differs(number)) {
                return same;
            }
            String found = "d" + number;
            return "CASE WHEN " + found + ".kind = 'gone' THEN NULL WHEN " + found + ".kind = 'only' OR " + found + ".x"
                    + measure + " THEN CAST(" + found + ".o" + measure + " AS DOUBLE) ELSE " + same + " END";
        }

        List<Mark> strip() {
            List<Mark> marks = new ArrayList<>();
            rows.store()
                    .query(
                            "SELECT min(m), bool_or(differs), bool_or(NOT differs) FROM (SELECT " + time
                                    + " AS m, differs FROM (SELECT g, true AS differs FROM " + MetricRows.CHANGED
                                    + " UNION ALL SELECT g, false FROM " + MetricRows.ANOMALIES + ") n JOIN "
                                    + MetricRows.ROWS + " t ON t.g = n.g WHERE " + range
                                    + ") WHERE m IS NOT NULL GROUP BY " + bucket + " ORDER BY 1",
                            row -> marks.add(new Mark(row.getLong(1), row.getBoolean(2), row.getBoolean(3))));
            return marks;
        }
    }
}
