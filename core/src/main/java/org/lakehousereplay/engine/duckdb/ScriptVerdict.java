package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Execution;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.ReplayOutcome;

/** Judges the outputs of changed scripts as a verification would, by what a fixture expects and the metrics declare. */
final class ScriptVerdict {

    private final ScriptReplay.Connections connections;
    private final ScheduledExecutorService watchdog;
    private final Duration timeout;
    private final int number;
    private final StoredOutputs originals = new StoredOutputs();
    private final Map<Asked, MutantVerdict> verdicts = new HashMap<>();

    private record Asked(FixtureState fixture, Model metric) {}

    /**
     * @param connections connections to the store by time zone
     * @param watchdog cancels what runs too long
     * @param timeout how long a query may run
     * @param number a number that no fixture has
     */
    ScriptVerdict(
            ScriptReplay.Connections connections, ScheduledExecutorService watchdog, Duration timeout, int number) {
        this.connections = connections;
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.number = number;
    }

    /** Who notices that the scripts were changed, if anybody does. */
    Optional<Kill> of(FixtureState fixture, ScriptOutcomes.Answer answer) throws SQLException {
        List<Model> metrics = fixture.models().stream().filter(Model::isMetric).toList();
        String first = metrics.get(0).name();
        if (answer.outcome().isEmpty()) {
            return Optional.of(kill(Kill.By.ERROR, fixture, first));
        }
        ReplayOutcome outcome = answer.outcome().get();
        if (!outcome.problems().isEmpty()) {
            boolean late = outcome.problems().get(0).kind() == EngineProblem.Kind.TIMEOUT;
            return Optional.of(kill(late ? Kill.By.TIMEOUT : Kill.By.ERROR, fixture, first));
        }
        return connections.with(fixture.zone(), connection -> {
            for (Model metric : metrics) {
                Optional<Kill.By> by = noticed(connection, fixture, metric, outcome);
                if (by.isPresent()) {
                    return Optional.of(kill(by.get(), fixture, metric.name()));
                }
            }
            return Optional.empty();
        });
    }

    private static Kill kill(Kill.By by, FixtureState fixture, String metric) {
        return new Kill(by, fixture.fixture().name(), metric);
    }

    private Optional<Kill.By> noticed(Connection connection, FixtureState fixture, Model metric, ReplayOutcome outcome)
            throws SQLException {
        Execution.ByEngine execution =
                fixture.workspace().pipeline().execution().external().orElseThrow();
        OutputRows rows = outcome.outputs().get(execution.output(metric).name());
        if (rows == null) {
            return Optional.of(Kill.By.ERROR);
        }
        TimedStatements statements = new TimedStatements(connection, watchdog, Deadline.after(timeout));
        FixtureState trial =
                new FixtureState(number, fixture.fixture(), fixture.workspace(), fixture.models(), fixture.zone());
        String stored = "memory." + fixture.workspace().table(metric.name());
        String changed = MutantReplay.rows(metric);
        try {
            new MetricImport(connection, fixture.workspace(), metric).take(Map.of(trial, rows));
            if (trial.metric(metric).failure().isPresent()) {
                return Optional.of(Kill.By.ERROR);
            }
            statements.execute("CREATE OR REPLACE TEMP TABLE " + Sql.name(metric.name()) + " AS SELECT "
                    + Sql.names(metric.output().stream().map(Column::name).toList()) + " FROM " + stored
                    + " WHERE _fixture = " + number + " ORDER BY rowid");
            if (!originals.differs(statements, fixture, metric)) {
                return Optional.empty();
            }
            return verdicts.computeIfAbsent(
                            new Asked(fixture, metric), asked -> MutantVerdict.of(asked.fixture(), asked.metric()))
                    .ask(statements);
        } catch (DeadlineReached late) {
            return Optional.of(Kill.By.TIMEOUT);
        } catch (SQLException failure) {
            TimedStatements.rethrowLimits(failure);
            return Optional.of(Kill.By.ERROR);
        } finally {
            DuckDbDatabase.execute(connection, "DELETE FROM " + stored + " WHERE _fixture = " + number);
            DuckDbDatabase.execute(connection, "DROP TABLE IF EXISTS " + changed);
        }
    }
}
