package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Execution;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.ScriptProblem;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/**
 * Replays fixtures through other engines: hands the loaded inputs out, and brings the rows of the metrics in, where
 * everything else finds them as if a model had made them.
 */
final class ScriptReplay {

    private final Engines engines;
    private final ExchangeDirectory exchange;
    private final Duration timeout;
    private final Connections connections;
    private final Consumer<String> used;

    /**
     * @param engines the engines
     * @param exchange where rows lie on their way
     * @param timeout how long one replay may take
     * @param connections connections to the store by time zone
     * @param used hears the version of every engine
     */
    ScriptReplay(
            Engines engines,
            ExchangeDirectory exchange,
            Duration timeout,
            Connections connections,
            Consumer<String> used) {
        this.engines = engines;
        this.exchange = exchange;
        this.timeout = timeout;
        this.connections = connections;
        this.used = used;
    }

    /** A connection for each time zone. */
    interface Connections {
        <T> T with(ZoneId zone, ConnectionPool.Work<T> work) throws SQLException;
    }

    /** Replays fixtures, those of one engine together. */
    void run(List<FixtureState> states, Consumer<Fixture> finished) throws SQLException {
        Map<String, List<FixtureState>> byEngine = new LinkedHashMap<>();
        for (FixtureState state : states) {
            if (state.runnable() && state.models().stream().anyMatch(Model::isMetric)) {
                byEngine.computeIfAbsent(execution(state).engine(), any -> new ArrayList<>())
                        .add(state);
            } else {
                finished.accept(state.fixture());
            }
        }
        for (Map.Entry<String, List<FixtureState>> engine : byEngine.entrySet()) {
            replay(engine.getKey(), engine.getValue(), finished);
        }
    }

    private static Execution.ByEngine execution(FixtureState state) {
        return state.workspace().pipeline().execution().external().orElseThrow();
    }

    private void replay(String engine, List<FixtureState> states, Consumer<Fixture> finished) throws SQLException {
        Map<String, FixtureState> byId = new LinkedHashMap<>();
        List<ReplayRequest> requests = new ArrayList<>();
        for (FixtureState state : states) {
            String id = state.workspace().id() + "-" + state.number();
            byId.put(id, state);
            requests.add(request(id, state));
        }
        Map<FixtureState, ReplayOutcome> outcomes = new LinkedHashMap<>();
        try {
            EngineSession session = engines.engine(engine);
            used.accept(session.version());
            session.replay(requests, outcome -> {
                FixtureState state = byId.get(outcome.id());
                synchronized (outcomes) {
                    outcomes.put(state, outcome);
                }
                state.duration(outcome.duration());
                finished.accept(state.fixture());
            });
        } catch (EngineUnavailableException unavailable) {
            fail(
                    states,
                    outcomes,
                    state -> Problem.at(
                            Location.of(state.fixture().directory()),
                            ErrorCode.ENGINE_UNAVAILABLE,
                            "the engine " + engine + " cannot be had: " + unavailable.getMessage(),
                            unavailable.remedy()));
        } catch (RuntimeException broken) {
            fail(
                    states,
                    outcomes,
                    state -> ScriptProblem.broken(
                            engine, Location.of(state.fixture().directory()), broken));
        }
        fail(
                states,
                outcomes,
                state -> ScriptProblem.broken(
                        engine,
                        Location.of(state.fixture().directory()),
                        new IllegalStateException("it gave no answer")));
        take(outcomes);
    }

    /** What was left without an outcome, and without a problem that says why. */
    private static void fail(
            List<FixtureState> states,
            Map<FixtureState, ReplayOutcome> outcomes,
            Function<FixtureState, Problem> problem) {
        for (FixtureState state : states) {
            if (!outcomes.containsKey(state) && state.runnable()) {
                state.problems().add(problem.apply(state));
            }
        }
    }

    /**
     * The same replay with other scripts.
     *
     * @param usual a replay whose rows have been handed out
     * @param limit how long it may take
     */
    ReplayRequest again(ReplayRequest usual, String id, PipelineScripts scripts, Duration limit) {
        return new ReplayRequest(
                id,
                scripts,
                usual.inputs(),
                usual.increments(),
                usual.restart(),
                usual.outputs(),
                usual.clock(),
                limit,
                output(exchange.next()));
    }

