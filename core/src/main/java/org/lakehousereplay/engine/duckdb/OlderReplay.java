package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.NotComparable;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Model;

/** Holds the outputs of a metric in an older version against those of the candidate, on all fixtures. */
final class OlderReplay {

    private final OlderPipeline older;
    private final Model metric;
    private final List<NotComparable> notComparable = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private long compared;

    /**
     * @param older the pipeline in the older version
     * @param metric a metric of the candidate that the older version has, too
     */
    OlderReplay(OlderPipeline older, Model metric) {
        this.older = older;
        this.metric = metric;
    }

    /** A connection for each time zone. */
    interface Connections {
        void with(ZoneId zone, ConnectionPool.Work<Void> work) throws SQLException;
    }

    /**
     * Compares.
     *
     * @param candidates the fixtures in the candidate, by number
     */
    MetricOutcome compare(Map<Integer, FixtureState> candidates, Connections connections) throws SQLException {
        long start = System.nanoTime();
        boolean replayed = older.isReplayed(metric);
        Map<ZoneId, Map<Integer, FixtureState>> byZone = new LinkedHashMap<>();
        for (Map.Entry<Integer, FixtureState> state : older.states().entrySet()) {
            FixtureState candidate = candidates.get(state.getKey());
            if (!candidate.runnable()
                    || !candidate.models().contains(metric)
                    || candidate.metric(metric).failure().isPresent()) {
                continue;
            }
            Optional<String> reason = replayed ? reason(state.getKey(), state.getValue()) : Optional.empty();
            if (reason.isPresent()) {
                notComparable.add(new NotComparable(candidate.fixture().name(), reason.get()));
            } else if (replayed) {
                byZone.computeIfAbsent(candidate.zone(), any -> new TreeMap<>()).put(state.getKey(), candidate);
            } else {
                compared++;
            }
        }
        for (Map.Entry<ZoneId, Map<Integer, FixtureState>> zone : byZone.entrySet()) {
            connections.with(zone.getKey(), connection -> {
                compare(connection, zone.getValue());
                return null;
            });
        }
        return new MetricOutcome(
                older.label(),
                older.workspace().pipeline(),
                older.candidate().pipeline(),
                older.before(metric),
                metric,
                replayed,
                compared,
                evidence,
                notComparable,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Optional<String> reason(int number, FixtureState state) {
        Optional<String> blocked = older.blocked(number, metric);
        if (blocked.isPresent()) {
            return blocked;
        }
        if (!state.problems().isEmpty()) {
            return Optional.of(state.problems().get(0).message());
        }
        return state.metric(older.before(metric)).failure().map(Problem::message);
    }

    private void compare(Connection connection, Map<Integer, FixtureState> fixtures) throws SQLException {
        VersionDifference difference = new VersionDifference(connection, older, metric);
        if (!difference.possible()) {
            // The declared key is another one, which is a change of its own.
            compared += fixtures.size();
            return;
        }
        Map<Integer, String> repeated = difference.find(fixtures);
        Map<Integer, FixtureState> sound = fixtures.entrySet().stream()
                .filter(fixture -> !repeated.containsKey(fixture.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        repeated.forEach((number, reason) -> notComparable.add(
                new NotComparable(fixtures.get(number).fixture().name(), reason)));
        compared += sound.size();
        if (sound.isEmpty()) {
            return;
        }
        DifferenceEvidence reader = new DifferenceEvidence(connection, difference);
        evidence.addAll(
                reader.read(sound, older.states(), difference.reordered(sound)).values());
    }

    /** The fixtures by number. */
    static Map<Integer, FixtureState> byNumber(List<FixtureState> fixtures) {
        return fixtures.stream().collect(Collectors.toMap(FixtureState::number, Function.identity()));
    }
}
