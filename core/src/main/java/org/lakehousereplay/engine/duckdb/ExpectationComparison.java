package org.lakehousereplay.engine.duckdb;

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
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * Compares the output of a metric with its expectations in the store: keyed, full outer, for many fixtures in one
 * statement. Fixtures that are compared in the same way (same columns, tolerances, zone) go together.
 */
final class ExpectationComparison {

    private final Connection connection;
    private final Workspace workspace;
    private final KeyedMetric metric;
    private final OutputChecks checks;

    /**
     * @param connection a connection whose session runs in the zone of the fixtures
     * @param zone that zone
     * @param workspace the tables of the pipeline
     * @param model a metric
     */
    ExpectationComparison(Connection connection, ZoneId zone, Workspace workspace, Model model) {
        this.connection = connection;
        this.workspace = workspace;
        this.metric = KeyedMetric.of(workspace, model);
        this.checks = new OutputChecks(connection, zone, metric);
    }

    /** Checks the output of every fixture, and compares it where there is an expectation. */
    void compare(List<FixtureState> fixtures) throws SQLException {
        Map<Integer, FixtureState> byNumber = metric.computed(fixtures);
        if (byNumber.isEmpty()) {
            return;
        }
        checks.findMisalignedWindows(byNumber);
        checks.findDuplicates(metric.actualTable(), Finding.Side.ACTUAL, byNumber);

        Map<Integer, FixtureState> asserted = new LinkedHashMap<>();
        byNumber.forEach((number, fixture) -> {
            FixtureState.MetricState state = fixture.metric(metric.model());
            boolean expected =
                    fixture.fixture().expectation(metric.model().name()).isPresent();
            boolean loaded = state.findings().stream().noneMatch(Finding.MissingColumns.class::isInstance);
            if (expected && loaded && state.problems().isEmpty()) {
                asserted.put(number, fixture);
            }
        });
        if (asserted.isEmpty()) {
            return;
        }
        countExpected(asserted);
        checks.findDuplicates(metric.expectedTable(), Finding.Side.EXPECTED, asserted);
        Map<RowMatching, Map<Integer, FixtureState>> ways = new LinkedHashMap<>();
        asserted.forEach(
                (number, fixture) -> ways.computeIfAbsent(RowMatching.of(metric, fixture), any -> new LinkedHashMap<>())
                        .put(number, fixture));
        for (Map.Entry<RowMatching, Map<Integer, FixtureState>> way : ways.entrySet()) {
            compareAlike(way.getKey(), way.getValue());
        }
    }

