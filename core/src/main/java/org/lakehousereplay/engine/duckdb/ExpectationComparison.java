package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Window;
import org.lakehousereplay.pipeline.WindowSize;

/**
 * Compares the output of a metric with its expectations in the store: keyed, full outer, for many fixtures in one
 * statement. Fixtures that are compared in the same way (same columns, tolerances, zone) go together.
 */
final class ExpectationComparison {

    /** How many rows of a kind are kept of each fixture for messages and report; the store has all. */
    private static final int KEPT = 20;

    private final Connection connection;
    private final ZoneId zone;
    private final Workspace workspace;
    private final Model model;
    private final Metric metric;
    private final List<Column> keys;

    /**
     * @param connection a connection whose session runs in the zone of the fixtures
     * @param zone that zone
     * @param workspace the tables of the pipeline
     * @param model a metric
     */
    ExpectationComparison(Connection connection, ZoneId zone, Workspace workspace, Model model) {
        this.connection = connection;
        this.zone = zone;
        this.workspace = workspace;
        this.model = model;
        this.metric = model.metric().orElseThrow();
        this.keys = metric.key().stream().map(this::column).toList();
    }

    private Column column(String name) {
        return model.output().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    /** Checks the output of every fixture, and compares it where there is an expectation. */
    void compare(List<FixtureState> fixtures) throws SQLException {
        List<FixtureState> computed = fixtures.stream()
                .filter(fixture -> fixture.models().contains(model)
                        && fixture.metric(model).failure().isEmpty())
                .toList();
        if (computed.isEmpty()) {
            return;
        }
        Map<Integer, FixtureState> byNumber =
                computed.stream().collect(Collectors.toMap(FixtureState::number, fixture -> fixture));
        findMisalignedWindows(byNumber);
        findDuplicates(workspace.table(model.name()), Finding.Side.ACTUAL, byNumber);

        Map<Integer, FixtureState> asserted = new LinkedHashMap<>();
        byNumber.forEach((number, fixture) -> {
            FixtureState.MetricState state = fixture.metric(model);
            boolean expected = fixture.fixture().expectation(model.name()).isPresent();
            boolean loaded = state.findings().stream().noneMatch(Finding.MissingColumns.class::isInstance);
            if (expected && loaded && state.problems().isEmpty()) {
                asserted.put(number, fixture);
            }
        });
        if (asserted.isEmpty()) {
            return;
        }
        countExpected(asserted);
        findDuplicates(workspace.expectedTable(model), Finding.Side.EXPECTED, asserted);
        Map<Way, Map<Integer, FixtureState>> ways = new LinkedHashMap<>();
        asserted.forEach((number, fixture) ->
                ways.computeIfAbsent(way(fixture), any -> new LinkedHashMap<>()).put(number, fixture));
        for (Map.Entry<Way, Map<Integer, FixtureState>> way : ways.entrySet()) {
            compareAlike(way.getKey(), way.getValue());
        }
    }

    /** How rows are compared. */
    private record Way(List<Column> checked, Map<String, Tolerance> tolerances, boolean furtherRows) {}

    private Way way(FixtureState fixture) {
        List<Column> checked = model.output().stream()
                .filter(column -> fixture.metric(model).checkedColumns().contains(column.name()))
                .filter(column -> !keys.contains(column))
                .toList();
        Map<String, Tolerance> tolerances = new HashMap<>();
        for (Column column : checked) {
            fixture.fixture()
                    .settings()
                    .tolerance(model.name(), column.name())
                    .ifPresent(tolerance -> tolerances.put(column.name(), tolerance));
        }
        return new Way(checked, tolerances, fixture.fixture().settings().allowsFurtherRows(model.name()));
    }

    private void countExpected(Map<Integer, FixtureState> asserted) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT _fixture, count(*) FROM " + workspace.expectedTable(model)
                                + " WHERE " + of("_fixture", asserted) + " GROUP BY _fixture")) {
            while (rows.next()) {
                asserted.get(rows.getInt(1)).metric(model).expectedRows(rows.getLong(2));
            }
        }
    }

    private static String of(String column, Map<Integer, FixtureState> fixtures) {
        return column + " IN ("
                + fixtures.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private void findMisalignedWindows(Map<Integer, FixtureState> fixtures) throws SQLException {
        if (metric.window().isEmpty()) {
            return;
        }
        Window window = metric.window().get();
        Column column = column(window.column());
        String start = Sql.name(column.name());
        String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), " + CanonicalText.of(column, start)
                + " FROM (SELECT DISTINCT _fixture, " + start + " FROM " + workspace.table(model.name()) + " WHERE "
                + of("_fixture", fixtures) + " AND " + start + " <> " + aligned(window.size(), column, start) + ")"
                + " QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + start + ") <= " + KEPT
                + " ORDER BY _fixture, " + start;
        Map<Integer, List<String>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(2));
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>()).add(rows.getString(3));
            }
        }
        first.forEach((number, starts) -> fixtures.get(number)
                .metric(model)
                .findings()
                .add(new Finding.MisalignedWindows(
                        totals.get(number), column.name(), window.size().toString(), starts)));
    }

    /** The start of the window that a time falls into; weeks start on Monday. */
    private String aligned(WindowSize size, Column column, String time) {
        String bucket = "time_bucket(INTERVAL '" + size.sqlInterval() + "', " + time;
        return column.type().equals(ValueConversion.ZONED_TIMESTAMP)
                ? bucket + ", " + Sql.text(zone.getId()) + ")"
                : bucket + ")";
    }

    private void findDuplicates(String table, Finding.Side side, Map<Integer, FixtureState> fixtures)
            throws SQLException {
        String texts = keys.stream()
                .map(key -> ", " + CanonicalText.of(key, Sql.name(key.name())))
                .collect(Collectors.joining());
        String names = keys.stream().map(key -> ", " + Sql.name(key.name())).collect(Collectors.joining());
        String order = keys.isEmpty()
                ? "_lakehouse_row_count"
                : keys.stream()
                        .map(key -> Sql.name(key.name()) + " NULLS FIRST")
                        .collect(Collectors.joining(", "));
        String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), _lakehouse_row_count" + texts
                + " FROM (SELECT _fixture, count(*) AS _lakehouse_row_count" + names + " FROM " + table + " WHERE "
                + of("_fixture", fixtures) + " GROUP BY _fixture" + names + " HAVING count(*) > 1)"
                + " QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + order + ") <= " + KEPT
                + " ORDER BY _fixture, " + order;
        Map<Integer, List<Finding.RepeatedKey>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(2));
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>())
                        .add(new Finding.RepeatedKey(key(rows, 4), rows.getLong(3)));
            }
        }
        first.forEach((number, repeated) -> fixtures.get(number)
                .metric(model)
                .findings()
                .add(new Finding.DuplicateKeys(side, totals.get(number), repeated)));
    }

    private RowKey key(ResultSet rows, int from) throws SQLException {
        return new RowKey(cells(rows, from, keys));
    }

    private static List<Cell> cells(ResultSet rows, int from, List<Column> columns) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            cells.add(new Cell(columns.get(index).name(), Optional.ofNullable(rows.getString(from + index))));
        }
        return cells;
    }

    private void compareAlike(Way way, Map<Integer, FixtureState> fixtures) throws SQLException {
        String differences = "lakehouse_differences";
        DuckDbDatabase.execute(
                connection, "CREATE OR REPLACE TEMP TABLE " + differences + " AS " + differences(way, fixtures));
        Map<Integer, Totals> totals = totals(differences, way);
        if (!totals.isEmpty()) {
            keep(differences, way);
            readFindings(differences, way, fixtures, totals);
        }
        if (metric.ordered()) {
            findWrongOrder(fixtures);
        }
    }

    private record Totals(
            long missing,
            long unexpected,
            long changedRows,
            long changedCells,
            List<String> columns,
            boolean roundingOnly) {}

    /** All rows that differ: their kind, key, the columns that differ, and both values of every checked column. */
    private String differences(Way way, Map<Integer, FixtureState> fixtures) {
        List<String> select = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        List<String> join = new ArrayList<>(List.of("a._fixture = e._fixture"));
        select.add("coalesce(a._fixture, e._fixture) AS _fixture");
        select.add("CASE WHEN a._fixture IS NULL THEN 'missing' WHEN e._fixture IS NULL THEN 'unexpected'"
                + " ELSE 'changed' END AS _kind");
        for (Column key : keys) {
            String name = Sql.name(key.name());
            select.add("CASE WHEN a._fixture IS NULL THEN e." + name + " ELSE a." + name + " END AS " + name);
            join.add("a." + name + " IS NOT DISTINCT FROM e." + name);
        }
        List<String> lists = new ArrayList<>();
        for (Column column : way.checked()) {
            String differs = differs(column, way.tolerances().get(column.name()));
            differing.add(differs);
            lists.add("CASE WHEN " + differs + " THEN " + Sql.text(column.name()) + " END");
            select.add("e." + Sql.name(column.name()) + " AS " + expectedName(column));
            select.add("a." + Sql.name(column.name()) + " AS " + actualName(column));
        }
        String columns = lists.isEmpty() ? "CAST([] AS VARCHAR[])" : "[" + String.join(", ", lists) + "]";
        select.add(
                2,
                "CASE WHEN a._fixture IS NOT NULL AND e._fixture IS NOT NULL THEN list_filter(" + columns
                        + ", lambda name: name IS NOT NULL) END AS _columns");
        String unexpected = way.furtherRows() ? "" : " OR e._fixture IS NULL";
        String changed = differing.isEmpty()
                ? ""
                : " OR (a._fixture IS NOT NULL AND e._fixture IS NOT NULL AND (" + String.join(" OR ", differing)
                        + "))";
        return "SELECT " + String.join(", ", select) + " FROM " + unique(workspace.table(model.name()), fixtures)
                + " a FULL JOIN " + unique(workspace.expectedTable(model), fixtures) + " e ON "
                + String.join(" AND ", join) + " WHERE a._fixture IS NULL" + unexpected + changed;
    }

    /** The rows of a table without those whose key is repeated on either side: they are told apart already. */
    private String unique(String table, Map<Integer, FixtureState> fixtures) {
        Map<Integer, FixtureState> repeated = fixtures.entrySet().stream()
                .filter(entry -> entry.getValue().metric(model).findings().stream()
                        .anyMatch(Finding.DuplicateKeys.class::isInstance))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String rows = "SELECT * FROM " + table + " t WHERE " + of("_fixture", fixtures);
        if (repeated.isEmpty()) {
            return "(" + rows + ")";
        }
        StringBuilder query = new StringBuilder("(").append(rows);
        String names = keys.stream().map(key -> ", " + Sql.name(key.name())).collect(Collectors.joining());
        for (String side : List.of(workspace.table(model.name()), workspace.expectedTable(model))) {
            query.append(" AND NOT EXISTS (SELECT 1 FROM (SELECT _fixture")
                    .append(names)
                    .append(" FROM ")
                    .append(side);
            query.append(" WHERE ")
                    .append(of("_fixture", repeated))
                    .append(" GROUP BY _fixture")
                    .append(names);
            query.append(" HAVING count(*) > 1) r WHERE r._fixture = t._fixture");
            for (Column key : keys) {
                String name = Sql.name(key.name());
                query.append(" AND r.")
                        .append(name)
                        .append(" IS NOT DISTINCT FROM t.")
                        .append(name);
            }
            query.append(")");
        }
        return query.append(")").toString();
    }

    private static String expectedName(Column column) {
        return Sql.name(column.name() + " expected");
    }

    private static String actualName(Column column) {
        return Sql.name(column.name() + " actual");
    }

    /** A condition that is true where actual {@code a} and expected {@code e} are not the same. */
    static String differs(Column column, Tolerance tolerance) {
        String actual = "a." + Sql.name(column.name());
        String expected = "e." + Sql.name(column.name());
        if (column.type().equals("JSON")) {
            return "json(" + actual + ") IS DISTINCT FROM json(" + expected + ")";
        }
        String differs = actual + " IS DISTINCT FROM " + expected;
        if (tolerance == null) {
            return differs;
        }
        String within;
        if (tolerance instanceof Tolerance.Relative) {
            // The factor covers the rounding of the two products, far below any bound that means something.
            within = "isfinite(CAST(" + expected + " AS DOUBLE)) AND abs(CAST(" + actual + " AS DOUBLE) - CAST("
                    + expected + " AS DOUBLE)) <= CAST('" + tolerance.bound().toPlainString()
                    + "' AS DOUBLE) * abs(CAST(" + expected + " AS DOUBLE)) * 1.000000000001";
        } else if (ValueConversion.FLOATS.contains(column.type())) {
            within = "abs(CAST(" + actual + " AS DOUBLE) - CAST(" + expected + " AS DOUBLE)) <= CAST('"
                    + tolerance.bound().toPlainString() + "' AS DOUBLE)";
        } else {
            within = withinExactly(column, actual, expected, tolerance.bound());
        }
        return "(" + differs + " AND NOT coalesce(" + within + ", false))";
    }

    /** Whether the cells of a changed row that differ are all of a floating type and off by rounding only. */
    private static String roundingOnly(Way way) {
        List<String> exact = new ArrayList<>();
        for (Column column : way.checked()) {
            String differs = "list_contains(_columns, " + Sql.text(column.name()) + ")";
            if (ValueConversion.FLOATS.contains(column.type())) {
                String near = "isfinite(" + actualName(column) + ") AND abs(" + actualName(column) + " - "
                        + expectedName(column) + ") < 1e-9 * abs(" + expectedName(column) + ")";
                exact.add(differs + " AND NOT coalesce(" + near + ", false)");
            } else {
                exact.add(differs);
            }
        }
        return exact.isEmpty() ? "false" : "NOT (" + String.join(" OR ", exact) + ")";
    }

    /** Compares in the scale of the column: a difference in that scale is within a bound if it is within its floor. */
    private static String withinExactly(Column column, String actual, String expected, BigDecimal bound) {
        Matcher decimal = ValueConversion.DECIMAL.matcher(column.type());
        int scale = decimal.matches() ? Integer.parseInt(decimal.group(2)) : 0;
        String type = decimal.matches() ? "DECIMAL(38," + scale + ")" : "HUGEINT";
        BigDecimal largest = BigDecimal.TEN.pow(38 - scale).subtract(BigDecimal.ONE.movePointLeft(scale));
        String floor = bound.setScale(scale, RoundingMode.FLOOR).min(largest).toPlainString();
        return "TRY(abs(CAST(" + actual + " AS " + type + ") - CAST(" + expected + " AS " + type + ")) <= CAST('"
                + floor + "' AS " + type + "))";
    }

    private Map<Integer, Totals> totals(String differences, Way way) throws SQLException {
        Map<Integer, Totals> totals = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _fixture, count(*) FILTER (_kind = 'missing'),"
                        + " count(*) FILTER (_kind = 'unexpected'), count(*) FILTER (_kind = 'changed'),"
                        + " coalesce(sum(len(_columns)), 0), list_distinct(flatten(coalesce(list(_columns)"
                        + " FILTER (_columns IS NOT NULL), []))), coalesce(bool_and(" + roundingOnly(way)
                        + ") FILTER (_kind = 'changed'), false) FROM " + differences + " GROUP BY _fixture")) {
            while (rows.next()) {
                totals.put(
                        rows.getInt(1),
                        new Totals(
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                strings(rows, 6),
                                rows.getBoolean(7)));
            }
        }
        return totals;
    }

    private static List<String> strings(ResultSet rows, int index) throws SQLException {
        Array array = rows.getArray(index);
        List<String> strings = new ArrayList<>();
        if (array != null) {
            for (Object element : (Object[]) array.getArray()) {
                strings.add(String.valueOf(element));
            }
        }
        return strings;
    }

    /** Keeps the rows in the store, where a user may query them. */
    private void keep(String differences, Way way) throws SQLException {
        StringBuilder columns = new StringBuilder("_fixture INTEGER, _kind VARCHAR, _columns VARCHAR[]");
        List<String> names = new ArrayList<>(List.of("_fixture", "_kind", "_columns"));
        for (Column column : model.output()) {
            List<String> ofColumn = keys.contains(column)
                    ? List.of(Sql.name(column.name()))
                    : List.of(expectedName(column), actualName(column));
            for (String name : ofColumn) {
                columns.append(", ").append(name).append(' ').append(column.type());
            }
            if (keys.contains(column) || way.checked().contains(column)) {
                names.addAll(ofColumn);
            }
        }
        String table = workspace.differenceTable(model);
        // Fixtures in another time zone may be compared at the same time, and the engine lets one session create it.
        synchronized (workspace) {
            DuckDbDatabase.execute(connection, "CREATE TABLE IF NOT EXISTS " + table + " (" + columns + ")");
        }
        String list = String.join(", ", names);
        DuckDbDatabase.execute(
                connection, "INSERT INTO " + table + " (" + list + ") SELECT " + list + " FROM " + differences);
    }

    private void readFindings(
            String differences, Way way, Map<Integer, FixtureState> fixtures, Map<Integer, Totals> totals)
            throws SQLException {
        List<String> select = new ArrayList<>(List.of("_fixture", "_kind", "_columns"));
        for (Column key : keys) {
            select.add(CanonicalText.of(key, Sql.name(key.name())));
        }
        for (Column column : way.checked()) {
            select.add(CanonicalText.of(column, expectedName(column)));
            select.add(CanonicalText.of(column, actualName(column)));
            select.add(CanonicalText.delta(column, actualName(column), expectedName(column)));
        }
        String order = keys.stream()
                .map(key -> Sql.name(key.name()) + " NULLS FIRST")
                .collect(Collectors.joining(", ", "", ""));
        String window = "PARTITION BY _fixture, _kind" + (order.isEmpty() ? "" : " ORDER BY " + order);
        String query = "SELECT " + String.join(", ", select) + " FROM " + differences + " QUALIFY row_number() OVER ("
                + window + ") <= " + KEPT + " ORDER BY _fixture, _kind" + (order.isEmpty() ? "" : ", " + order);
        Map<Integer, Kept> kept = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                kept.computeIfAbsent(rows.getInt(1), any -> new Kept()).add(rows, way, this);
            }
        }
        totals.forEach((number, total) -> {
            Kept rows = kept.get(number);
            List<Finding> findings = fixtures.get(number).metric(model).findings();
            if (total.changedCells() > 0) {
                List<String> columns = way.checked().stream()
                        .map(Column::name)
                        .filter(total.columns()::contains)
                        .toList();
                findings.add(new Finding.ChangedCells(
                        total.changedCells(), total.changedRows(), columns, rows.changed, total.roundingOnly()));
            }
            if (total.missing() > 0) {
                findings.add(new Finding.MissingRows(total.missing(), rows.missing));
            }
            if (total.unexpected() > 0) {
                findings.add(new Finding.UnexpectedRows(total.unexpected(), rows.unexpected));
            }
        });
    }

    /** The first differing rows of a fixture. */
    private static final class Kept {
        private final List<CellDifference> changed = new ArrayList<>();
        private final List<Finding.Row> missing = new ArrayList<>();
        private final List<Finding.Row> unexpected = new ArrayList<>();

        void add(ResultSet row, Way way, ExpectationComparison comparison) throws SQLException {
            RowKey key = comparison.key(row, 4);
            int values = 4 + comparison.keys.size();
            String kind = row.getString(2).toLowerCase(Locale.ROOT);
            if (kind.equals("changed")) {
                List<String> columns = strings(row, 3);
                for (int index = 0; index < way.checked().size(); index++) {
                    String name = way.checked().get(index).name();
                    if (columns.contains(name)) {
                        changed.add(new CellDifference(
                                key,
                                name,
                                Optional.ofNullable(row.getString(values + 3 * index)),
                                Optional.ofNullable(row.getString(values + 3 * index + 1)),
                                Optional.ofNullable(row.getString(values + 3 * index + 2))));
                    }
                }
                return;
            }
            boolean isMissing = kind.equals("missing");
            List<Cell> cells = new ArrayList<>();
            for (int index = 0; index < way.checked().size(); index++) {
                String value = row.getString(values + 3 * index + (isMissing ? 0 : 1));
                cells.add(new Cell(way.checked().get(index).name(), Optional.ofNullable(value)));
            }
            (isMissing ? missing : unexpected).add(new Finding.Row(key, cells));
        }
    }

    /** Rows of an ordered metric that are on both sides and stand in another order. */
    private void findWrongOrder(Map<Integer, FixtureState> fixtures) throws SQLException {
        List<String> join = new ArrayList<>(List.of("a._fixture = e._fixture"));
        List<String> names = new ArrayList<>();
        for (Column key : keys) {
            String name = Sql.name(key.name());
            join.add("a." + name + " IS NOT DISTINCT FROM e." + name);
            names.add("a." + name + " AS " + name);
        }
        String both =
                "SELECT a._fixture AS _fixture, a.rowid AS _lakehouse_actual_row, e.rowid AS _lakehouse_expected_row"
                        + names.stream().map(name -> ", " + name).collect(Collectors.joining()) + " FROM "
                        + workspace.table(model.name()) + " a JOIN " + workspace.expectedTable(model) + " e ON "
                        + String.join(" AND ", join) + " WHERE " + of("a._fixture", fixtures);
        String placed =
                "SELECT *, row_number() OVER (PARTITION BY _fixture ORDER BY _lakehouse_actual_row) AS _lakehouse_actual_place,"
                        + " row_number() OVER (PARTITION BY _fixture ORDER BY _lakehouse_expected_row) AS _lakehouse_expected_place FROM ("
                        + both
                        + ")";
        String query = "WITH placed AS (" + placed
                + ") SELECT x._fixture, x._lakehouse_actual_place, count(*) OVER (PARTITION BY"
                + " x._fixture)" + texts("x") + texts("y") + " FROM placed x JOIN placed y ON x._fixture = y._fixture"
                + " AND x._lakehouse_actual_place = y._lakehouse_expected_place WHERE x._lakehouse_actual_place <> x._lakehouse_expected_place"
                + " QUALIFY row_number() OVER (PARTITION BY x._fixture ORDER BY x._lakehouse_actual_place) <= " + KEPT
                + " ORDER BY x._fixture, x._lakehouse_actual_place";
        Map<Integer, List<Finding.Displacement>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(3));
                RowKey actual = key(rows, 4);
                RowKey expected = key(rows, 4 + keys.size());
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>())
                        .add(new Finding.Displacement(rows.getLong(2), expected, actual));
            }
        }
        first.forEach((number, rows) ->
                fixtures.get(number).metric(model).findings().add(new Finding.WrongOrder(totals.get(number), rows)));
    }

    private String texts(String alias) {
        return keys.stream()
                .map(key -> ", " + CanonicalText.of(key, alias + "." + Sql.name(key.name())))
                .collect(Collectors.joining());
    }
}
