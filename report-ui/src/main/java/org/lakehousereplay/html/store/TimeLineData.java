package org.lakehousereplay.html.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * A line that is wanted, one for a fixture.
     *
     * @param fixture the fixture
     * @param row the number of a row, whose dimensions are chosen
     * @param measure a measure of numbers
     * @param version the version from which deltas are told
     */
    public record Wanted(FixtureCounts fixture, long row, int measure, Optional<Integer> version) {}

    /**
     * Reads lines, many fixtures at once; there is none when the metric has no window, or no row has a time.
     *
     * @param buckets into how many places the time is divided
     * @return by the number of the fixture
     */
    public static Map<Integer, TimeLineData> read(MetricRows rows, List<Wanted> wanted, int buckets) {
        Map<Integer, TimeLineData> lines = new HashMap<>();
        Map<Group, List<Wanted>> groups = wanted.stream()
                .filter(line -> line.fixture().times().isPresent())
                .collect(Collectors.groupingBy(
                        line -> new Group(line.measure(), line.version()), LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, ofGroup) -> {
            Lines query = new Lines(rows, ofGroup, group, buckets);
            Map<Integer, List<Bucket>> found = query.buckets();
            Map<Integer, List<Mark>> strips = query.strips();
            for (Wanted line : ofGroup) {
                FixtureCounts.Times times = line.fixture().times().orElseThrow();
                int fixture = line.fixture().fixture();
                lines.put(
                        fixture,
                        new TimeLineData(
                                times.first(),
                                times.last(),
                                found.getOrDefault(fixture, List.of()),
                                strips.getOrDefault(fixture, List.of())));
            }
        });
        return lines;
    }

    /** What is drawn by one query. */
    private record Group(int measure, Optional<Integer> version) {}

    private record Lines(MetricRows rows, List<Wanted> wanted, Group group, int count) {

        private static String finite(String value) {
            return "CASE WHEN isfinite(" + value + ") THEN " + value + " END";
        }

        private String time() {
            return Encodings.microseconds("t.k" + rows.windowKey().orElseThrow());
        }

        /** Fixtures with the chosen row, and where their time begins and how long it is. */
        private static String places(List<Wanted> lines) {
            return lines.stream()
                    .map(line -> {
                        FixtureCounts.Times times = line.fixture().times().orElseThrow();
                        return "(" + line.fixture().fixture() + ", " + line.row() + ", " + times.first() + ", "
                                + Math.max(1, times.last() - times.first()) + ")";
                    })
                    .collect(Collectors.joining(", ", "(VALUES ", ") x(f, chosen, origin, length)"));
        }

        private String bucket() {
            return "CAST((m - origin) AS HUGEINT) * " + (count - 1) + " // length";
        }

        Map<Integer, List<Bucket>> buckets() {
            int window = rows.windowKey().orElseThrow();
            int measure = group.measure();
            String dimensions = IntStream.range(0, rows.keys().size())
                    .filter(key -> key != window)
                    .mapToObj(key -> " AND t.k" + key + " IS NOT DISTINCT FROM c.k" + key)
                    .collect(Collectors.joining());
            StringBuilder select = new StringBuilder("SELECT t.f, x.origin, x.length, " + time() + " AS m, "
                    + finite("CAST(CASE WHEN t.a THEN t.b" + measure + " END AS DOUBLE)") + " AS v");
            StringBuilder joins = new StringBuilder();
            StringBuilder extents = new StringBuilder();
            int versions = rows.subject().versions().size();
            for (int number = 0; number < versions; number++) {
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
            String delta = group.version().map(number -> "v - w" + number).orElse("CAST(NULL AS DOUBLE)");
            Map<Integer, List<Bucket>> found = new HashMap<>();
            rows.store()
                    .query(
                            "SELECT f, min(m), min(v), max(v), min(" + delta + "), max(" + delta + ")" + extents
                                    + " FROM (" + select + " FROM " + places(wanted) + " JOIN " + MetricRows.ROWS
                                    + " c ON c.g = x.chosen JOIN " + MetricRows.ROWS + " t ON t.f = x.f" + dimensions
                                    + joins + ") WHERE m IS NOT NULL GROUP BY f, " + bucket() + " ORDER BY 1, 2",
                            result -> found.computeIfAbsent(result.getInt(1), any -> new ArrayList<>())
                                    .add(bucket(result, versions)));
            return found;
        }

        private static Bucket bucket(ResultSet result, int versions) throws SQLException {
            List<Extent> extents = new ArrayList<>();
            for (int column = 3; column < 7 + 2 * versions; column += 2) {
                double low = result.getDouble(column);
                boolean none = result.wasNull();
                double high = result.getDouble(column + 1);
                extents.add(
                        none
                                ? new Extent(OptionalDouble.empty(), OptionalDouble.empty())
                                : new Extent(OptionalDouble.of(low), OptionalDouble.of(high)));
            }
            return new Bucket(result.getLong(2), extents.get(0), extents.subList(2, 2 + versions), extents.get(1));
        }

        private String value(int number) {
            if (rows.other(number, group.measure())
                    .filter(StoredColumn::numeric)
                    .isEmpty()) {
                return "CAST(NULL AS DOUBLE)";
            }
            String same = "CAST(CASE WHEN t.a THEN t.b" + group.measure() + " END AS DOUBLE)";
            if (!rows.differs(number)) {
                return same;
            }
            String found = "d" + number;
            return "CASE WHEN " + found + ".kind = 'gone' THEN NULL WHEN " + found + ".kind = 'only' OR " + found + ".x"
                    + group.measure() + " THEN CAST(" + found + ".o" + group.measure() + " AS DOUBLE) ELSE " + same
                    + " END";
        }

        /** Asked for only where there is something to mark. */
        Map<Integer, List<Mark>> strips() {
            List<Wanted> marked =
                    wanted.stream().filter(line -> line.fixture().isMarked()).toList();
            Map<Integer, List<Mark>> marks = new HashMap<>();
            if (marked.isEmpty()) {
                return marks;
            }
            rows.store()
                    .query(
                            "SELECT f, min(m), bool_or(differs), bool_or(NOT differs) FROM (SELECT t.f, x.origin,"
                                    + " x.length, " + time() + " AS m, differs FROM (SELECT g, true AS differs FROM "
                                    + MetricRows.CHANGED + " UNION ALL SELECT g, false FROM " + MetricRows.ANOMALIES
                                    + ") n JOIN " + MetricRows.ROWS + " t ON t.g = n.g JOIN " + places(marked)
                                    + " ON x.f = t.f) WHERE m IS NOT NULL GROUP BY f, " + bucket() + " ORDER BY 1, 2",
                            row -> marks.computeIfAbsent(row.getInt(1), any -> new ArrayList<>())
                                    .add(new Mark(row.getLong(2), row.getBoolean(3), row.getBoolean(4))));
            return marks;
        }
    }
}
