package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.EngineError;

/** Runs the models of a fixture, each within the time limit. A model that fails takes only those that read it along. */
final class FixtureRunner {

    private final Duration timeout;
    private final ScheduledExecutorService watchdog;
    private final Map<Connection, Surroundings> surroundings = new ConcurrentHashMap<>();

    /**
     * @param timeout how long one model may run
     * @param watchdog cancels what runs longer
     */
    FixtureRunner(Duration timeout, ScheduledExecutorService watchdog) {
        this.timeout = timeout;
        this.watchdog = watchdog;
    }

    /**
     * Runs the models.
     *
     * @param connection a connection in the fixture's time zone
     * @return whether a query ran out of memory, which other queries may have taken
     */
    boolean run(Connection connection, FixtureState fixture) throws SQLException {
        long start = System.nanoTime();
        prepare(connection, fixture);
        boolean outOfMemory = false;
        Map<String, Problem> failed = new HashMap<>();
        for (Model model : fixture.models()) {
            FixtureState.MetricState state = fixture.metric(model);
            Optional<Problem> upstream = model.reads().stream()
                    .sorted()
                    .filter(failed::containsKey)
                    .findFirst()
                    .map(failed::get);
            if (upstream.isPresent()) {
                failed.put(model.name(), upstream.get());
                state.failure(notComputed(model, upstream.get()));
                continue;
            }
            AtomicBoolean timedOut = new AtomicBoolean();
            try {
                state.actualRows(execute(connection, fixture.workspace().runModel(fixture.views(), model), timedOut));
            } catch (SQLException exception) {
                EngineError failure = EngineError.of(exception);
                outOfMemory |= failure.outOfMemory();
                Problem problem = problem(fixture, model, failure, timedOut.get());
                failed.put(model.name(), problem);
                state.failure(problem);
            }
        }
        fixture.duration(Duration.ofNanos(System.nanoTime() - start));
        return outOfMemory;
    }

    /** Tells the first cause, because a model that is no metric has no result of its own to tell it in. */
    private static Problem notComputed(Model model, Problem cause) {
        return new Problem(
                ErrorCode.UPSTREAM_FAILED,
                cause.location(),
                model.name() + " is not computed, because what it reads failed: " + cause.message(),
                cause.remedy());
    }

    /** Makes a session see the rows and the clock of a fixture; what it sees already is not said again. */
    private void prepare(Connection connection, FixtureState fixture) throws SQLException {
        Surroundings wanted =
                new Surroundings(fixture.views(), fixture.fixture().settings().clock());
        if (!wanted.equals(surroundings.put(connection, wanted))) {
            show(connection, fixture);
        } else {
            Workspace.select(connection, fixture.number());
        }
    }

    /** Makes a session see the rows and the clock of a fixture, whatever it saw before. */
    static void show(Connection connection, FixtureState fixture) throws SQLException {
        DuckDbDatabase.execute(connection, fixture.views().use());
        Optional<OffsetDateTime> clock = fixture.fixture().settings().clock();
        if (clock.isPresent()) {
            FrozenClock.set(connection, clock.get());
        } else {
            FrozenClock.clear(connection);
        }
        Workspace.select(connection, fixture.number());
    }

    /** What a session sees besides the rows of a fixture. */
    private record Surroundings(Workspace.Views views, Optional<OffsetDateTime> clock) {}

    private long execute(Connection connection, String sql, AtomicBoolean timedOut) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ScheduledFuture<?> alarm = watchdog.schedule(
                    () -> {
                        timedOut.set(true);
                        statement.cancel();
                        return null;
                    },
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return statement.executeLargeUpdate(sql);
            } finally {
                alarm.cancel(false);
            }
        }
    }

    private Problem problem(FixtureState fixture, Model model, EngineError failure, boolean timedOut) {
        if (timedOut) {
            return Problem.at(
                    Location.of(model.file()),
                    ErrorCode.QUERY_TIMEOUT,
                    "the query ran longer than " + seconds(timeout) + " and was cancelled",
                    "Look for a join without condition, or raise -Dlakehouse.timeout");
        }
        Location location = location(fixture, model, failure.position());
        if (failure.outOfMemory()) {
            return Problem.at(
                    location,
                    ErrorCode.QUERY_OUT_OF_MEMORY,
                    "the query needs more memory than it may use: " + failure.message(),
                    "Look for a join without condition, or raise -Dlakehouse.memoryLimit");
        }
        return Problem.at(location, ErrorCode.QUERY_FAILED, failure.message(), "");
    }

    private static Location location(FixtureState fixture, Model model, OptionalLong position) {
        long prefix = fixture.views().queryPrefix(model).length();
        if (position.isEmpty() || position.getAsLong() < prefix) {
            return Location.of(model.file());
        }
        return Location.ofByteOffset(model.file(), model.sql(), position.getAsLong() - prefix);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0).replaceFirst("\\.?0+$", "") + " s";
    }
}
