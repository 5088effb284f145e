package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.reduce.Budget;
import org.lakehousereplay.reduce.Outcome;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reducible;
import org.lakehousereplay.reduce.Reduction;
import org.lakehousereplay.reduce.Trial;

/**
 * Finds the smallest input that breaks a law where another engine has to replay what is left: each trial is two replays,
 * so that few of them are made, and none on large inputs.
 */
final class StreamWitness {

    /** Lists of more places make statements longer than they are worth. */
    private static final long MOST_ROWS = 5_000;

    private static final int MOST_TRIALS = 40;

    private final LawEnforcement.Connections connections;
    private final ScheduledExecutorService watchdog;
    private final LawEnforcement.Replay replay;
    private final int number;

    /**
     * @param connections connections in the time zones of the fixtures
     * @param watchdog cancels what takes too long
     * @param replay replays fixtures whose rows are there
     * @param number the first number that no fixture has
     */
    StreamWitness(
            LawEnforcement.Connections connections,
            ScheduledExecutorService watchdog,
            LawEnforcement.Replay replay,
            int number) {
        this.connections = connections;
        this.watchdog = watchdog;
        this.replay = replay;
        this.number = number;
    }

    /** Empty where nothing could be tried: the example is a service, and what is broken is told without it. */
    Optional<LawWitness> search(LawVerdict.BrokenLaw law, Deadline deadline) throws SQLException {
        FixtureState fixture = law.test().fixture();
        Workspace workspace = fixture.workspace();
        if (!fixture.views().parquet().isEmpty()
                || !workspace.pipeline().sources().stream().allMatch(workspace::tracks)) {
            return Optional.empty();
        }
        Map<Source, List<Long>> places = new LinkedHashMap<>();
        for (Source source : workspace.pipeline().sources()) {
            places.put(source, places(fixture, source));
        }
        Subset subset = new Subset(law, places);
        long rowsBefore = subset.size();
        Optional<LawDifference> whole = rowsBefore > MOST_ROWS ? Optional.empty() : subset.difference(places);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        subset.last = whole.get();
        Budget budget = Budget.ofTrials(MOST_TRIALS).and(trials -> !deadline.passed());
        Outcome outcome = Reduction.minimize(subset, budget, Progress.SILENT);
        List<LawWitness.InputRow> rows = new ArrayList<>();
        for (Map.Entry<Source, List<Long>> left : subset.places.entrySet()) {
            rows.addAll(rows(fixture, left.getKey(), left.getValue()));
        }
        return Optional.of(new LawWitness(
                rows.stream().limit(KeyedMetric.KEPT).toList(),
                subset.size(),
                rowsBefore,
                outcome.minimal(),
                subset.last));
    }

    private List<Long> places(FixtureState fixture, Source source) throws SQLException {
        return query(
                fixture,
                "SELECT " + Arrivals.ARRIVAL + " - 1 FROM memory."
                        + fixture.workspace().changesTable(source) + " WHERE _fixture = " + fixture.number()
                        + " ORDER BY 1",
                rows -> {
                    List<Long> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                    return found;
                });
    }

