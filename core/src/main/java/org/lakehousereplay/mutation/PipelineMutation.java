package org.lakehousereplay.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a mutation run found out about a pipeline. Public API: read by renderers.
 *
 * @param pipeline the name of the pipeline
 * @param outcomes all mutants, by model in dependency order and then by place
 * @param coverage what the fixtures reached, in the same order; empty for a pipeline of another engine than DuckDB
 * @param reused how many outcomes were taken over from an earlier run
 * @param dropped how many changes were not tried because they do not bind, or equal the original or another mutant
 */
public record PipelineMutation(
        String pipeline, List<MutantOutcome> outcomes, List<CoveragePoint> coverage, int reused, int dropped) {

    public PipelineMutation {
        outcomes = List.copyOf(outcomes);
        coverage = List.copyOf(coverage);
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
