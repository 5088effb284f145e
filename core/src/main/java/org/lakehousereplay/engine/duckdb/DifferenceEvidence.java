package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Window;

/** Reads what the rows that differ between two versions of a metric have to tell, for all fixtures at once. */
final class DifferenceEvidence {

    private final Connection connection;
    private final VersionDifference difference;
    private final KeyedMetric metric;
    private final List<ComparedColumn> numbers;

    DifferenceEvidence(Connection connection, VersionDifference difference) {
        this.connection = connection;
        this.difference = difference;
        this.metric = difference.metric();
        this.numbers =
                difference.values().stream().filter(ComparedColumn::numeric).toList();
    }

    /** How many rows differ in which way. */
    private record Counts(long removed, long added, long changed, long cells, List<ColumnDifference> columns) {}

    /**
     * The evidence of every fixture with a difference, by number.
     *
     * @param fixtures the fixtures that were compared, by number, in the candidate
     * @param older the same in the older version
     * @param reordered those among them whose rows stand in another order
     */
    Map<Integer, Evidence> read(
            Map<Integer, FixtureState> fixtures, Map<Integer, FixtureState> older, Collection<Integer> reordered)
            throws SQLException {
        Map<Integer, Counts> counts = counts();
        Map<Integer, Evidence> evidence = new TreeMap<>();
        Map<Integer, List<KeyExtent>> extents = extents();
        Map<Integer, FirstRows> first = firstRows();
        Map<Integer, Set<String>> moved = new HashMap<>();
        Map<Integer, Set<String>> conserved = new HashMap<>();
        readTotals(moved, conserved);
        Map<Integer, Set<String>> scaled = counts.isEmpty() ? Map.of() : scaled(counts);
        Set<Integer> differing = new HashSet<>(counts.keySet());
        differing.addAll(reordered);
        for (int number : differing) {
            Counts count = counts.getOrDefault(number, new Counts(0, 0, 0, 0, List.of()));
            FirstRows rows = first.getOrDefault(number, new FirstRows());
            FixtureState fixture = fixtures.get(number);
            FixtureState before = older.get(number);
            evidence.put(
                    number,
                    new Evidence(
                            new OutputDifference(
                                    fixture.fixture().name(),
                                    before.metric(before.workspace()
                                                    .pipeline()
                                                    .metric(metric.model().name())
                                                    .orElseThrow())
                                            .actualRows(),
                                    fixture.metric(metric.model()).actualRows(),
                                    count.removed(),
                                    count.added(),
                                    count.changed(),
                                    count.cells(),
                                    reordered.contains(number),
                                    count.columns(),
                                    extents.getOrDefault(number, List.of()),
                                    rows.changed,
                                    rows.removed,
                                    rows.added),
                            moved.getOrDefault(number, Set.of()),
                            conserved.getOrDefault(number, Set.of()),
                            scaled.getOrDefault(number, Set.of())));
        }
        return evidence;
    }

