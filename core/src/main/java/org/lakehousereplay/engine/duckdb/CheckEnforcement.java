package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.MetricCheck;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.run.CheckResult;
import org.lakehousereplay.sql.EngineError;

/** Holds the rows of a metric to the checks that its header declares, for many fixtures in one statement. */
final class CheckEnforcement {

    private final Connection connection;
    private final ScheduledExecutorService watchdog;
    private final Duration timeout;
    private final KeyedMetric metric;
    private final List<MetricCheck> checks;

    /**
     * @param connection a connection whose session runs in the zone of the fixtures
     * @param watchdog cancels what runs too long
     * @param timeout how long a statement may run
     * @param workspace the tables of the pipeline
     * @param model a metric
     */
    CheckEnforcement(
            Connection connection,
            ScheduledExecutorService watchdog,
            Duration timeout,
            Workspace workspace,
            Model model) {
        this.connection = connection;
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.metric = KeyedMetric.of(workspace, model);
        this.checks = metric.declaration().checks();
    }

    /** Computes every check on the output of every fixture that has one; nothing is asked where there is no check. */
    void enforce(List<FixtureState> fixtures) throws SQLException {
        Map<Integer, FixtureState> computed = checks.isEmpty() ? Map.of() : metric.computed(fixtures);
        if (computed.isEmpty()) {
            return;
        }
        try {
            enforceAlike(computed);
        } catch (SQLException failure) {
            if (computed.size() == 1) {
                FixtureState fixture = computed.values().iterator().next();
                fixture.metric(metric.model()).problems().addAll(problems(failure, computed));
                return;
            }
            // A row that an expression cannot be computed on, or not in time, is to blame for its own fixture and for
            // no other.
            for (FixtureState fixture : computed.values()) {
                enforce(List.of(fixture));
            }
        }
    }

    /** What is wrong with checks that cannot be computed on a fixture: each that fails by itself, if there is one. */
    private List<Problem> problems(SQLException failure, Map<Integer, FixtureState> only) {
        if (failure instanceof DeadlineReached) {
            return List.of(timeout(checks.get(0)));
        }
        List<Problem> problems = new ArrayList<>();
        for (MetricCheck check : checks) {
            try {
                counts(List.of(check), only);
            } catch (DeadlineReached late) {
                problems.add(timeout(check));
            } catch (SQLException alone) {
                problems.add(notComputed(check, EngineError.of(alone)));
            }
        }
        return problems.isEmpty() ? List.of(notComputed(checks.get(0), EngineError.of(failure))) : problems;
    }

    private Problem timeout(MetricCheck check) {
        return Problem.at(
                check.location(),
                ErrorCode.QUERY_TIMEOUT,
                "the checks of " + metric.model().name() + " ran longer than " + FixtureRunner.seconds(timeout)
                        + " and were cancelled",
                "Simplify them, or raise -Dlakehouse.timeout");
    }

    private static Problem notComputed(MetricCheck check, EngineError error) {
        return Problem.at(
                check.location(),
                error.outOfMemory() ? ErrorCode.QUERY_OUT_OF_MEMORY : ErrorCode.QUERY_FAILED,
                "the check `" + check.expression() + "` cannot be computed on the output: " + error.message(),
                "Write it so that it has a value for every row, such as by TRY_CAST or CASE");
    }

