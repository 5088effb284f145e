package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Counterpart;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/** The older versions of a session, and what came of them. */
final class OlderVersions {

    private final List<OlderPipeline> pipelines = new ArrayList<>();
    private final List<MetricOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    /**
     * Makes the tables and views of the versions; must happen before the lock.
     *
     * @param number the number of the first workspace
     * @param candidates the workspaces of the candidate by pipeline
     * @param fixtures the fixtures in the candidate
     * @param metrics the metrics that take part
     */
    void create(
            Connection connection,
            int number,
            List<OlderVersion> versions,
            Map<String, Workspace> candidates,
            List<FixtureState> fixtures,
            Predicate<Model> metrics)
            throws SQLException {
        int next = number;
        for (OlderVersion version : versions) {
            for (Pipeline pipeline : version.pipelines()) {
                Workspace candidate = candidates.get(pipeline.name());
                if (candidate != null) {
                    List<Model> ofCandidate = candidate.pipeline().metrics().stream()
                            .filter(metrics)
                            .toList();
                    OlderPipeline older =
                            new OlderPipeline(version, pipeline, candidate, next++, ofCandidate);
                    older.create(connection, fixtures);
                    pipelines.add(older);
                }
            }
        }
    }

    List<OlderPipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    /** The fixtures in the older versions, as far as something is to be replayed. */
    List<FixtureState> states() {
        return pipelines.stream()
                .flatMap(older -> older.states().values().stream())
                .filter(state -> !state.models().isEmpty())
                .toList();
    }

    /** What is to be held against the candidate. */
    List<OlderReplay> replays() {
        List<OlderReplay> replays = new ArrayList<>();
        for (OlderPipeline older : pipelines) {
            older.commonMetrics().forEach(metric -> replays.add(new OlderReplay(older, metric)));
        }
        return replays;
    }

    /**
     * A metric on a fixture.
     *
     * @param name what it is called among results
     * @param state the fixture as it was replayed
     * @param model the metric
     */
    record Subject(String name, FixtureState state, Model model) {}

    /** The metrics that have an expectation of their own in a version. */
    List<Subject> asserted(FixtureState candidate) {
        List<Subject> subjects = new ArrayList<>();
        for (OlderPipeline older : pipelines) {
            FixtureState state = older.states().get(candidate.number());
            if (older.candidate() == candidate.workspace() && state != null && state.runnable()) {
                state.models().stream()
                        .filter(Model::isMetric)
                        .filter(model ->
                                state.fixture().expectation(model.name()).isPresent())
                        .map(model ->
                                new Subject(model.name() + Counterpart.suffix(older.label()), state, model))
                        .forEach(subjects::add);
            }
        }
        return subjects;
    }

    void add(MetricOutcome outcome) {
        outcomes.add(outcome);
    }

    /** What came of it, by version and metric. */
    List<MetricOutcome> outcomes() {
        return outcomes.stream()
                .sorted(Comparator.comparing(MetricOutcome::label)
                        .thenComparing(outcome -> outcome.candidate().name())
                        .thenComparing(outcome -> outcome.after().name()))
                .toList();
    }

    /** The pipeline of an outcome in its older version. */
    OlderPipeline pipeline(MetricOutcome outcome) {
        return pipelines.stream()
                .filter(candidate -> candidate.label().equals(outcome.label())
                        && candidate.workspace().pipeline().equals(outcome.older()))
                .findFirst()
                .orElseThrow();
    }

    /** What came of a metric in a version. */
    Optional<MetricOutcome> outcome(String label, Model metric) {
        return outcomes().stream()
                .filter(found -> found.label().equals(label) && found.after().equals(metric))
                .findFirst();
    }

    /** How an outcome shows on a fixture. */
    static Optional<OutputDifference> difference(MetricOutcome outcome, Fixture fixture) {
        return outcome.evidence().stream()
                .map(Evidence::difference)
                .filter(found -> found.fixture().equals(fixture.name()))
                .findFirst();
    }
}
