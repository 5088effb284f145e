package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * A metric on a fixture that has windows worth looking into.
 *
 * @param fixture the fixture in the candidate
 * @param metric the metric in the candidate
 * @param differing where those windows are told; whatever else marks windows adds a table here
 * @param versions the versions in which they are looked into, the candidate first
 */
record EvidenceSubject(
        FixtureState fixture, KeyedMetric metric, List<DifferingRows> differing, List<Version> versions) {

    /** How the working tree is called among the versions. */
    static final String CANDIDATE = "candidate";

    /**
     * A version of the metric.
     *
     * @param label its name
     * @param state the fixture in it
     * @param subset how it is replayed
     * @param replayed whether it is computed in another way than in the candidate
     */
    record Version(String label, FixtureState state, SubsetVersion subset, boolean replayed) {}

    /** All subjects of a run, in the order of the fixtures. */
    static List<EvidenceSubject> all(List<FixtureState> fixtures, OlderVersions older) {
        List<EvidenceSubject> subjects = new ArrayList<>();
        List<MetricOutcome> outcomes = older.outcomes();
        for (FixtureState fixture : fixtures) {
            if (!fixture.runnable() || !fixture.workspace().pipeline().inProcess()) {
                continue;
            }
            for (Model model : fixture.models()) {
                if (model.isMetric() && fixture.metric(model).failure().isEmpty()) {
                    of(fixture, model, older, outcomes).ifPresent(subjects::add);
                }
            }
        }
        return subjects;
    }

    private static Optional<EvidenceSubject> of(
            FixtureState fixture, Model model, OlderVersions older, List<MetricOutcome> outcomes) {
        KeyedMetric metric = KeyedMetric.of(fixture.workspace(), model);
        List<DifferingRows> differing = new ArrayList<>();
        if (fixture.metric(model).findings().stream().anyMatch(EvidenceSubject::isOfRows)) {
            differing.add(DifferingRows.fromExpected(metric));
        }
        if (fixture.metric(model).findings().stream().anyMatch(Finding.FailedCheck.class::isInstance)) {
            differing.add(DifferingRows.ofChecks(metric));
        }
        List<Version> versions = new ArrayList<>();
        Pipeline pipeline = fixture.workspace().pipeline();
        versions.add(new Version(CANDIDATE, fixture, SubsetVersion.candidate(pipeline, model), true));
        for (MetricOutcome outcome : outcomes) {
            if (!outcome.older().inProcess()
                    || !outcome.candidate().equals(pipeline)
                    || !outcome.after().equals(model)) {
                continue;
            }
            OlderPipeline ofOutcome = older.pipeline(outcome);
            boolean differs = OlderVersions.difference(outcome, fixture.fixture())
                    .filter(difference -> difference.rows() > 0)
                    .isPresent();
            if (differs) {
                differing.add(DifferingRows.fromOlder(metric, ofOutcome));
            }
            version(fixture, outcome, ofOutcome).ifPresent(versions::add);
        }
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(new EvidenceSubject(fixture, metric, differing, versions));
    }

    private static boolean isOfRows(Finding finding) {
        return finding instanceof Finding.ChangedCells
                || finding instanceof Finding.MissingRows
                || finding instanceof Finding.UnexpectedRows;
    }

    /** An older version; empty when it has no output on the fixture. */
    private static Optional<Version> version(FixtureState fixture, MetricOutcome outcome, OlderPipeline older) {
        FixtureState state = older.states().get(fixture.number());
        if (state == null) {
            return Optional.empty();
        }
        boolean failed = outcome.replayed()
                && (older.blocked(fixture.number(), outcome.after()).isPresent()
                        || !state.problems().isEmpty()
                        || state.metric(outcome.before()).failure().isPresent());
        return failed
                ? Optional.empty()
                : Optional.of(new Version(
                        outcome.label(),
                        state,
                        SubsetVersion.older(outcome.older(), outcome.before(), outcome.candidate()),
                        outcome.replayed()));
    }
}