    private void countExpected(Map<Integer, FixtureState> asserted) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _fixture, count(*) FROM " + metric.expectedTable()
                        + " WHERE " + KeyedMetric.ofFixtures("_fixture", asserted) + " GROUP BY _fixture")) {
            while (rows.next()) {
                asserted.get(rows.getInt(1)).metric(metric.model()).expectedRows(rows.getLong(2));
            }
        }
    }

    private void compareAlike(RowMatching way, Map<Integer, FixtureState> fixtures) throws SQLException {
        String differences = "lakehouse_differences";
        DuckDbDatabase.execute(
                connection, "CREATE OR REPLACE TEMP TABLE " + differences + " AS " + differences(way, fixtures));
        Map<Integer, Totals> totals = totals(differences, way);
        if (!totals.isEmpty()) {
            keep(differences, way);
            readFindings(differences, way, fixtures, totals);
        }
        if (metric.declaration().ordered()) {
            new RowOrder(connection, metric).find(fixtures);
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
    private String differences(RowMatching way, Map<Integer, FixtureState> fixtures) {
        List<String> select = new ArrayList<>();
        select.add("coalesce(a._fixture, e._fixture) AS _fixture");
        select.add("CASE WHEN a._fixture IS NULL THEN 'missing' WHEN e._fixture IS NULL THEN 'unexpected'"
                + " ELSE 'changed' END AS _kind");
        for (Column key : metric.keys()) {
            String name = Sql.name(key.name());
            select.add("CASE WHEN a._fixture IS NULL THEN e." + name + " ELSE a." + name + " END AS " + name);
        }
        List<String> lists = new ArrayList<>();
        for (Column column : way.checked()) {
            lists.add("CASE WHEN " + way.differs(column) + " THEN " + Sql.text(column.name()) + " END");
            select.add("e." + Sql.name(column.name()) + " AS " + metric.expectedName(column));
            select.add("a." + Sql.name(column.name()) + " AS " + metric.actualName(column));
        }
        String columns = lists.isEmpty() ? "CAST([] AS VARCHAR[])" : "[" + String.join(", ", lists) + "]";
        select.add(
                2,
                "CASE WHEN a._fixture IS NOT NULL AND e._fixture IS NOT NULL THEN list_filter(" + columns
                        + ", lambda name: name IS NOT NULL) END AS _columns");
        return "SELECT " + String.join(", ", select)
                + way.differing(
                        metric, unique(metric.actualTable(), fixtures), unique(metric.expectedTable(), fixtures));
    }

    /** The rows of a table without those whose key is repeated on either side: they are told apart already. */
    private String unique(String table, Map<Integer, FixtureState> fixtures) {
        Map<Integer, FixtureState> repeated = fixtures.entrySet().stream()
                .filter(entry -> entry.getValue().metric(metric.model()).findings().stream()
                        .anyMatch(Finding.DuplicateKeys.class::isInstance))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String rows = "SELECT * FROM " + table + " t WHERE " + KeyedMetric.ofFixtures("_fixture", fixtures);
        if (repeated.isEmpty()) {
            return "(" + rows + ")";
        }
        StringBuilder query = new StringBuilder("(").append(rows);
        String names = metric.names();
        for (String side : List.of(metric.actualTable(), metric.expectedTable())) {
            query.append(" AND NOT EXISTS (SELECT 1 FROM (SELECT _fixture")
                    .append(names)
                    .append(" FROM ")
                    .append(side);
            query.append(" WHERE ")
                    .append(KeyedMetric.ofFixtures("_fixture", repeated))
                    .append(" GROUP BY _fixture")
                    .append(names);
            query.append(" HAVING count(*) > 1) r WHERE r._fixture = t._fixture");
            for (Column key : metric.keys()) {
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

    private Map<Integer, Totals> totals(String differences, RowMatching way) throws SQLException {
        Map<Integer, Totals> totals = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _fixture, count(*) FILTER (_kind = 'missing'),"
                        + " count(*) FILTER (_kind = 'unexpected'), count(*) FILTER (_kind = 'changed'),"
                        + " coalesce(sum(len(_columns)), 0), list_distinct(flatten(coalesce(list(_columns)"
                        + " FILTER (_columns IS NOT NULL), []))), coalesce(bool_and("
                        + CellEquality.roundingOnly(metric, way.checked())
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
    private void keep(String differences, RowMatching way) throws SQLException {
        StringBuilder columns = new StringBuilder("_fixture INTEGER, _kind VARCHAR, _columns VARCHAR[]");
        List<String> names = new ArrayList<>(List.of("_fixture", "_kind", "_columns"));
        for (Column column : metric.model().output()) {
            List<String> ofColumn = metric.keys().contains(column)
                    ? List.of(Sql.name(column.name()))
                    : List.of(metric.expectedName(column), metric.actualName(column));
            for (String name : ofColumn) {
                columns.append(", ").append(name).append(' ').append(column.type());
            }
            if (metric.keys().contains(column) || way.checked().contains(column)) {
                names.addAll(ofColumn);
            }
        }
        String table = workspace.differenceTable(metric.model());
        // Fixtures in another time zone may be compared at the same time, and the engine lets one session create it.
        synchronized (workspace) {
            DuckDbDatabase.execute(connection, "CREATE TABLE IF NOT EXISTS " + table + " (" + columns + ")");
        }
        String list = String.join(", ", names);
        DuckDbDatabase.execute(
                connection, "INSERT INTO " + table + " (" + list + ") SELECT " + list + " FROM " + differences);
    }

    private void readFindings(
            String differences, RowMatching way, Map<Integer, FixtureState> fixtures, Map<Integer, Totals> totals)
            throws SQLException {
        List<String> select = new ArrayList<>(List.of("_fixture", "_kind", "_columns"));
        for (Column key : metric.keys()) {
            select.add(CanonicalText.of(key, Sql.name(key.name())));
        }
        for (Column column : way.checked()) {
            select.add(CanonicalText.of(column, metric.expectedName(column)));
            select.add(CanonicalText.of(column, metric.actualName(column)));
            select.add(CanonicalText.delta(column, metric.actualName(column), metric.expectedName(column)));
        }
        String order = metric.order();
        String window = "PARTITION BY _fixture, _kind" + (order.isEmpty() ? "" : " ORDER BY " + order);
        String query = "SELECT " + String.join(", ", select) + " FROM " + differences + " QUALIFY row_number() OVER ("
                + window + ") <= " + KeyedMetric.KEPT + " ORDER BY _fixture, _kind"
                + (order.isEmpty() ? "" : ", " + order);
        Map<Integer, Kept> kept = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                kept.computeIfAbsent(rows.getInt(1), any -> new Kept()).add(rows, way, this);
            }
        }
        totals.forEach((number, total) -> {
            Kept rows = kept.get(number);
            List<Finding> findings = fixtures.get(number).metric(metric.model()).findings();
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

        void add(ResultSet row, RowMatching way, ExpectationComparison comparison) throws SQLException {
            RowKey key = comparison.metric.key(row, 4);
            int values = 4 + comparison.metric.keys().size();
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
}