    /** Hands the rows of a fixture out, and says how it is replayed. */
    ReplayRequest request(String id, FixtureState state) throws SQLException {
        Execution.ByEngine execution = execution(state);
        Path directory = exchange.next();
        Map<String, Path> inputs = new HashMap<>();
        int increments = connections.with(state.zone(), connection -> {
            InputExport export = new InputExport(connection);
            List<InputExport.Rows> written = new ArrayList<>();
            for (Source source : state.workspace().pipeline().sources()) {
                Path file = directory.resolve("input-" + inputs.size() + ".jsonl");
                if (write(connection, export, state, source, file, written) > 0) {
                    inputs.put(source.name(), file);
                }
            }
            return export.increments(written);
        });
        return new ReplayRequest(
                id,
                new PipelineScripts(state.fixture().pipeline(), execution.scripts(), state.zone(), execution.mode()),
                inputs,
                increments,
                state.restarts(),
                state.models().stream()
                        .filter(Model::isMetric)
                        .map(model -> execution.output(model).name())
                        .collect(Collectors.toSet()),
                state.fixture().settings().clock(),
                timeout,
                output(directory));
    }

    /** The rows of the candidate's source of that name, as far as it has the columns. */
    private static long write(
            Connection connection,
            InputExport export,
            FixtureState state,
            Source source,
            Path file,
            List<InputExport.Rows> written)
            throws SQLException {
        Workspace workspace = state.workspace();
        if (!state.views().equals(workspace.sharedViews())) {
            // Large files are read in place; on their way to an engine they are copied once.
            Workspace.select(connection, state.number());
            DuckDbDatabase.execute(
                    connection,
                    "CREATE OR REPLACE TEMP TABLE lakehouse_exported AS SELECT " + state.number()
                            + " AS _fixture, * FROM "
                            + Sql.name(state.views().tableSchema(), source.name()));
            List<Optional<Column>> all =
                    source.columns().stream().map(Optional::of).toList();
            return export.write(new InputExport.Rows("lakehouse_exported", false, state.number()), all, file);
        }
        Workspace holder = workspace.holder();
        Optional<Source> held = holder.pipeline().source(source.name());
        if (held.isEmpty()) {
            return 0;
        }
        List<Optional<Column>> columns = source.columns().stream()
                .map(column -> held.get().column(column.name()))
                .toList();
        InputExport.Rows rows = holder.arrivals(held.get(), state.number());
        written.add(rows);
        return export.write(rows, columns, file);
    }

    private static Path output(Path directory) {
        try {
            return Files.createDirectories(directory.resolve("output"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Brings in the rows of all fixtures, a metric at a time. */
    private void take(Map<FixtureState, ReplayOutcome> outcomes) throws SQLException {
        Map<Target, Map<FixtureState, OutputRows>> byTarget = new LinkedHashMap<>();
        outcomes.forEach((state, outcome) -> {
            state.late(outcome.late(), outcome.droppedLate());
            outcome.problems().forEach(problem -> state.problems()
                    .add(ScriptProblem.of(problem, Location.of(state.fixture().directory()))));
            for (Model model : state.models()) {
                String output = execution(state).output(model).name();
                OutputRows rows = outcome.outputs().get(output);
                if (!state.runnable() || !model.isMetric()) {
                    continue;
                }
                if (rows == null) {
                    state.problems()
                            .add(ScriptProblem.broken(
                                    execution(state).engine(),
                                    Location.of(state.fixture().directory()),
                                    new IllegalStateException("it gave no rows of " + output)));
                } else {
                    byTarget.computeIfAbsent(new Target(state.workspace(), model), any -> new LinkedHashMap<>())
                            .put(state, rows);
                }
            }
        });
        for (Map.Entry<Target, Map<FixtureState, OutputRows>> target : byTarget.entrySet()) {
            Map<FixtureState, OutputRows> rows = target.getValue();
            connections.with(rows.keySet().iterator().next().zone(), connection -> {
                new MetricImport(
                                connection,
                                target.getKey().workspace(),
                                target.getKey().model())
                        .take(rows);
                return null;
            });
        }
    }

    private record Target(Workspace workspace, Model model) {}
}
