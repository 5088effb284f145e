package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputSearch;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.sql.EngineError;

/**
 * One run of the DuckDB engine: loads the fixtures, shuts the sandbox, replays, compares. Results and rows can be asked
 * for until it is closed. For the entry points of the library.
 *
 * <p>Inputs of all fixtures are loaded before the first model runs, because nothing can be loaded once the sandbox is
 * shut, and no model may run before it is.
 */
public final class ReplaySession implements AutoCloseable {

    private static final ZoneId STORE_ZONE = ZoneId.of("UTC");

    private final ReplayOptions options;
    private final DuckDbDatabase database;
    private final ConnectionPool connections;
    private final Workers workers;
    private final StoreFile store;
    private final Path spillDirectory;
    private final ExchangeDirectory exchange;
    private final InputConversion conversion;
    private final List<FixtureState> fixtures = new ArrayList<>();
    private final OlderVersions older = new OlderVersions();
    private final OlderVersions counterparts = new OlderVersions();
    private final Set<String> otherEngines = Collections.synchronizedSet(new TreeSet<>());
    private EvidenceRecords evidence = new EvidenceRecords();

    private ReplaySession(
            ReplayOptions options, DuckDbDatabase database, ConnectionPool connections, int parallel, Path spill) {
        this.options = options;
        this.database = database;
        this.connections = connections;
        this.workers = new Workers(parallel);
        this.store = new StoreFile(options.storeFile());
        this.spillDirectory = spill;
        this.exchange = new ExchangeDirectory(options.storeFile().resolveSibling("exchange"));
        this.conversion = new InputConversion(options.engines(), exchange);
    }

    /**
     * Replays fixtures.
     *
     * @param options what it may use
     * @param pipelines the pipelines of the fixtures
     * @param fixtures the fixtures, whose files are read now
     * @param metrics the metrics that take part
     * @param finished called for each fixture when it has been replayed, from several threads
     * @throws ProblemException when the output directory cannot be written
     */
    public static ReplaySession replay(
            ReplayOptions options,
            List<Pipeline> pipelines,
            List<Fixture> fixtures,
            Predicate<Model> metrics,
            Consumer<Fixture> finished) {
        return replay(options, pipelines, List.of(), fixtures, metrics, finished);
    }

    /**
     * Replays fixtures through the candidate and through older versions, and compares the outputs.
     *
     * @param options what it may use
     * @param pipelines the candidate's pipelines of the fixtures
     * @param versions the older versions
     * @param fixtures the fixtures, whose files are read now
     * @param metrics the metrics that take part
     * @param finished called for each fixture when the candidate has replayed it, from several threads
     * @throws ProblemException when the output directory cannot be written
     */
    public static ReplaySession replay(
            ReplayOptions options,
            List<Pipeline> pipelines,
            List<OlderVersion> versions,
            List<Fixture> fixtures,
            Predicate<Model> metrics,
            Consumer<Fixture> finished) {
        Path spill = options.storeFile().resolveSibling("spill");
        ReplaySession session = null;
        try {
            boolean large = fixtures.stream().anyMatch(fixture -> InputLoading.hasLargeInput(fixture.inputs()));
            int processors = Runtime.getRuntime().availableProcessors();
            int parallel = large ? 1 : Math.max(1, Math.min(options.threads(), Math.max(1, fixtures.size())));
            // Small queries are fastest one on a thread; a large one needs all threads for itself.
            DuckDbDatabase database = DuckDbDatabase.open(large ? Math.max(processors, 1) : 1, options.memory(), spill);
            Set<ZoneId> zones = new HashSet<>(Set.of(STORE_ZONE));
            fixtures.forEach(fixture -> zones.add(fixture.settings().timeZone()));
            versions.forEach(version -> version.pipelines().forEach(pipeline -> zones.add(pipeline.timeZone())));
            session = new ReplaySession(
                    options, database, new ConnectionPool(database, zones, parallel), parallel, spill);
            session.prepare(pipelines, versions, fixtures, metrics);
            session.run(session.fixtures, finished);
            session.compare(session.fixtures);
            session.run(session.older.states(), fixture -> {});
            session.compareVersions();
            session.run(session.counterparts.states(), fixture -> {});
            session.compareEngines();
            return session;
        } catch (SQLException exception) {
            if (session != null) {
                session.close();
            }
            if (EngineError.of(exception).outOfMemory()) {
                throw outOfMemory(exception);
            }
            throw session == null ? unusable(options, exception) : new IllegalStateException(exception);
        } catch (RuntimeException | Error exception) {
            if (session != null) {
                session.close();
            }
            throw exception;
        }
    }