    private Map<Integer, Counts> counts() throws SQLException {
        Map<Integer, Map<String, ChangedCell>> farthest = farthest();
        StringBuilder query = new StringBuilder("SELECT _fixture, count(*) FILTER (_kind = 'removed'),"
                + " count(*) FILTER (_kind = 'added'), count(*) FILTER (_kind = 'changed'),"
                + " coalesce(sum(len(_columns)), 0)");
        for (ComparedColumn column : difference.values()) {
            String differs =
                    "list_contains(_columns, " + Sql.text(column.after().name()) + ")";
            String delta = column.numeric() ? delta(column) : "CAST(NULL AS INTEGER)";
            query.append(", count(*) FILTER (").append(differs).append(")");
            query.append(", count(*) FILTER (")
                    .append(differs)
                    .append(" AND ")
                    .append(delta)
                    .append(" IS NULL)");
            for (String aggregate : List.of("min", "max")) {
                query.append(", CAST(")
                        .append(aggregate)
                        .append("(")
                        .append(delta)
                        .append(") FILTER (")
                        .append(differs)
                        .append(") AS VARCHAR)");
            }
        }
        query.append(" FROM ").append(difference.table()).append(" GROUP BY _fixture");
        Map<Integer, Counts> counts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.toString())) {
            while (rows.next()) {
                List<ColumnDifference> columns = new ArrayList<>();
                for (int index = 0; index < difference.values().size(); index++) {
                    int at = 6 + 4 * index;
                    String name = difference.values().get(index).after().name();
                    if (rows.getLong(at) > 0) {
                        columns.add(new ColumnDifference(
                                name,
                                rows.getLong(at),
                                rows.getLong(at + 1),
                                number(rows.getString(at + 2)),
                                number(rows.getString(at + 3)),
                                Optional.ofNullable(farthest.getOrDefault(rows.getInt(1), Map.of())
                                        .get(name))));
                    }
                }
                counts.put(
                        rows.getInt(1),
                        new Counts(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), columns));
            }
        }
        return counts;
    }

    /** The cell of each column, by fixture and column, whose delta is farthest from zero. */
    private Map<Integer, Map<String, ChangedCell>> farthest() throws SQLException {
        Map<Integer, Map<String, ChangedCell>> farthest = new HashMap<>();
        for (ComparedColumn column : numbers) {
            String baseline = metric.baselineName(column.after());
            String candidate = metric.candidateName(column.after());
            String order = metric.order();
            String query = "SELECT _fixture" + metric.texts("") + ", " + CanonicalText.of(column.before(), baseline)
                    + ", " + CanonicalText.of(column.after(), candidate) + ", "
                    + CanonicalText.delta(column.after(), candidate, baseline) + " FROM " + difference.table()
                    + " WHERE list_contains(_columns, "
                    + Sql.text(column.after().name()) + ") AND " + delta(column)
                    + " IS NOT NULL QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY TRY(abs("
                    + delta(column) + ")) DESC NULLS LAST" + (order.isEmpty() ? "" : ", " + order) + ") = 1";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    int at = 2 + metric.keys().size();
                    Optional<String> before = Optional.ofNullable(rows.getString(at));
                    Optional<String> after = Optional.ofNullable(rows.getString(at + 1));
                    farthest.computeIfAbsent(rows.getInt(1), any -> new HashMap<>())
                            .put(
                                    column.after().name(),
                                    new ChangedCell(
                                            metric.key(rows, 2),
                                            column.after().name(),
                                            before,
                                            after,
                                            Optional.ofNullable(rows.getString(at + 2)),
                                            relative(before, after)));
                }
            }
        }
        return farthest;
    }

    /** Candidate minus older version, without overflow. */
    private String delta(ComparedColumn column) {
        String candidate = metric.candidateName(column.after());
        String baseline = metric.baselineName(column.after());
        boolean integers = ValueConversion.INTEGERS.contains(column.after().type())
                && ValueConversion.INTEGERS.contains(column.before().type());
        return integers
                ? "CAST(" + candidate + " AS HUGEINT) - CAST(" + baseline + " AS HUGEINT)"
                : "TRY(" + candidate + " - " + baseline + ")";
    }

    private static Optional<BigDecimal> number(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    private Map<Integer, List<KeyExtent>> extents() throws SQLException {
        Map<Integer, List<KeyExtent>> extents = new HashMap<>();
        for (Column key : metric.keys()) {
            String name = Sql.name(key.name());
            String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), " + CanonicalText.of(key, name)
                    + " FROM (SELECT DISTINCT _fixture, " + name + " FROM " + difference.table()
                    + ") QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + name + " NULLS LAST) <= "
                    + KeyExtent.KEPT + " ORDER BY _fixture, " + name + " NULLS LAST";
            Map<Integer, List<String>> values = new LinkedHashMap<>();
            Map<Integer, Long> distinct = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    distinct.put(rows.getInt(1), rows.getLong(2));
                    List<String> texts = values.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>());
                    Optional.ofNullable(rows.getString(3)).ifPresent(texts::add);
                }
            }
            values.forEach((number, texts) -> extents.computeIfAbsent(number, any -> new ArrayList<>())
                    .add(new KeyExtent(key.name(), distinct.get(number), texts)));
        }
        return extents;
    }

    /** The first rows of each kind. */
    private static final class FirstRows {
        private final List<ChangedCell> changed = new ArrayList<>();
        private final List<Finding.Row> removed = new ArrayList<>();
        private final List<Finding.Row> added = new ArrayList<>();
    }

    private Map<Integer, FirstRows> firstRows() throws SQLException {
        List<ComparedColumn> values = difference.values();
        List<String> select = new ArrayList<>(List.of("_fixture", "_kind"));
        metric.keys().forEach(key -> select.add(CanonicalText.of(key, Sql.name(key.name()))));
        for (ComparedColumn column : values) {
            String baseline = metric.baselineName(column.after());
            String candidate = metric.candidateName(column.after());
            select.add("coalesce(list_contains(_columns, "
                    + Sql.text(column.after().name()) + "), false)");
            select.add(CanonicalText.of(column.before(), baseline));
            select.add(CanonicalText.of(column.after(), candidate));
            select.add(
                    column.numeric()
                                    || column.before()
                                            .type()
                                            .equals(column.after().type())
                            ? CanonicalText.delta(column.after(), candidate, baseline)
                            : "CAST(NULL AS VARCHAR)");
        }
        String order = metric.order();
        String query = "SELECT " + String.join(", ", select) + " FROM " + difference.table()
                + " QUALIFY row_number() OVER (PARTITION BY _fixture, _kind"
                + (order.isEmpty() ? "" : " ORDER BY " + order) + ") <= " + KeyedMetric.KEPT
                + " ORDER BY _fixture, _kind"
                + (order.isEmpty() ? "" : ", " + order);
        Map<Integer, FirstRows> first = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                addRow(rows, first.computeIfAbsent(rows.getInt(1), any -> new FirstRows()));
            }
        }
        return first;
    }

    private void addRow(ResultSet row, FirstRows first) throws SQLException {
        RowKey key = metric.key(row, 3);
        String kind = row.getString(2);
        List<Cell> cells = new ArrayList<>();
        int at = 3 + metric.keys().size();
        for (ComparedColumn column : difference.values()) {
            Optional<String> baseline = Optional.ofNullable(row.getString(at + 1));
            Optional<String> candidate = Optional.ofNullable(row.getString(at + 2));
            if (kind.equals("changed") && row.getBoolean(at)) {
                first.changed.add(new ChangedCell(
                        key,
                        column.after().name(),
                        baseline,
                        candidate,
                        Optional.ofNullable(row.getString(at + 3)),
                        column.numeric() ? relative(baseline, candidate) : Optional.empty()));
            }
            cells.add(new Cell(column.after().name(), kind.equals("removed") ? baseline : candidate));
            at += 4;
        }
        if (kind.equals("removed")) {
            first.removed.add(new Finding.Row(key, cells));
        } else if (kind.equals("added")) {
            first.added.add(new Finding.Row(key, cells));
        }
    }

    private static Optional<BigDecimal> relative(Optional<String> baseline, Optional<String> candidate) {
        Optional<BigDecimal> before = number(baseline.orElse(null));
        Optional<BigDecimal> after = number(candidate.orElse(null));
        if (before.isEmpty() || after.isEmpty() || before.get().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(after.get()
                .subtract(before.get())
                .divide(before.get().abs(), MathContext.DECIMAL32)
                .stripTrailingZeros());
    }

    /** Which columns moved, and which of them add up to the same over all windows. */
    private void readTotals(Map<Integer, Set<String>> moved, Map<Integer, Set<String>> conserved) throws SQLException {
        Optional<Window> window = metric.declaration().window();
        if (window.isEmpty() || numbers.isEmpty()) {
            return;
        }
        String dimensions = metric.keys().stream()
                .filter(key -> !key.name().equalsIgnoreCase(window.get().column()))
                .map(key -> ", " + Sql.name(key.name()))
                .collect(Collectors.joining());
        List<String> inner = new ArrayList<>();
        List<String> outer = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            String candidate =
                    "coalesce(" + metric.candidateName(numbers.get(index).after()) + ", 0)";
            String baseline =
                    "coalesce(" + metric.baselineName(numbers.get(index).after()) + ", 0)";
            inner.add("bool_or(" + candidate + " <> " + baseline + ") AS m" + index);
            inner.add("abs(sum(" + candidate + ") - sum(" + baseline + ")) <= " + slack(numbers.get(index), candidate)
                    + " AS c" + index);
            outer.add("bool_or(m" + index + ")");
            outer.add("bool_and(c" + index + ")");
        }
        String query = "SELECT _fixture, " + String.join(", ", outer) + " FROM (SELECT _fixture" + dimensions + ", "
                + String.join(", ", inner) + " FROM " + difference.table() + " GROUP BY _fixture" + dimensions
                + ") GROUP BY _fixture";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Set<String> movedHere = new HashSet<>();
                Set<String> conservedHere = new HashSet<>();
                for (int index = 0; index < numbers.size(); index++) {
                    if (rows.getBoolean(2 + 2 * index)) {
                        movedHere.add(numbers.get(index).after().name());
                        if (rows.getBoolean(3 + 2 * index)) {
                            conservedHere.add(numbers.get(index).after().name());
                        }
                    }
                }
                moved.put(rows.getInt(1), movedHere);
                conserved.put(rows.getInt(1), conservedHere);
            }
        }
    }

    /** Sums of floating numbers depend on the order of the rows. */
    private static String slack(ComparedColumn column, String value) {
        boolean floats = ValueConversion.FLOATS.contains(column.after().type())
                || ValueConversion.FLOATS.contains(column.before().type());
        return floats ? "1e-9 * sum(abs(" + value + "))" : "0";
    }

    /**
     * The columns all of whose values are multiplied by one factor: every row is in both versions, every value that is
     * not 0 differs, at least two different values do, and their ratios are the same up to rounding.
     */
    private Map<Integer, Set<String>> scaled(Map<Integer, Counts> counts) throws SQLException {
        Map<Integer, Set<String>> scaled = new HashMap<>();
        for (ComparedColumn column : numbers) {
            String candidate = "CAST(" + metric.candidateName(column.after()) + " AS DOUBLE)";
            String baseline = "CAST(" + metric.baselineName(column.after()) + " AS DOUBLE)";
            String query = "SELECT d._fixture FROM (SELECT _fixture, count(*) AS differing, min(" + candidate + " / "
                    + baseline + ") AS least, max(" + candidate + " / " + baseline + ") AS most, count(DISTINCT "
                    + baseline + ") AS distinct_values FROM " + difference.table() + " WHERE list_contains(_columns, "
                    + Sql.text(column.after().name()) + ") GROUP BY _fixture HAVING bool_and(coalesce(" + baseline
                    + " <> 0 AND " + candidate + " <> 0, false))) d JOIN (SELECT _fixture, count(*) AS nonzero FROM "
                    + metric.actualTable() + " WHERE " + Sql.name(column.after().name())
                    + " <> 0 GROUP BY _fixture) n ON n._fixture = d._fixture WHERE d.differing = n.nonzero"
                    + " AND distinct_values > 1 AND most - least <= 1e-6 * abs(most)";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    Counts count = counts.get(rows.getInt(1));
                    if (count != null && count.removed() + count.added() == 0) {
                        scaled.computeIfAbsent(rows.getInt(1), any -> new HashSet<>())
                                .add(column.after().name());
                    }
                }
            }
        }
        return scaled;
    }
}
