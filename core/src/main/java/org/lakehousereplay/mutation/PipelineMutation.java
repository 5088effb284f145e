package org.lakehousereplay.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a mutation run found out about a pipeline. Public API: read by renderers.
 *
 * @param pipeline the name of the pipeline
 * @param outcomes all mutants, by model in dependency order and then by place
 * @param coverage what the fixtures reached, in the same order; empty for a pipeline of another engine than DuckDB
 * @param reused how many outcomes were taken over from an earlier run
 * @param dropped how many changes were not tried because they do not bind, or equal the original or another mutant
 * @param limits what is demanded of the score of a metric, by the name of the metric; nothing of others
 * @param notMeasured why nothing was measured, a clause without a full stop, if so
 */
public record PipelineMutation(
        String pipeline,
        List<MutantOutcome> outcomes,
        List<CoveragePoint> coverage,
        int reused,
        int dropped,
        Map<String, ScoreLimits> limits,
        Optional<String> notMeasured) {

    public PipelineMutation {
        outcomes = List.copyOf(outcomes);
        coverage = List.copyOf(coverage);
        limits = Map.copyOf(limits);
    }

    /** What was found out, before anybody demands anything. */
    public PipelineMutation(
            String pipeline, List<MutantOutcome> outcomes, List<CoveragePoint> coverage, int reused, int dropped) {
        this(pipeline, outcomes, coverage, reused, dropped, Map.of(), Optional.empty());
    }

    /** A pipeline of which nothing was measured. */
    public static PipelineMutation notMeasured(String pipeline, String reason) {
        return new PipelineMutation(pipeline, List.of(), List.of(), 0, 0, Map.of(), Optional.of(reason));
    }

    /** The same with what is demanded. */
    public PipelineMutation demanding(Map<String, ScoreLimits> demanded) {
        return new PipelineMutation(pipeline, outcomes, coverage, reused, dropped, demanded, notMeasured);
    }

    /** The same with what the fixtures reached. */
    public PipelineMutation covering(List<CoveragePoint> points) {
        return new PipelineMutation(pipeline, outcomes, points, reused, dropped, limits, notMeasured);
    }

    /** What is demanded of the score of a metric. */
    public ScoreLimits limits(String metric) {
        return limits.getOrDefault(metric, ScoreLimits.NONE);
    }

    /** The score of each metric: of all mutants of the models that it is computed from. */
    public Map<String, MutationScore> scores() {
        Map<String, List<MutantOutcome>> byMetric = new TreeMap<>();
        for (MutantOutcome outcome : outcomes) {
            for (String metric : outcome.metrics()) {
                byMetric.computeIfAbsent(metric, name -> new ArrayList<>()).add(outcome);
            }
        }
        Map<String, MutationScore> scores = new TreeMap<>();
        byMetric.forEach((metric, of) -> scores.put(metric, MutationScore.of(of)));
        return scores;
    }
}