    private static RuntimeException failed(SQLException exception) {
        return EngineError.of(exception).outOfMemory() ? outOfMemory(exception) : new IllegalStateException(exception);
    }

    /** Loading and comparing are done for many fixtures at once, so that no single one is to blame. */
    private static ProblemException outOfMemory(SQLException exception) {
        return new ProblemException(Problem.of(
                ErrorCode.QUERY_OUT_OF_MEMORY,
                "loading and comparing the fixtures needs more memory than the engine may use: "
                        + EngineError.of(exception).message(),
                "Raise -Dlakehouse.memoryLimit"));
    }

    private static ProblemException unusable(ReplayOptions options, SQLException exception) {
        return new ProblemException(Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                "the engine does not start: " + EngineError.of(exception).message(),
                options.memory().isEmpty() ? "" : "Check -Dlakehouse.memoryLimit=" + options.memory()));
    }

    private void prepare(
            List<Pipeline> pipelines, List<OlderVersion> versions, List<Fixture> chosen, Predicate<Model> metrics)
            throws SQLException {
        Map<String, Workspace> byName = new LinkedHashMap<>();
        withConnection(STORE_ZONE, connection -> {
            try {
                store.attach(connection);
            } catch (SQLException | IOException unwritable) {
                throw new ProblemException(Problem.at(
                        Location.of(options.storeFile().getParent()),
                        ErrorCode.OUTPUT_NOT_WRITABLE,
                        "the replay store cannot be written here: " + reason(unwritable),
                        "Clear the place, or choose another -Dlakehouse.outputDirectory"));
            }
            FrozenClock.create(connection);
            for (Pipeline pipeline : pipelines) {
                Workspace workspace = new Workspace(pipeline, byName.size(), ArrivalTracking.of(pipeline, chosen));
                workspace.create(connection);
                byName.put(pipeline.name(), workspace);
            }
            for (Fixture fixture : chosen) {
                Workspace workspace = byName.get(fixture.pipeline());
                fixtures.add(new FixtureState(
                        fixtures.size() + 1, fixture, workspace, models(workspace.pipeline(), metrics)));
            }
            return null;
        });
        fixtures.forEach(ReplaySession::checkClock);
        convertInputs();
        load();
        fixtures.forEach(conversion::showOriginals);
        withConnection(STORE_ZONE, connection -> {
            for (FixtureState fixture : fixtures) {
                store.addViews(connection, fixture);
            }
            older.create(connection, byName.size(), versions, byName, fixtures, metrics);
            older.states().forEach(ReplaySession::checkClock);
            counterparts.create(
                    connection,
                    byName.size() + older.pipelines().size(),
                    OlderVersion.counterparts(pipelines),
                    byName,
                    fixtures,
                    metrics);
            counterparts.states().forEach(ReplaySession::checkClock);
            return null;
        });
        for (FixtureState state : counterparts.states()) {
            withConnection(state.zone(), connection -> {
                InputLoading loading =
                        new InputLoading(connection, state.workspace(), state.zone(), List.of(state), conversion);
                for (Model metric : state.workspace().pipeline().metrics()) {
                    loading.loadExpectations(metric);
                }
                return null;
            });
        }
        boolean exchanging = Stream.of(fixtures, older.states(), counterparts.states())
                .flatMap(List::stream)
                .anyMatch(state -> !state.workspace().pipeline().inProcess());
        if (exchanging) {
            exchange.create();
        }
        database.lock(
                fixtures.stream()
                        .flatMap(fixture -> fixture.views().parquet().values().stream())
                        .flatMap(source -> source.files().stream())
                        .toList(),
                exchanging ? List.of(exchange.path()) : List.of());
    }

    private void convertInputs() throws SQLException {
        List<FixtureState> converted =
                fixtures.stream().filter(InputConversion::concerns).toList();
        if (converted.isEmpty()) {
            return;
        }
        exchange.create();
        for (FixtureState fixture : converted) {
            withConnection(fixture.zone(), connection -> {
                conversion.convert(connection, fixture);
                return null;
            });
        }
    }

    private void compareVersions() throws SQLException {
        Map<Integer, FixtureState> candidates = OlderReplay.byNumber(fixtures);
        workers.parallel(older.replays(), replay -> older.add(replay.compare(candidates, this::withConnection)));
    }

    private void compareEngines() throws SQLException {
        Map<Integer, FixtureState> candidates = OlderReplay.byNumber(fixtures);
        compare(counterparts.states());
        workers.parallel(
                counterparts.replays(), replay -> counterparts.add(replay.compare(candidates, this::withConnection)));
        new EngineAgreement(candidates, counterparts).tell();
        for (FixtureState fixture : fixtures) {
            fixture.tellLateRows(fixture.workspace().pipeline().execution().engine());
        }
        for (OlderPipeline counterpart : counterparts.pipelines()) {
            counterpart.states().forEach((number, state) -> {
                state.tellLateRows(counterpart.label());
                candidates.get(number).takeLateRows(state);
            });
        }
    }

    private static String reason(Exception exception) {
        if (exception instanceof FileAlreadyExistsException) {
            return "a file is in the place of a directory";
        }
        if (exception instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        String text = exception instanceof SQLException sql
                ? EngineError.of(sql).message()
                : exception.getClass().getSimpleName() + " " + exception.getMessage();
        return text.replaceAll("\\s+", " ");
    }

    /** The metrics that take part and all they are computed from, in dependency order. */
    private static List<Model> models(Pipeline pipeline, Predicate<Model> metrics) {
        return pipeline.closure(pipeline.metrics().stream().filter(metrics).toList());
    }

    private static void checkClock(FixtureState fixture) {
        if (fixture.fixture().settings().clock().isPresent()) {
            return;
        }
        fixture.models().stream().filter(Model::usesClock).findFirst().ifPresent(model -> fixture.problems()
                .add(Problem.at(
                        Location.of(fixture.fixture().directory()),
                        ErrorCode.CLOCK_MISSING,
                        "model " + model.name() + " asks for the current time, and the fixture declares no clock",
                        "Write clock: 2024-05-18T13:00:00+08:00 into its fixture.yaml")));
    }

    private record Group(Workspace workspace, ZoneId zone) {}

    private Map<Group, List<FixtureState>> groups() {
        return groups(fixtures);
    }

    private static Map<Group, List<FixtureState>> groups(List<FixtureState> states) {
        return states.stream()
                .collect(Collectors.groupingBy(
                        fixture -> new Group(fixture.workspace(), fixture.zone()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** Loads files: the inputs of a group are one task and the expectations of each metric another. */
    private void load() throws SQLException {
        List<Loading> tasks = new ArrayList<>();
        groups().forEach((group, members) -> {
            tasks.add(new Loading(group, members, InputLoading::load));
            for (Model metric : group.workspace().pipeline().metrics()) {
                tasks.add(new Loading(group, members, loading -> loading.loadExpectations(metric)));
            }
        });
        workers.parallel(
                tasks,
                task -> connections.with(task.group().zone(), connection -> {
                    Group group = task.group();
                    task.files()
                            .load(new InputLoading(
                                    connection, group.workspace(), group.zone(), task.members(), conversion));
                    return null;
                }));
    }

    private interface LoadedFiles {
        void load(InputLoading loading) throws SQLException;
    }

    private record Loading(Group group, List<FixtureState> members, LoadedFiles files) {}

    private void run(List<FixtureState> states, Consumer<Fixture> finished) throws SQLException {
        Map<Boolean, List<FixtureState>> inProcess = states.stream()
                .collect(Collectors.partitioningBy(
                        state -> state.workspace().pipeline().inProcess()));
        runModels(inProcess.get(true), finished);
        if (!inProcess.get(false).isEmpty()) {
            scriptReplay().run(inProcess.get(false), finished);
        }
    }

    private void runModels(List<FixtureState> states, Consumer<Fixture> finished) throws SQLException {
        FixtureRunner runner = new FixtureRunner(options.timeout(), workers.watchdog());
        List<FixtureState> again = Collections.synchronizedList(new ArrayList<>());
        workers.parallel(states, fixture -> {
            if (fixture.runnable() && connections.with(fixture.zone(), connection -> runner.run(connection, fixture))) {
                again.add(fixture);
            }
            finished.accept(fixture.fixture());
        });
        // Memory is shared: what failed beside others gets a second try alone before it is blamed.
        again.sort(Comparator.comparingInt(FixtureState::number));
        for (FixtureState fixture : again) {
            withConnection(fixture.zone(), connection -> {
                for (Model model : fixture.models()) {
                    fixture.metric(model).clearFailure();
                    DuckDbDatabase.execute(
                            connection,
                            "DELETE FROM memory." + fixture.workspace().table(model.name()) + " WHERE _fixture = "
                                    + fixture.number());
                }
                return runner.run(connection, fixture);
            });
        }
    }

    private void compare(List<FixtureState> states) throws SQLException {
        List<Callable<Void>> tasks = new ArrayList<>();
        groups(states).forEach((group, members) -> {
            List<FixtureState> runnable =
                    members.stream().filter(FixtureState::runnable).toList();
            for (Model metric : group.workspace().pipeline().metrics()) {
                tasks.add(() -> connections.with(group.zone(), connection -> {
                    new ExpectationComparison(connection, group.zone(), group.workspace(), metric).compare(runnable);
                    new CheckEnforcement(connection, workers.watchdog(), options.timeout(), group.workspace(), metric)
                            .enforce(runnable);
                    return null;
                }));
            }
        });
        workers.parallel(tasks, Callable::call);
    }

    private <T> T withConnection(ZoneId zone, ConnectionPool.Work<T> work) throws SQLException {
        try {
            return connections.with(zone, work);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was interrupted", interrupted);
        }
    }

    /** The engines and their versions. */
    public String engine() {
        try {
            Set<String> versions = new LinkedHashSet<>(Set.of(database.version()));
            versions.addAll(otherEngines);
            return String.join(", ", versions);
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** What came out, in the order of the fixtures. */
    public List<FixtureResult> results() {
        return fixtures.stream()
                .map(fixture -> fixture.result(counterparts.asserted(fixture)))
                .toList();
    }

    /** What came of the older versions, a value for each version and metric that both have; by version and metric. */
    public List<MetricOutcome> outcomes() {
        return older.outcomes();
    }

    /**
     * A closer look at a metric that differs.
     *
     * @param outcome an outcome of this session
     * @param variants reads the SQL of both versions
     */
    public MetricStudy study(MetricOutcome outcome, PipelineVariants variants) {
        return new MetricStudy(
                older.pipeline(outcome),
                outcome,
                variants,
                fixtures,
                this::withConnection,
                workers.watchdog(),
                options.timeout());
    }

    /**
     * Makes the input of a fixture smaller while a metric goes on being wrong in the same way.
     *
     * @param fixture a fixture of this session
     * @param metric a metric of its pipeline that takes part
     * @param aim what must stay as it is
     * @param limit how long it may take; what is smallest then is the result
     * @param progress hears how many rows are left
     * @return empty when there is nothing to hold on to: no difference, or no single row of that key
     * @throws ProblemException when a query fails, or nothing could be tried in that time
     */
    public Optional<ShrunkFixture> shrink(
            Fixture fixture, Model metric, ShrinkAim aim, Duration limit, Progress progress) {
        FixtureState state = state(fixture);
        requireModels(state.workspace().pipeline());
        if (aim instanceof ShrinkAim.StillDiffers differs) {
            older.outcome(differs.label(), metric).ifPresent(outcome -> requireModels(outcome.older()));
        }
        return onSubsets(state, connection -> {
            FixtureSubsets subsets = new FixtureSubsets(connection, workers.watchdog(), state, metric, limit);
            if (aim instanceof ShrinkAim.RowStays stays) {
                return subsets.shrinkWhileRowStays(stays.key(), progress);
            }
            String label = ((ShrinkAim.StillDiffers) aim).label();
            Optional<MetricOutcome> outcome = older.outcome(label, metric);
            Optional<OutputDifference> difference = outcome.flatMap(found -> OlderVersions.difference(found, fixture));
            return difference.isEmpty()
                    ? Optional.empty()
                    : subsets.shrinkWhileDiffering(older.pipeline(outcome.orElseThrow()), difference.get(), progress);
        });
    }

    /**
     * Searches an input on which a metric differs between an older version and the candidate although no fixture shows
     * it.
     *
     * @param outcome an outcome of this session
     * @param limits how long to search
     */
    public InputSearch searchDifference(MetricOutcome outcome, SearchLimits limits) {
        OlderPipeline pipeline = older.pipeline(outcome);
        return WitnessScene.of(this::withConnection, workers.watchdog(), pipeline.candidate(), fixtures)
                .map(scene -> new VersionSearch(scene, outcome).search(limits))
                .orElseGet(() -> InputSearch.none("no fixture of the pipeline can run"));
    }

    /**
     * A search for inputs on which a metric of the candidate and changed versions of it differ.
     *
     * @return empty when no fixture of the pipeline can run, so that nobody knows when and where to replay
     */
    Optional<WitnessSearch> witnesses(Pipeline pipeline, Model metric) {
        return fixtures.stream()
                .map(FixtureState::workspace)
                .filter(workspace -> workspace.pipeline().equals(pipeline))
                .findFirst()
                .flatMap(workspace -> WitnessScene.of(this::withConnection, workers.watchdog(), workspace, fixtures))
                .map(scene -> new WitnessSearch(scene, SubsetVersion.candidate(pipeline, metric), List.of()));
    }

    private static void requireModels(Pipeline pipeline) {
        if (!pipeline.inProcess()) {
            throw new ProblemException(Problem.at(
                    Location.of(pipeline.directory()),
                    ErrorCode.NOTHING_TO_SHRINK,
                    "the pipeline " + pipeline.name() + " runs on "
                            + pipeline.execution().engine() + ", and only fixtures of DuckDB can be shrunk",
                    "Select another fixture"));
        }
    }

    private <T> T onSubsets(FixtureState state, ConnectionPool.Work<T> work) {
        try {
            return withConnection(state.zone(), work);
        } catch (SQLException failure) {
            boolean late = failure instanceof DeadlineReached;
            throw new ProblemException(Problem.at(
                    Location.of(state.fixture().directory()),
                    late ? ErrorCode.QUERY_TIMEOUT : ErrorCode.QUERY_FAILED,
                    late
                            ? "the time was over before anything could be tried on a part of the fixture"
                            : "the fixture cannot be replayed in parts: "
                                    + EngineError.of(failure).message(),
                    late ? "Give it more time" : ""));
        }
    }

    /** The fixture of this session with an identifier {@code pipeline/name}. */
    public Fixture fixture(String id) {
        return fixtures.stream()
                .map(FixtureState::fixture)
                .filter(fixture -> fixture.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The fixtures of a pipeline that take part and can run. */
    public List<Fixture> fixturesOf(Pipeline pipeline) {
        return fixtures.stream()
                .filter(fixture ->
                        fixture.runnable() && fixture.workspace().pipeline().equals(pipeline))
                .map(FixtureState::fixture)
                .toList();
    }

    /** The fixture whose clock and zone rows are tried with that no fixture has. */
    public Optional<Fixture> fixtureToStartFrom(Pipeline pipeline) {
        return fixtures.stream()
                .map(FixtureState::workspace)
                .filter(workspace -> workspace.pipeline().equals(pipeline))
                .findFirst()
                .flatMap(workspace -> WitnessScene.of(this::withConnection, workers.watchdog(), workspace, fixtures))
                .map(scene -> scene.first().fixture());
    }

    /**
     * A metric of a fixture's pipeline.
     *
     * @param name its name, as results give it
     */
    public Model metric(Fixture fixture, String name) {
        return subject(fixture, name).model();
    }

    /** The rows that a fixture expects of a metric, by the name that results give it. */
    public Optional<ExpectedFile> expectation(Fixture fixture, String name) {
        OlderVersions.Subject subject = subject(fixture, name);
        return subject.state().fixture().expectation(subject.model().name());
    }

    /** Whether a metric that takes part has no output on a fixture, by the name that results give it. */
    public boolean failed(Fixture fixture, String name) {
        OlderVersions.Subject subject = subject(fixture, name);
        return !subject.state().runnable()
                || subject.state().metric(subject.model()).failure().isPresent();
    }

    /** Whether a name that results give is that of a metric on a further engine or in a further mode. */
    public boolean isFurther(Fixture fixture, String name) {
        return !subject(fixture, name).state().equals(state(fixture));
    }

    private OlderVersions.Subject subject(Fixture fixture, String name) {
        FixtureState state = state(fixture);
        return state.workspace()
                .pipeline()
                .metric(name)
                .map(model -> new OlderVersions.Subject(name, state, model))
                .or(() -> counterparts.asserted(state).stream()
                        .filter(subject -> subject.name().equals(name))
                        .findFirst())
                .orElseThrow();
    }

    private FixtureState state(Fixture fixture) {
        return fixtures.stream()
                .filter(candidate -> candidate.fixture().equals(fixture))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The rows that a metric produced on a fixture, in canonical text, each beside the row that was expected: in the
     * order of its key, or as they came out when the metric is ordered. Empty when it failed.
     *
     * @param fixture a fixture of this session
     * @param name a metric that takes part, as results give it
     */
    public List<AcceptedRow> rows(Fixture fixture, String name) {
        OlderVersions.Subject subject = subject(fixture, name);
        try {
            return withConnection(
                    subject.state().zone(),
                    connection -> Acceptance.rows(connection, subject.state(), subject.model()));
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /**
     * Tests the laws that are declared for metrics or by fixtures; what is broken is among the results then. Costs nothing
     * where no law is declared.
     *
     * @throws ProblemException when the engine runs out of memory
     */
    public void enforceLaws() {
        try {
            laws().enforce();
        } catch (SQLException exception) {
            throw failed(exception);
        }
    }

    /**
     * Makes mutants of the models that take part, and tries them on the fixtures. Nothing may be wrong with what came out.
     *
     * @param mutation how mutants are made and tried
     * @param memory remembers earlier runs
     * @param tried hears how many mutants have been tried
     * @return what became of them, for each pipeline of DuckDB and each whose engine makes mutants
     * @throws ProblemException when the engine runs out of memory
     */
    public List<PipelineMutation> mutate(MutationOptions mutation, MutationMemory memory, MutationRun.Progress tried) {
        try {
            Deadline end = Deadline.after(mutation.limit());
            List<PipelineMutation> found =
                    new ArrayList<>(mutationRun(mutation, memory, tried).run());
            found.addAll(mutateScripts(mutation.operators(), end, tried));
            return found;
        } catch (SQLException exception) {
            throw failed(exception);
        }
    }

    private List<PipelineMutation> mutateScripts(
            Predicate<MutationOperator> operators, Deadline end, MutationRun.Progress tried) throws SQLException {
        ScriptVerdict verdict =
                new ScriptVerdict(this::withConnection, workers.watchdog(), options.timeout(), fixtures.size() + 1);
        List<PipelineMutation> found = new ArrayList<>();
        Map<Workspace, List<FixtureState>> byWorkspace = fixtures.stream()
                .filter(state -> !state.workspace().pipeline().inProcess())
                .collect(Collectors.groupingBy(FixtureState::workspace, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Workspace, List<FixtureState>> scripts : byWorkspace.entrySet()) {
            Pipeline pipeline = scripts.getKey().pipeline();
            try {
                EngineSession engine =
                        options.engines().engine(pipeline.execution().engine());
                new ScriptMutation(
                                pipeline, engine, scripts.getValue(), scriptReplay(), verdict, options.timeout(), end)
                        .run(operators, tried)
                        .ifPresent(found::add);
            } catch (EngineUnavailableException gone) {
                // It has just replayed all fixtures.
                throw new IllegalStateException(gone);
            }
        }
        return found;
    }

    private ScriptReplay scriptReplay() {
        return new ScriptReplay(
                options.engines(), exchange, options.timeout(), this::withConnection, otherEngines::add);
    }

    MutationRun mutationRun(MutationOptions mutation, MutationMemory memory, MutationRun.Progress tried) {
        return new MutationRun(
                fixtures, connections, workers, options.timeout(), laws(), this::witnesses, mutation, memory, tried);
    }

    private LawEnforcement laws() {
        return new LawEnforcement(
                fixtures, this::withConnection, workers, options, states -> run(states, finished -> {}));
    }

    /**
     * Counts what the fixtures of a pipeline reach of its SQL.
     *
     * @param pipeline the name of a pipeline
     * @return by model in dependency order and then by place; empty for a pipeline that DuckDB does not run, and for one
     *     without fixtures
     */
    public List<CoveragePoint> coverage(String pipeline) {
        List<FixtureState> states = fixtures.stream()
                .filter(state -> state.fixture().pipeline().equals(pipeline))
                .filter(state -> state.workspace().pipeline().inProcess())
                .toList();
        if (states.isEmpty()) {
            return List.of();
        }
        try {
            return new CoverageMeasurement(
                            states.get(0).workspace().pipeline(), states, connections, workers, options.timeout())
                    .measure();
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /**
     * Finds out what became of the raw rows that belong to windows which differ, in every version, for the store. Does
     * nothing when nothing differs, and ends when the time for it is over.
     */
    public void collectEvidence() {
        evidence = new EvidenceCollection(fixtures, older, connections, workers).collect(options.evidence());
    }

    /**
     * Leaves the replay store behind.
     *
     * @throws ProblemException when the file cannot be written
     */
    public void writeStore() {
        try {
            withConnection(STORE_ZONE, connection -> {
                List<OlderPipeline> versions = new ArrayList<>(older.pipelines());
                versions.addAll(counterparts.pipelines());
                store.write(connection, fixtures, versions, results(), evidence);
                return null;
            });
            store.publish();
        } catch (SQLException | IOException exception) {
            throw new ProblemException(Problem.at(
                    Location.of(options.storeFile()),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the replay store cannot be written: " + reason(exception),
                    "Clear the place, or choose another -Dlakehouse.outputDirectory"));
        }
    }

    @Override
    public void close() {
        workers.close();
        try {
            database.close();
            store.discard();
            if (Files.isDirectory(spillDirectory)) {
                try (Stream<Path> files = Files.list(spillDirectory)) {
                    for (Path file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(spillDirectory);
            }
            exchange.close();
        } catch (SQLException | IOException leftBehind) {
            // What could not be removed is in the output directory, which the next run or a clean removes.
        }
    }
}
