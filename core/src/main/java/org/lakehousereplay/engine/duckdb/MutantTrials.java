package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.EngineError;

/**
 * Tries mutants of one model on the fixtures of its pipeline until somebody notices. What a mutant does not change is
 * not computed again; which fixture and metric are asked first depends on what the mutants before have shown, so that
 * the same mutants in the same order always come to the same end.
 */
final class MutantTrials implements AutoCloseable {

    /** Kinds of errors that say that a text is no query over these tables. */
    private static final Set<String> UNBOUND = Set.of("binder", "catalog", "parser", "syntax");

    private static final Duration LEAST_LIMIT = Duration.ofSeconds(2);
    private static final int TIMES_THE_ORIGINAL = 10;

    private final Map<ZoneId, MutantReplay> replays = new HashMap<>();
    private final ScheduledExecutorService watchdog;
    private final Duration timeout;
    private final Deadline end;
    private final MutantScope scope;
    private final StoredOutputs originals;
    private final Optional<LawEnforcement.Replayed> deliveries;
    private final KillOrder<FixtureState> fixtures;
    private final KillOrder<Model> metrics;
    private final Map<Asked, MutantVerdict> verdicts = new HashMap<>();
    private final Map<Connection, FixtureState> shown = new HashMap<>();

    private record Asked(FixtureState fixture, Model metric) {}

    /**
     * @param connections a connection in each zone of the fixtures
     * @param watchdog cancels what runs too long
     * @param timeout how long a model may run on a fixture at most
     * @param end when all mutants have to be through
     * @param originals the outputs as they are
     * @param deliveries the fixtures in other deliveries, where laws ask for them
     * @param fixtures the fixtures
     */
    MutantTrials(
            Map<ZoneId, Connection> connections,
            ScheduledExecutorService watchdog,
            Duration timeout,
            Deadline end,
            MutantScope scope,
            StoredOutputs originals,
            Optional<LawEnforcement.Replayed> deliveries,
            List<FixtureState> fixtures) {
        connections.forEach((zone, connection) -> replays.put(zone, new MutantReplay(connection, scope)));
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.end = end;
        this.scope = scope;
        this.originals = originals;
        this.deliveries = deliveries;
        this.fixtures = new KillOrder<>(fixtures.stream()
                .sorted(Comparator.comparing((FixtureState fixture) -> -expectations(fixture)))
                .toList());
        this.metrics = new KillOrder<>(scope.metrics());
    }

    private long expectations(FixtureState fixture) {
        return scope.metrics().stream()
                .filter(metric -> fixture.fixture().expectation(metric.name()).isPresent())
                .count();
    }

    /** Tries a mutant. */
    MutantTrial run(MutantCase mutant) throws SQLException {
        List<String> names = new ArrayList<>();
        List<FixtureState> differing = new ArrayList<>();
        for (FixtureState fixture : fixtures.order()) {
            if (end.passed()) {
                return MutantTrial.notRun();
            }
            names.add(fixture.fixture().name());
            OnFixture trial = new OnFixture(fixture, mutant.sql());
            Optional<MutantTrial.End> ended = trial.run();
            if (ended.isPresent()) {
                return switch (ended.get()) {
                    case KILLED -> MutantTrial.killed(trial.kill.orElseThrow(), names);
                    case INVALID -> MutantTrial.invalid();
                    default -> MutantTrial.notRun();
                };
            }
            if (trial.differs) {
                differing.add(fixture);
            }
        }
        return byLaws(mutant, names).orElseGet(() -> MutantTrial.alive(differing, names));
    }

