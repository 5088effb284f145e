package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * Finds the rows of a metric that differ between an older version and the candidate: one full outer join by key for all
 * fixtures, which keeps only what differs. Whatever is told about a difference is computed from those rows.
 */
final class VersionDifference {

    private final Connection connection;
    private final OlderPipeline older;
    private final KeyedMetric metric;
    private final Model before;
    private final List<ComparedColumn> keys;
    private final List<ComparedColumn> values;

    /**
     * @param connection a connection whose session runs in the zone of the candidate's fixtures
     * @param older the pipeline in the older version
     * @param after the metric in the candidate
     */
    VersionDifference(Connection connection, OlderPipeline older, Model after) {
        this.connection = connection;
        this.older = older;
        this.metric = KeyedMetric.of(older.candidate(), after);
        this.before = older.before(after);
        this.keys =
                metric.keys().stream().flatMap(key -> compared(key).stream()).toList();
        this.values = after.output().stream()
                .filter(column -> !metric.keys().contains(column))
                .flatMap(column -> compared(column).stream())
                .toList();
    }

    private Optional<ComparedColumn> compared(Column column) {
        return before.output().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column.name()))
                .findFirst()
                .map(found -> new ComparedColumn(found, column));
    }

    /** Whether both versions declare the same key, without which no row has a counterpart. */
    boolean possible() {
        List<String> other = before.metric().orElseThrow().key();
        return keys.size() == metric.keys().size()
                && other.size() == keys.size()
                && other.stream().allMatch(name -> keys.stream()
                        .anyMatch(key -> key.before().name().equalsIgnoreCase(name)));
    }

    KeyedMetric metric() {
        return metric;
    }

    List<ComparedColumn> values() {
        return values;
    }

    /** The columns that are numbers in both versions. */
    List<ComparedColumn> numbers() {
        return values.stream().filter(ComparedColumn::numeric).toList();
    }

    String table() {
        return older.workspace().differenceTable(before);
    }

    private String olderTable() {
        return older.workspace().table(before.name());
    }

    /**
     * Finds the rows that differ.
     *
     * @param fixtures the fixtures on which both versions ran, by number, in the candidate
     * @return why fixtures cannot be compared after all: a repeated key pairs rows that have nothing to do with each other
     */
    Map<Integer, String> find(Map<Integer, FixtureState> fixtures) throws SQLException {
        Map<Integer, String> reasons = new LinkedHashMap<>();
        Map<Integer, FixtureState> unique = new LinkedHashMap<>();
        fixtures.forEach((number, fixture) -> {
            boolean repeated = fixture.metric(metric.model()).findings().stream()
                    .anyMatch(finding ->
                            finding instanceof Finding.DuplicateKeys keys && keys.side() == Finding.Side.ACTUAL);
            if (repeated) {
                reasons.put(number, "the candidate repeats a key, so its rows have no single counterpart");
            } else {
                unique.put(number, fixture);
            }
        });
        if (unique.isEmpty()) {
            return reasons;
        }
        DuckDbDatabase.execute(connection, "CREATE OR REPLACE TABLE " + table() + " AS " + query(unique));
        for (int number : repeatedInOlder(unique)) {
            reasons.put(number, "the baseline repeats a key, so its rows have no single counterpart");
            DuckDbDatabase.execute(connection, "DELETE FROM " + table() + " WHERE _fixture = " + number);
        }
        return reasons;
    }

    private String query(Map<Integer, FixtureState> fixtures) {
        List<String> select = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        select.add("coalesce(a._fixture, b._fixture) AS _fixture");
        select.add("CASE WHEN a._fixture IS NULL THEN 'removed' WHEN b._fixture IS NULL THEN 'added'"
                + " ELSE 'changed' END AS _kind");
        for (ComparedColumn key : keys) {
            String name = Sql.name(key.after().name());
            select.add("CASE WHEN a._fixture IS NULL THEN CAST(b."
                    + Sql.name(key.before().name()) + " AS " + key.after().type() + ") ELSE a." + name + " END AS "
                    + name);
        }
        for (ComparedColumn column : values) {
            String differs = differs(column, fixtures);
            differing.add(differs);
            lists.add("CASE WHEN " + differs + " THEN "
                    + Sql.text(column.after().name()) + " END");
            select.add("b." + Sql.name(column.before().name()) + " AS " + metric.baselineName(column.after()));
            select.add("a." + Sql.name(column.after().name()) + " AS " + metric.candidateName(column.after()));
        }
        String columns = lists.isEmpty() ? "CAST([] AS VARCHAR[])" : "[" + String.join(", ", lists) + "]";
        select.add(
                2,
                "CASE WHEN a._fixture IS NOT NULL AND b._fixture IS NOT NULL THEN list_filter(" + columns
                        + ", lambda name: name IS NOT NULL) END AS _columns");
        String changed = differing.isEmpty() ? "" : " OR " + String.join(" OR ", differing);
        List<String> conditions = new ArrayList<>(List.of("a._fixture = b._fixture"));
        keys.forEach(key -> conditions.add(key.same()));
        return "SELECT " + String.join(", ", select) + " FROM " + rows(metric.actualTable(), fixtures)
                + " a FULL JOIN " + rows(olderTable(), fixtures) + " b ON " + String.join(" AND ", conditions)
                + " WHERE a._fixture IS NULL OR b._fixture IS NULL" + changed;
    }

    /** Engines may differ within the tolerance that a fixture allows; versions may not. */
    private String differs(ComparedColumn column, Map<Integer, FixtureState> fixtures) {
        String exactly = CellChange.differs(column);
        if (!older.isCounterpart()) {
            return exactly;
        }
        StringBuilder differs = new StringBuilder();
        fixtures.forEach((number, fixture) -> fixture.fixture()
                .settings()
                .tolerance(metric.model().name(), column.after().name())
                .ifPresent(tolerance -> differs.append(" WHEN ")
                        .append(number)
                        .append(" THEN (")
                        .append(exactly)
                        .append(") AND ")
                        .append(CellEquality.differs(
                                column.after(),
                                "a." + Sql.name(column.after().name()),
                                "CAST(b." + Sql.name(column.before().name()) + " AS "
                                        + column.after().type() + ")",
                                Optional.of(tolerance)))));
        return differs.isEmpty() ? exactly : "(CASE a._fixture" + differs + " ELSE " + exactly + " END)";
    }

    private static String rows(String table, Map<Integer, FixtureState> fixtures) {
        return "(SELECT * FROM " + table + " WHERE " + KeyedMetric.ofFixtures("_fixture", fixtures) + ")";
    }

    /**
     * The fixtures on which the older version repeats a key. Keys of the candidate are known to be unique, so the join
     * has every row of the older version once; it has a row of the candidate twice exactly when a key is repeated, and
     * then more rows are left over than the candidate has.
     */
    private List<Integer> repeatedInOlder(Map<Integer, FixtureState> fixtures) throws SQLException {
        List<Integer> repeated = new ArrayList<>();
        Map<Integer, long[]> differing = new HashMap<>();
        String query = "SELECT _fixture, count(*) FILTER (_kind <> 'removed'), count(*) FILTER (_kind <> 'added')"
                + " FROM " + table() + " GROUP BY _fixture";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                differing.put(rows.getInt(1), new long[] {rows.getLong(2), rows.getLong(3)});
            }
        }
        fixtures.forEach((number, state) -> {
            long[] counts = differing.getOrDefault(number, new long[] {0, 0});
            long after = state.metric(metric.model()).actualRows();
            long ofOlder = older.states().get(number).metric(before).actualRows();
            if (after - counts[0] != ofOlder - counts[1]) {
                repeated.add(number);
            }
        });
        for (int number : repeatedAmongRemoved(fixtures)) {
            if (!repeated.contains(number)) {
                repeated.add(number);
            }
        }
        return repeated;
    }

    private List<Integer> repeatedAmongRemoved(Map<Integer, FixtureState> fixtures) throws SQLException {
        List<Integer> repeated = new ArrayList<>();
        String query = "SELECT DISTINCT _fixture FROM (SELECT _fixture FROM " + table()
                + " WHERE _kind = 'removed' AND " + KeyedMetric.ofFixtures("_fixture", fixtures) + " GROUP BY _fixture"
                + metric.names() + " HAVING count(*) > 1) ORDER BY _fixture";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                repeated.add(rows.getInt(1));
            }
        }
        return repeated;
    }

    /**
     * The fixtures, among those without any other difference, on which an ordered metric has its rows in another order.
     */
    List<Integer> reordered(Map<Integer, FixtureState> fixtures) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        if (!metric.declaration().ordered() || fixtures.isEmpty()) {
            return numbers;
        }
        String conditions = keys.stream().map(key -> " AND " + key.same()).collect(Collectors.joining());
        String query = "SELECT DISTINCT _fixture FROM (SELECT a._fixture AS _fixture,"
                + " row_number() OVER (PARTITION BY a._fixture ORDER BY a.rowid) AS _lakehouse_after,"
                + " row_number() OVER (PARTITION BY a._fixture ORDER BY b.rowid) AS _lakehouse_before FROM "
                + metric.actualTable() + " a JOIN " + olderTable() + " b ON a._fixture = b._fixture" + conditions
                + " WHERE " + KeyedMetric.ofFixtures("a._fixture", fixtures) + ")"
                + " WHERE _lakehouse_after <> _lakehouse_before ORDER BY _fixture";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }
}
