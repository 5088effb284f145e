package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * Tests the laws that are declared for the metrics of fixtures: makes fixtures with the same rows in another delivery,
 * replays them by the same road as any, and holds the outputs against those of the originals. Nothing of that is left
 * afterwards but the results. Nothing is done where no law is declared.
 */
final class LawEnforcement {

    /** Replays fixtures whose rows are there. */
    interface Replay {
        void run(List<FixtureState> fixtures) throws SQLException;
    }

    /** A connection in a time zone. */
    interface Connections {
        <T> T with(ZoneId zone, ConnectionPool.Work<T> work) throws SQLException;
    }

    private final List<FixtureState> fixtures;
    private final Connections connections;
    private final Workers workers;
    private final ReplayOptions options;
    private final Replay replay;

    /**
     * @param fixtures fixtures that were replayed
     * @param connections connections in all their time zones
     * @param workers the threads of the session
     * @param options what it may use
     * @param replay replays fixtures whose rows are there
     */
    LawEnforcement(
            List<FixtureState> fixtures,
            Connections connections,
            Workers workers,
            ReplayOptions options,
            Replay replay) {
        this.fixtures = fixtures;
        this.connections = connections;
        this.workers = workers;
        this.options = options;
        this.replay = replay;
    }

    /**
     * Fixtures in other deliveries that were replayed, as long as their rows are there.
     *
     * @param tests the laws and how they are tested
     * @param derived the fixtures, by the original and the delivery
     * @param first the lowest of their numbers
     */
    record Replayed(List<LawTest> tests, Map<FixtureState, Map<Delivery, DerivedFixture>> derived, int first) {

        DerivedFixture derived(LawTest test, LawTest.Trial trial) {
            return derived.get(test.fixture()).get(trial.delivery());
        }
    }

    /** Tests all laws; results and findings are with the metrics then. */
    void enforce() throws SQLException {
        Optional<Replayed> replayed = replayDeliveries();
        if (replayed.isPresent()) {
            try {
                judge(replayed.get().tests(), replayed.get().derived());
            } finally {
                remove(replayed.get());
            }
        }
    }

    /** Replays what the laws ask for; empty where nothing is declared. */
    Optional<Replayed> replayDeliveries() throws SQLException {
        List<FixtureState> bound = fixtures.stream()
                .filter(fixture -> fixture.runnable() && hasLaws(fixture))
                .toList();
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        List<LawTest> tests = new ArrayList<>();
        try (DimensionOrigins origins = new DimensionOrigins()) {
            for (FixtureState fixture : bound) {
                tests.addAll(connections.with(
                        fixture.zone(), connection -> new LawPlan(connection, fixture, origins).tests()));
            }
        }
        int first = fixtures.stream().mapToInt(FixtureState::number).max().orElse(0) + 1;
        Replayed replayed = new Replayed(tests, derive(tests, first), first);
        boolean done = false;
        try {
            replayDerived(replayed.derived());
            done = true;
        } finally {
            if (!done) {
                remove(replayed);
            }
        }
        return Optional.of(replayed);
    }

    /** Removes the rows of fixtures that were replayed. */
    void remove(Replayed replayed) throws SQLException {
        removeFrom(replayed.first(), replayed.derived().keySet());
    }

    private static boolean hasLaws(FixtureState fixture) {
        return fixture.models().stream()
                .anyMatch(model ->
                        model.isMetric() && !LawPlan.laws(fixture, model).isEmpty());
    }