    private <T> T query(FixtureState fixture, String sql, TimedStatements.Reading<T> reading) throws SQLException {
        return connections.with(fixture.zone(), connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return reading.read(rows);
            }
        });
    }

    private List<LawWitness.InputRow> rows(FixtureState fixture, Source source, List<Long> places) throws SQLException {
        if (places.isEmpty()) {
            return List.of();
        }
        String values = source.columns().stream()
                .map(column -> ", " + CanonicalText.of(column, Sql.name(column.name())))
                .collect(Collectors.joining());
        String list =
                places.stream().limit(KeyedMetric.KEPT).map(String::valueOf).collect(Collectors.joining(", "));
        // A declared arrival is another order than that of the lines.
        boolean inOrder = fixture.fixture().settings().arrivals().column().isEmpty();
        InputLines lines = new InputLines(fixture, source);
        return query(
                fixture,
                "SELECT " + Arrivals.ARRIVAL + " - 1, " + Arrivals.KIND + values + " FROM memory."
                        + fixture.workspace().changesTable(source) + " WHERE _fixture = " + fixture.number() + " AND "
                        + Arrivals.ARRIVAL + " - 1 IN (" + list + ") ORDER BY 1",
                rows -> {
                    List<LawWitness.InputRow> found = new ArrayList<>();
                    while (rows.next()) {
                        List<Cell> cells = new ArrayList<>();
                        if (source.changes().rowKind().isPresent() && !"+I".equals(rows.getString(2))) {
                            cells.add(new Cell(source.changes().rowKind().get(), Optional.of(rows.getString(2))));
                        } else {
                            source.changes().rowKind().ifPresent(name -> cells.add(new Cell(name, Optional.empty())));
                        }
                        List<Column> columns = source.columns();
                        for (int column = 0; column < columns.size(); column++) {
                            cells.add(new Cell(
                                    columns.get(column).name(), Optional.ofNullable(rows.getString(3 + column))));
                        }
                        found.add(new LawWitness.InputRow(
                                source.name(), inOrder ? lines.of(rows.getLong(1)) : Optional.empty(), cells));
                    }
                    return found;
                });
    }

    /** The rows that are left, of which blocks can be left out. */
    private final class Subset implements Reducible<SQLException> {

        private final LawVerdict.BrokenLaw law;
        private final List<Source> sources;
        private final Map<Source, List<Long>> places;
        private LawDifference last = LawDifference.NONE;
        private LawDifference tried = LawDifference.NONE;

        Subset(LawVerdict.BrokenLaw law, Map<Source, List<Long>> places) {
            this.law = law;
            this.sources = List.copyOf(places.keySet());
            this.places = new LinkedHashMap<>(places);
        }

        @Override
        public int groups() {
            return sources.size();
        }

        @Override
        public long size(int group) {
            return places.get(sources.get(group)).size();
        }

        @Override
        public Trial without(Block block) throws SQLException {
            Optional<LawDifference> difference = difference(left(block));
            difference.ifPresent(found -> tried = found);
            return difference.isPresent() ? Trial.HOLDS : Trial.BROKEN;
        }

        @Override
        public void remove(Block block) {
            places.putAll(left(block));
            last = tried;
        }

        private Map<Source, List<Long>> left(Block block) {
            Map<Source, List<Long>> left = new LinkedHashMap<>(places);
            List<Long> shorter = new ArrayList<>(places.get(sources.get(block.group())));
            shorter.subList((int) block.from(), (int) block.to()).clear();
            left.put(sources.get(block.group()), shorter);
            return left;
        }

        /** How the law is broken on some of the rows; empty where it holds, or where it cannot be replayed. */
        Optional<LawDifference> difference(Map<Source, List<Long>> kept) throws SQLException {
            FixtureState fixture = law.test().fixture();
            Workspace workspace = fixture.workspace();
            Model metric = law.test().metric();
            List<Model> models = workspace.pipeline().closure(List.of(metric));
            FixtureState before = new FixtureState(number, fixture.fixture(), workspace, models, fixture.zone());
            FixtureState after = new FixtureState(number + 1, fixture.fixture(), workspace, models, fixture.zone());
            after.restarts(law.trial().delivery().restarts());
            DerivedFixture derived = new DerivedFixture(before, law.trial().delivery(), after);
            try {
                connections.with(fixture.zone(), connection -> {
                    DerivedRows rows = new DerivedRows(connection, workspace);
                    rows.insertSome(fixture.number(), number, kept);
                    rows.insert(List.of(derived));
                    return null;
                });
                replay.run(List.of(before, after));
                if (!before.runnable() || !after.runnable()) {
                    return Optional.empty();
                }
                return connections.with(fixture.zone(), connection -> {
                    Map<Integer, LawDifference> found = LawEnforcement.comparison(
                                    workspace,
                                    metric,
                                    law.trial().form(),
                                    LawEnforcement.tolerance(fixture, metric),
                                    List.of(derived))
                            .read(new TimedStatements(connection, watchdog, Deadline.after(Duration.ofMinutes(1))));
                    return Optional.ofNullable(found.get(number + 1));
                });
            } finally {
                connections.with(fixture.zone(), connection -> {
                    new DerivedRows(connection, workspace).removeFrom(number);
                    return null;
                });
            }
        }
    }
}
