package org.lakehousereplay.html.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.html.lineage.ModelGraph;
import org.lakehousereplay.html.lineage.ModelGraph.Table;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportMutation;
import org.lakehousereplay.html.run.ReportMutation.Score;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.text.Texts;

/**
 * What the fixtures of a metric would miss.
 *
 * @param sentence how much of it they noticed
 * @param reached how much of the SQL they reach, a sentence; may be empty
 * @param models the models that it is computed from and itself, in the order in which they run
 */
public record MetricMutation(String sentence, String reached, List<MutatedModel> models) {

    /** The score of a metric, when the run has measured it. */
    public static Optional<Score> score(ReportRun run, String pipeline, String metric) {
        return ofPipeline(run, pipeline)
                .flatMap(mutation -> mutation.scores().stream())
                .filter(score -> score.metric().equals(metric))
                .findFirst();
    }

    /** Whether a pipeline has been measured is known of each on its own. */
    private static Stream<ReportMutation> ofPipeline(ReportRun run, String pipeline) {
        return run.mutation().stream().filter(mutation -> mutation.pipeline().equals(pipeline));
    }

    /**
     * Reads what is known of a metric.
     *
     * @param slug the metric's name in addresses
     * @param policy what of rows may be shown
     * @return empty when nobody has measured it
     */
    public static Optional<MetricMutation> of(
            ReportRun run, PipelineRun pipeline, ModelText metric, String slug, EvidencePolicy policy, Texts texts) {
        Optional<ReportMutation> measured = ofPipeline(run, pipeline.name()).findFirst();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        ModelGraph graph = ModelGraph.of(pipeline.sources(), pipeline.models());
        Set<String> needed = graph.find(metric.name()).map(graph::upstream).orElse(List.of()).stream()
                .filter(table -> !table.source())
                .map(Table::name)
                .collect(Collectors.toSet());
        needed.add(metric.name());
        List<MutatedModel> models = new ArrayList<>();
        for (ModelText model : pipeline.models()) {
            if (needed.contains(model.name())) {
                MutatedModel.of(measured.get(), model, slug, policy, texts).ifPresent(models::add);
            }
        }
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(new MetricMutation(
                        sentence(score(run, pipeline.name(), metric.name()), texts),
                        reached(measured.get(), needed, texts),
                        List.copyOf(models)));
    }

    private static String sentence(Optional<Score> score, Texts texts) {
        return score.map(found -> texts.get(
                        "mutation.score",
                        found.killed(),
                        found.judged(),
                        found.percent(),
                        found.equivalent(),
                        found.notRun()))
                .orElse("");
    }

    private static String reached(ReportMutation mutation, Set<String> models, Texts texts) {
        List<CoverageItem> points = mutation.coverage().stream()
                .filter(point -> models.contains(point.model()))
                .map(point -> CoverageItem.of(point, texts))
                .toList();
        long whole = points.stream()
                .filter(point -> point.extent() == CoverageItem.Extent.WHOLE)
                .count();
        return points.isEmpty() ? "" : texts.get("mutation.reached", whole, points.size());
    }
}