    /** What the laws say of a mutant that no fixture noticed. */
    private Optional<MutantTrial> byLaws(MutantCase mutant, List<String> names) throws SQLException {
        if (deliveries.isEmpty()) {
            return Optional.empty();
        }
        for (LawTest test : deliveries.get().tests()) {
            if (!scope.metrics().contains(test.metric())
                    || test.problem().isPresent()
                    || !replays.containsKey(test.fixture().zone())) {
                continue;
            }
            for (LawTest.Trial trial : test.trials()) {
                if (end.passed()) {
                    return Optional.of(MutantTrial.notRun());
                }
                Optional<Kill.By> broken = broken(mutant, test, trial);
                if (broken.isPresent()) {
                    Kill kill = new Kill(
                            broken.get(),
                            test.fixture().fixture().name(),
                            test.metric().name());
                    return Optional.of(MutantTrial.killed(kill, names));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Kill.By> broken(MutantCase mutant, LawTest test, LawTest.Trial trial) throws SQLException {
        DerivedFixture derived = deliveries.orElseThrow().derived(test, trial);
        MutantReplay replay = replays.get(test.fixture().zone());
        TimedStatements statements =
                new TimedStatements(replay.connection(), watchdog, Deadline.after(limit(test.fixture())));
        MutantLawTrial law = new MutantLawTrial(statements, replay, test, trial, derived.number());
        try {
            show(replay.connection(), test.fixture());
            law.keepBefore(mutant.sql());
            show(replay.connection(), derived.state());
            return law.differsAfter(mutant.sql()) ? Optional.of(Kill.By.LAW) : Optional.empty();
        } catch (DeadlineReached late) {
            return end.passed() ? Optional.empty() : Optional.of(Kill.By.TIMEOUT);
        } catch (SQLException failure) {
            return Optional.of(Kill.By.LAW);
        } finally {
            law.close();
        }
    }

    private void show(Connection connection, FixtureState fixture) throws SQLException {
        FixtureState before = shown.put(connection, fixture);
        if (before == null || !surroundings(before).equals(surroundings(fixture))) {
            FixtureRunner.show(connection, fixture);
        } else if (before != fixture) {
            Workspace.select(connection, fixture.number());
        }
    }

    private static List<Object> surroundings(FixtureState fixture) {
        FixtureSettings settings = fixture.fixture().settings();
        return List.of(fixture.views(), settings.clock());
    }

    /**
     * How long a mutant may run on a fixture: a multiple of the time that the fixture took as it is.
     *
     * @param least what is allowed however little that was
     * @param most what is allowed however much that was
     */
    static Duration limit(FixtureState fixture, Duration least, Duration most) {
        Duration usual = fixture.duration().multipliedBy(TIMES_THE_ORIGINAL);
        Duration patient = usual.compareTo(least) < 0 ? least : usual;
        return patient.compareTo(most) < 0 ? patient : most;
    }

    private Duration limit(FixtureState fixture) {
        Duration allowed = limit(fixture, LEAST_LIMIT, timeout);
        return allowed.compareTo(end.left()) < 0 ? allowed : end.left();
    }

    @Override
    public void close() throws SQLException {
        for (MutantReplay replay : replays.values()) {
            replay.close();
        }
    }

    /** One mutant on one fixture. */
    private final class OnFixture {
        private final FixtureState fixture;
        private final String sql;
        private final MutantReplay replay;
        private final TimedStatements statements;
        private Optional<Kill> kill = Optional.empty();
        private boolean differs;

        OnFixture(FixtureState fixture, String sql) {
            this.fixture = fixture;
            this.sql = sql;
            this.replay = replays.get(fixture.zone());
            this.statements = new TimedStatements(replay.connection(), watchdog, Deadline.after(limit(fixture)));
        }

        /** How the mutant ended here; empty when nobody noticed. */
        Optional<MutantTrial.End> run() throws SQLException {
            show(replay.connection(), fixture);
            replay.begin();
            try {
                return noticed() ? Optional.of(MutantTrial.End.KILLED) : Optional.empty();
            } catch (DeadlineReached late) {
                return end.passed() ? Optional.of(MutantTrial.End.NOT_RUN) : killed(Kill.By.TIMEOUT);
            } catch (SQLException failure) {
                return UNBOUND.contains(EngineError.of(failure).type().toLowerCase(Locale.ROOT))
                        ? Optional.of(MutantTrial.End.INVALID)
                        : killed(Kill.By.ERROR);
            }
        }

        private Optional<MutantTrial.End> killed(Kill.By by) {
            kill(by, metrics.order().get(0));
            return Optional.of(MutantTrial.End.KILLED);
        }

        private void kill(Kill.By by, Model metric) {
            kill = Optional.of(new Kill(by, fixture.fixture().name(), metric.name()));
            fixtures.killed(fixture);
            metrics.killed(metric);
        }

        private boolean noticed() throws SQLException {
            Model changed = scope.changed();
            replay.compute(statements, sql, changed);
            if (!changed.isMetric() && same(changed)) {
                return false;
            }
            for (Model metric : metrics.order()) {
                replay.compute(statements, sql, metric);
                // What comes out as before is no news to anybody, and this is asked faster than the verdict.
                if (!originals.differs(statements, fixture, metric)) {
                    continue;
                }
                MutantVerdict verdict = verdicts.computeIfAbsent(
                        new Asked(fixture, metric), asked -> MutantVerdict.of(asked.fixture(), asked.metric()));
                Optional<Kill.By> by = verdict.ask(statements);
                if (by.isPresent()) {
                    kill(by.get(), metric);
                    return true;
                }
                differs = true;
            }
            return false;
        }

        /** Whether a model has exactly the rows that it has as it is, in the same order. */
        private boolean same(Model model) throws SQLException {
            return originals
                    .fingerprint(statements, fixture, model, true)
                    .equals(OutputFingerprint.of(statements, MutantReplay.rows(model), model.output(), true));
        }
    }
}