    /** One fixture for each delivery, whichever metrics and laws ask for it. */
    private static Map<FixtureState, Map<Delivery, DerivedFixture>> derive(List<LawTest> tests, int first) {
        Map<FixtureState, Map<Delivery, Set<Model>>> wanted = new LinkedHashMap<>();
        for (LawTest test : tests) {
            for (LawTest.Trial trial : test.trials()) {
                wanted.computeIfAbsent(test.fixture(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(trial.delivery(), any -> new LinkedHashSet<>())
                        .add(test.metric());
            }
        }
        Map<FixtureState, Map<Delivery, DerivedFixture>> derived = new LinkedHashMap<>();
        int number = first;
        for (Map.Entry<FixtureState, Map<Delivery, Set<Model>>> ofFixture : wanted.entrySet()) {
            FixtureState original = ofFixture.getKey();
            Map<Delivery, DerivedFixture> deliveries = new LinkedHashMap<>();
            for (Map.Entry<Delivery, Set<Model>> delivery : ofFixture.getValue().entrySet()) {
                List<Model> models = original.workspace().pipeline().closure(delivery.getValue());
                FixtureState state =
                        new FixtureState(number++, original.fixture(), original.workspace(), models, original.zone());
                state.restarts(delivery.getKey().restarts());
                deliveries.put(delivery.getKey(), new DerivedFixture(original, delivery.getKey(), state));
            }
            derived.put(original, deliveries);
        }
        return derived;
    }

    private record Group(Workspace workspace, ZoneId zone) {}

    private static Group group(FixtureState fixture) {
        return new Group(fixture.workspace(), fixture.zone());
    }

    private void replayDerived(Map<FixtureState, Map<Delivery, DerivedFixture>> derived) throws SQLException {
        List<DerivedFixture> all = derived.values().stream()
                .flatMap(deliveries -> deliveries.values().stream())
                .toList();
        Map<Group, List<DerivedFixture>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        fixture -> group(fixture.original()), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Group, List<DerivedFixture>> group : groups.entrySet()) {
            connections.with(group.getKey().zone(), connection -> {
                new DerivedRows(connection, group.getKey().workspace()).insert(group.getValue());
                return null;
            });
        }
        replay.run(all.stream().map(DerivedFixture::state).toList());
    }

    private void removeFrom(int number, Collection<FixtureState> originals) throws SQLException {
        Map<Workspace, FixtureState> touched = new LinkedHashMap<>();
        originals.forEach(fixture -> touched.put(fixture.workspace(), fixture));
        for (Map.Entry<Workspace, FixtureState> workspace : touched.entrySet()) {
            connections.with(workspace.getValue().zone(), connection -> {
                new DerivedRows(connection, workspace.getKey()).removeFrom(number);
                return null;
            });
        }
    }

    /** What is compared in one query. */
    private record Together(Group group, Model metric, LawForm form, Map<String, Tolerance> tolerances) {}

    private void judge(List<LawTest> tests, Map<FixtureState, Map<Delivery, DerivedFixture>> derived)
            throws SQLException {
        Map<Together, Set<DerivedFixture>> together = new LinkedHashMap<>();
        for (LawTest test : tests) {
            for (LawTest.Trial trial : test.trials()) {
                DerivedFixture fixture = derived.get(test.fixture()).get(trial.delivery());
                if (fixture.state().runnable()
                        && fixture.state().metric(test.metric()).failure().isEmpty()) {
                    together.computeIfAbsent(
                                    new Together(
                                            group(test.fixture()),
                                            test.metric(),
                                            trial.form(),
                                            tolerances(test.fixture(), test.metric(), trial.form())),
                                    any -> new LinkedHashSet<>())
                            .add(fixture);
                }
            }
        }
        Map<LawForm, Map<Integer, LawDifference>> differences = new HashMap<>();
        Map<Model, SQLException> failures = new HashMap<>();
        for (Map.Entry<Together, Set<DerivedFixture>> pairs : together.entrySet()) {
            Together what = pairs.getKey();
            connections.with(what.group().zone(), connection -> {
                try {
                    differences
                            .computeIfAbsent(what.form(), any -> new HashMap<>())
                            .putAll(compare(connection, what, pairs.getValue()));
                } catch (DeadlineReached late) {
                    failures.put(what.metric(), late);
                }
                return null;
            });
        }
        LawVerdict verdict = new LawVerdict(derived, differences, failures, options.timeout());
        tests.forEach(verdict::tell);
        int free = 1
                + derived.values().stream()
                        .flatMap(deliveries -> deliveries.values().stream())
                        .mapToInt(DerivedFixture::number)
                        .max()
                        .orElse(0);
        StreamWitness streams = new StreamWitness(connections, workers.watchdog(), replay, free);
        new LawWitnessSearch(connections, workers.watchdog(), options.evidence(), streams).search(verdict.broken());
    }

    private static Map<String, Tolerance> tolerances(FixtureState fixture, Model metric, LawForm form) {
        FixtureSettings settings = fixture.fixture().settings();
        Map<String, Tolerance> tolerances = new HashMap<>();
        for (Column value : form.values()) {
            settings.tolerance(metric.name(), value.name())
                    .ifPresent(tolerance -> tolerances.put(value.name(), tolerance));
        }
        return tolerances;
    }

    static Function<String, Optional<Tolerance>> tolerance(FixtureState fixture, Model metric) {
        return column -> fixture.fixture().settings().tolerance(metric.name(), column);
    }

    private Map<Integer, LawDifference> compare(Connection connection, Together what, Collection<DerivedFixture> pairs)
            throws SQLException {
        TimedStatements statements =
                new TimedStatements(connection, workers.watchdog(), Deadline.after(options.timeout()));
        return comparison(
                        what.group().workspace(),
                        what.metric(),
                        what.form(),
                        column -> Optional.ofNullable(what.tolerances().get(column)),
                        pairs)
                .read(statements);
    }

    /** Holds the outputs of derived fixtures against those of their originals. */
    static LawComparison comparison(
            Workspace workspace,
            Model metric,
            LawForm form,
            Function<String, Optional<Tolerance>> tolerances,
            Collection<DerivedFixture> pairs) {
        Map<Integer, Integer> originals = new LinkedHashMap<>();
        pairs.stream()
                .sorted(Comparator.comparing(DerivedFixture::number))
                .forEach(pair -> originals.put(pair.number(), pair.original().number()));
        String table = "memory." + workspace.table(metric.name());
        List<Column> output = metric.output();
        String before = "(SELECT m.derived AS " + LawForm.TRIAL + ", o.rowid AS " + LawForm.ROW
                + LawForm.columns(output, "o.") + " FROM " + table + " o JOIN " + DerivedRows.numbers(originals)
                + " ON o._fixture = m.original)";
        String after = "(SELECT _fixture AS " + LawForm.TRIAL + ", rowid AS " + LawForm.ROW
                + LawForm.columns(output, "") + " FROM " + table + " WHERE _fixture IN ("
                + originals.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "))";
        return new LawComparison(form, tolerances, before, after);
    }
}
