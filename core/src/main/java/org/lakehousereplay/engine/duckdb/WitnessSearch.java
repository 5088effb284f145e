package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Source;

/**
 * Searches inputs on which a metric and changed versions of it differ. Inputs are generated once and loaded beside each
 * other, and the metric's own output on them is computed once, however many changed versions are held against it. Used
 * by several threads.
 */
final class WitnessSearch {

    /** For making and loading inputs, which all searches share. */
    private static final Duration TO_PREPARE = Duration.ofSeconds(5);

    /** Of several inputs of a round, so many are made smaller until one can be. */
    private static final int MOST_CONFIRMED = 3;

    /** With what is prepared for later searches, a search takes so many times its own time at most. */
    private static final int PREPARATION = 3;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final WitnessScene scene;
    private final SubsetVersion original;
    private final WitnessTables tables;
    private final WitnessInputs inputs;
    private final List<Round> rounds = new ArrayList<>();

    /** Databases that were loaded together: those that can be inputs and on which the original runs, and their sizes. */
    private record Round(int index, Map<Integer, Integer> rowsByNumber, boolean last) {

        List<Integer> smallestFirst() {
            return rowsByNumber.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /**
     * @param scene where inputs are replayed
     * @param original the metric as it is
     * @param further versions whose constants are to be among the values of inputs
     */
    WitnessSearch(WitnessScene scene, SubsetVersion original, List<SubsetVersion> further) {
        this.scene = scene;
        this.original = original;
        List<SubsetVersion> versions = new ArrayList<>(List.of(original));
        versions.addAll(further);
        List<Source> sources = SubsetReplay.needed(scene.pipeline().sources(), versions);
        this.tables = new WitnessTables(sources);
        this.inputs = new WitnessInputs(scene, sources, versions);
    }

    /** Searches an input on which a changed version differs from the original. */
    WitnessResult search(SubsetVersion changed, SearchLimits limits) throws SQLException {
        return scene.connections().with(scene.zone(), connection -> {
            try (SessionState seen = SessionState.of(connection)) {
                FixtureRunner.show(seen.connection(), scene.first());
                return search(seen.connection(), changed, limits);
            }
        });
    }

    private WitnessResult search(Connection connection, SubsetVersion changed, SearchLimits limits)
            throws SQLException {
        Tries tries = new Tries(limits.databases());
        Deadline all = Deadline.after(limits.time().multipliedBy(PREPARATION));
        Round first = round(connection, 0);
        TimedStatements statements = new TimedStatements(connection, scene.watchdog(), Deadline.after(limits.time()));
        try (WitnessVersion version =
                WitnessVersion.define(statements, tables, changed, "v" + NUMBERS.incrementAndGet())) {
            for (Round round = first; !round.last() && tries.left() > 0 && !all.passed(); ) {
                Optional<SuggestedFixture> witness = witness(statements, version, round, tries);
                if (witness.isPresent()) {
                    return new WitnessResult(witness, tries.made());
                }
                // What is made for all searches is not to the account of this one.
                Duration left = statements.deadline().left();
                round = round(connection, round.index() + 1);
                statements.extend(left);
            }
        } catch (DeadlineReached reached) {
            // What was tried until now is told.
        }
        return new WitnessResult(Optional.empty(), tries.made());
    }

    /** Counts the databases that were tried. */
    private static final class Tries {
        private final int most;
        private int made;

        Tries(int most) {
            this.most = most;
        }

        int made() {
            return made;
        }

        int left() {
            return most - made;
        }

        void add(int databases) {
            made += databases;
        }
    }

    private Optional<SuggestedFixture> witness(
            TimedStatements statements, WitnessVersion version, Round round, Tries tries) throws SQLException {
        List<Integer> numbers =
                round.smallestFirst().stream().limit(tries.left()).toList();
        DifferenceSearch search =
                new DifferenceSearch(statements, tables, version, tables.outputTable(round.index()), original.metric());
        Optional<List<Integer>> together = search.together(numbers);
        if (together.isPresent()) {
            tries.add(numbers.size());
            for (int number : together.get().stream().limit(MOST_CONFIRMED).toList()) {
                Optional<SuggestedFixture> witness = smallest(statements, version, number);
                if (witness.isPresent()) {
                    return witness;
                }
            }
            return Optional.empty();
        }
        int confirmed = 0;
        for (int number : numbers) {
            tries.add(1);
            if (search.apart(number) && confirmed++ < MOST_CONFIRMED) {
                Optional<SuggestedFixture> witness = smallest(statements, version, number);
                if (witness.isPresent()) {
                    return witness;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SuggestedFixture> smallest(TimedStatements statements, WitnessVersion version, int number)
            throws SQLException {
        tables.select(statements, number);
        return new WitnessReduction(scene, tables, original, version.version())
                .reduce(statements.connection(), statements.deadline());
    }

    /** Makes the inputs of a round, loads them and computes what the original makes of them, each once. */
    private synchronized Round round(Connection connection, int index) throws SQLException {
        TimedStatements statements = new TimedStatements(connection, scene.watchdog(), Deadline.after(TO_PREPARE));
        while (rounds.size() <= index) {
            Round none = new Round(rounds.size(), Map.of(), true);
            try {
                if (rounds.isEmpty()) {
                    tables.create(statements);
                    inputs.prepare(statements);
                }
                rounds.add(load(statements, rounds.size()));
            } catch (DeadlineReached late) {
                rounds.add(none);
            }
            if (rounds.get(rounds.size() - 1).last()) {
                return rounds.get(rounds.size() - 1);
            }
        }
        return rounds.get(index);
    }

    private Round load(TimedStatements statements, int index) throws SQLException {
        List<GeneratedDatabase> databases = inputs.round(index);
        Map<Integer, Integer> rows = new HashMap<>();
        List<Optional<Integer>> numbers = tables.load(statements, databases);
        for (int place = 0; place < databases.size(); place++) {
            int size = databases.get(place).rows();
            numbers.get(place).ifPresent(number -> rows.put(number, size));
        }
        try (WitnessVersion version =
                WitnessVersion.define(statements, tables, original, "original" + NUMBERS.incrementAndGet())) {
            new OriginalOutputs(statements, tables, version, scene.zone())
                    .store(
                            rows.keySet().stream()
                                    .sorted(Comparator.naturalOrder())
                                    .toList(),
                            index)
                    .forEach(rows::remove);
        }
        return new Round(index, rows, index > 0 && databases.isEmpty());
    }

    /** Drops what was loaded. */
    synchronized void close() throws SQLException {
        if (!rounds.isEmpty()) {
            scene.connections().with(scene.zone(), connection -> {
                tables.drop(new TimedStatements(connection, scene.watchdog(), Deadline.after(TO_PREPARE)));
                return true;
            });
        }
    }
}
