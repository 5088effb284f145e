package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.pipeline.MetricCheck;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Window;
import org.lakehousereplay.run.CheckResult;

/**
 * Says in one statement whether a verification would find fault with the rows that a changed metric has on a fixture. Its
 * parts are those that {@link ExpectationComparison}, {@link OutputChecks} and {@link CheckEnforcement} ask; what exactly
 * is wrong is of no interest here.
 */
final class MutantVerdict {

    private final List<MetricCheck> checks;
    private final boolean asserted;
    private final String query;

    private MutantVerdict(List<MetricCheck> checks, boolean asserted, String query) {
        this.checks = List.copyOf(checks);
        this.asserted = asserted;
        this.query = query;
    }

    /**
     * The verdict on a metric.
     *
     * @param fixture a fixture on which nothing is wrong with the metric as it is
     */
    static MutantVerdict of(FixtureState fixture, Model model) {
        String table = MutantReplay.rows(model);
        int number = fixture.number();
        boolean ordered = model.metric().orElseThrow().ordered();
        KeyedMetric metric = KeyedMetric.of(fixture.workspace(), model)
                .outOf("(SELECT " + number + " AS _fixture, " + (ordered ? "rowid, " : "") + "* FROM " + table + ")");
        boolean asserted = fixture.fixture().expectation(model.name()).isPresent();
        List<String> faults = new ArrayList<>();
        if (asserted) {
            String expected = "(SELECT * FROM " + metric.expectedTable() + " WHERE _fixture = " + number + ")";
            String differing = RowMatching.of(metric, fixture).differing(metric, metric.actualTable(), expected);
            String wrong = exists("SELECT 1" + differing);
            faults.add(
                    ordered
                            ? "(" + wrong + " OR "
                                    + exists("SELECT 1" + RowOrder.displaced(metric, "a._fixture = " + number)) + ")"
                            : wrong);
        }
        faults.add("(" + String.join(" OR ", header(metric, fixture.zone())) + ")");
        List<MetricCheck> checks = metric.declaration().checks();
        if (!checks.isEmpty()) {
            faults.add("(SELECT count(*) FROM " + table + ")");
        }
        for (MetricCheck check : checks) {
            faults.add("(SELECT " + CheckEnforcement.anomalous(check) + " FROM " + metric.actualTable() + " AS "
                    + MetricCheck.ROWS + ")");
        }
        return new MutantVerdict(checks, asserted, "SELECT " + String.join(", ", faults));
    }

    /** What the header says of key and window. */
    private static List<String> header(KeyedMetric metric, ZoneId zone) {
        List<String> conditions = new ArrayList<>();
        conditions.add(exists("SELECT 1 FROM " + metric.actualTable() + " GROUP BY _fixture" + metric.names()
                + " HAVING count(*) > 1"));
        Optional<Window> window = metric.declaration().window();
        window.ifPresent(declared -> conditions.add(exists("SELECT 1 FROM " + metric.actualTable() + " WHERE "
                + OutputChecks.misaligned(declared, metric.column(declared.column()), zone))));
        return conditions;
    }

    private static String exists(String query) {
        return "EXISTS (" + query + ")";
    }

    /** By what the rows that were computed are noticed, if they are. */
    Optional<Kill.By> ask(TimedStatements statements) throws SQLException {
        return statements.query(query, this::read);
    }

    private Optional<Kill.By> read(ResultSet row) throws SQLException {
        row.next();
        int next = 1;
        if (asserted && row.getBoolean(next++)) {
            return Optional.of(Kill.By.EXPECTATION);
        }
        if (row.getBoolean(next++)) {
            return Optional.of(Kill.By.CHECK);
        }
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        long rows = row.getLong(next++);
        for (MetricCheck check : checks) {
            BigDecimal threshold = check.threshold();
            if (new CheckResult(check.expression(), threshold, rows, row.getLong(next++)).failed()) {
                return Optional.of(Kill.By.CHECK);
            }
        }
        return Optional.empty();
    }
}