    private void enforceAlike(Map<Integer, FixtureState> fixtures) throws SQLException {
        Map<Integer, List<CheckResult>> results = counts(checks, fixtures);
        Map<Integer, List<Finding>> findings = new LinkedHashMap<>();
        List<String> anomalies = new ArrayList<>();
        for (int index = 0; index < checks.size(); index++) {
            int place = index;
            Map<Integer, CheckResult> ofCheck = results.entrySet().stream()
                    .filter(entry -> entry.getValue().get(place).anomalous() > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().get(place)));
            if (!ofCheck.isEmpty()) {
                anomalies.add(anomalies(checks.get(index), only(fixtures, ofCheck)));
                ofCheck.values().removeIf(result -> !result.failed());
                find(checks.get(index), fixtures, ofCheck, findings);
            }
        }
        keep(anomalies);
        fixtures.forEach((number, fixture) -> {
            FixtureState.MetricState state = fixture.metric(metric.model());
            state.checks(results.get(number));
            state.findings().addAll(findings.getOrDefault(number, List.of()));
        });
    }

    private static Map<Integer, FixtureState> only(Map<Integer, FixtureState> fixtures, Map<Integer, ?> numbers) {
        Map<Integer, FixtureState> chosen = new LinkedHashMap<>(fixtures);
        chosen.keySet().retainAll(numbers.keySet());
        return chosen;
    }

    /** How many rows break a check, as a column of a query over rows of the metric. */
    static String anomalous(MetricCheck check) {
        return "count(*) FILTER (NOT " + check.enclosed() + ")";
    }

    private Map<Integer, List<CheckResult>> counts(List<MetricCheck> of, Map<Integer, FixtureState> fixtures)
            throws SQLException {
        String columns = of.stream().map(check -> ", " + anomalous(check)).collect(Collectors.joining());
        Map<Integer, List<CheckResult>> results = new HashMap<>();
        // A fixture without a row has no group.
        for (Integer number : fixtures.keySet()) {
            results.put(number, results(of, 0, check -> 0L));
        }
        return query("SELECT _fixture, count(*)" + columns + rows(fixtures) + " GROUP BY _fixture", rows -> {
            while (rows.next()) {
                long count = rows.getLong(2);
                results.put(rows.getInt(1), results(of, count, index -> rows.getLong(3 + index)));
            }
            return results;
        });
    }

    private interface Anomalous {
        long of(int check) throws SQLException;
    }

    private static List<CheckResult> results(List<MetricCheck> checks, long rows, Anomalous anomalous)
            throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (int index = 0; index < checks.size(); index++) {
            MetricCheck check = checks.get(index);
            results.add(new CheckResult(check.expression(), check.threshold(), rows, anomalous.of(index)));
        }
        return results;
    }

    /** The rows of fixtures, under the name that expressions were bound to. */
    private String rows(Map<Integer, FixtureState> fixtures) {
        return " FROM (SELECT * FROM " + metric.actualTable() + " WHERE " + KeyedMetric.ofFixtures("_fixture", fixtures)
                + ") AS " + MetricCheck.ROWS;
    }

    private String anomalies(MetricCheck check, Map<Integer, FixtureState> fixtures) {
        return "SELECT _fixture, " + Sql.text(check.expression()) + metric.names() + rows(fixtures) + " WHERE NOT "
                + check.enclosed();
    }

    private void find(
            MetricCheck check,
            Map<Integer, FixtureState> fixtures,
            Map<Integer, CheckResult> failed,
            Map<Integer, List<Finding>> findings)
            throws SQLException {
        if (failed.isEmpty()) {
            return;
        }
        List<Column> values = check.columns().stream()
                .map(metric::column)
                .filter(column -> !metric.keys().contains(column))
                .toList();
        String texts = values.stream()
                .map(value -> ", " + CanonicalText.of(value, Sql.name(value.name())))
                .collect(Collectors.joining());
        // The key alone gives no order where it is repeated.
        String order = (metric.order().isEmpty() ? "" : ", " + metric.order()) + texts;
        String partition = "PARTITION BY _fixture" + (order.isEmpty() ? "" : " ORDER BY " + order.substring(2));
        String query = "SELECT _fixture" + metric.texts("") + texts + rows(only(fixtures, failed)) + " WHERE NOT "
                + check.enclosed() + " QUALIFY row_number() OVER (" + partition + ") <= " + KeyedMetric.KEPT
                + " ORDER BY _fixture" + order;
        Map<Integer, List<Finding.Row>> first = query(query, rows -> firstRows(rows, values));
        failed.forEach((number, result) -> findings.computeIfAbsent(number, any -> new ArrayList<>())
                .add(new Finding.FailedCheck(
                        result.anomalous(), result.check(), result.threshold(), result.rows(), first.get(number))));
    }

    private Map<Integer, List<Finding.Row>> firstRows(ResultSet rows, List<Column> values) throws SQLException {
        Map<Integer, List<Finding.Row>> first = new HashMap<>();
        while (rows.next()) {
            RowKey key = metric.key(rows, 2);
            List<Cell> cells = new ArrayList<>();
            for (int index = 0; index < values.size(); index++) {
                String value = rows.getString(2 + metric.keys().size() + index);
                cells.add(new Cell(values.get(index).name(), Optional.ofNullable(value)));
            }
            first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>()).add(new Finding.Row(key, cells));
        }
        return first;
    }

    /** Keeps the keys of anomalous rows for the store, where a user may query them. */
    private void keep(List<String> anomalies) throws SQLException {
        if (anomalies.isEmpty()) {
            return;
        }
        Workspace workspace = metric.workspace();
        String table = workspace.anomalyTable(metric.model());
        String columns = metric.keys().stream()
                .map(key -> ", " + Sql.name(key.name()) + " " + key.type())
                .collect(Collectors.joining());
        // Fixtures in another time zone may be checked at the same time, and the engine lets one session create it.
        synchronized (workspace) {
            workspace.createAnomalySchema(connection);
            DuckDbDatabase.execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + table + " (_fixture INTEGER, _check VARCHAR" + columns + ")");
        }
        statements().execute("INSERT INTO " + table + " " + String.join(" UNION ALL ", anomalies));
    }

    private <T> T query(String sql, TimedStatements.Reading<T> reading) throws SQLException {
        return statements().query(sql, reading);
    }

    private TimedStatements statements() {
        return new TimedStatements(connection, watchdog, Deadline.after(timeout));
    }
}
