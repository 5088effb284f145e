package org.lakehousereplay.html.page;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.html.lineage.Differences;
import org.lakehousereplay.html.lineage.LineageDiagram;
import org.lakehousereplay.html.lineage.LineageDrawing;
import org.lakehousereplay.html.lineage.ModelGraph;
import org.lakehousereplay.html.part.Links;
import org.lakehousereplay.html.part.MetricSlug;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportComparison.Change;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.ReplayStore;
import org.lakehousereplay.html.text.Texts;

/**
 * The lineage of a pipeline and what of it differs from the first version that the candidate is compared with.
 *
 * @param pipeline the pipeline
 * @param graph its tables
 * @param differences what differs
 */
record PipelineLineage(PipelineRun pipeline, ModelGraph graph, Differences differences) {

    static Map<String, PipelineLineage> of(ReportRun run, ReplayStore store) {
        Map<String, PipelineLineage> lineages = new LinkedHashMap<>();
        for (PipelineRun pipeline : run.pipelines()) {
            ModelGraph graph = ModelGraph.of(pipeline.sources(), pipeline.models(), removed(run, pipeline));
            Differences differences = MetricCase.baselines(run).stream()
                    .findFirst()
                    .map(baseline -> differences(pipeline, graph, baseline, store))
                    .orElse(Differences.NONE);
            lineages.put(pipeline.name(), new PipelineLineage(pipeline, graph, differences));
        }
        return lineages;
    }

    private static List<ModelText> removed(ReportRun run, PipelineRun pipeline) {
        return MetricCase.baselines(run).stream()
                .limit(1)
                .flatMap(baseline -> baseline.pipelines().stream())
                .filter(texts -> texts.name().equals(pipeline.name()))
                .flatMap(texts -> texts.models().stream())
                .filter(model -> model.change().equals(Optional.of("REMOVED")))
                .toList();
    }

    private static Differences differences(
            PipelineRun pipeline, ModelGraph graph, BaselineRun baseline, ReplayStore store) {
        Set<String> edited = new LinkedHashSet<>();
        baseline.pipelines().stream()
                .filter(texts -> texts.name().equals(pipeline.name()))
                .flatMap(texts -> texts.models().stream())
                .filter(model ->
                        Set.of("EDITED", "ADDED").contains(model.change().orElse("SAME")))
                .map(ModelText::name)
                .forEach(edited::add);
        Map<String, Set<String>> changed = new LinkedHashMap<>();
        baseline.metrics().stream()
                .filter(metric -> metric.pipeline().equals(pipeline.name()))
                .filter(metric -> graph.find(metric.name())
                        .filter(table -> !table.removed())
                        .isPresent())
                .filter(metric -> metric.changes().stream()
                        .anyMatch(change -> !change.observed().isEmpty()))
                .forEach(metric -> changed.put(metric.name(), columns(metric)));
        return Differences.of(
                graph, edited, model -> store.outputsDiffer(pipeline.name(), baseline.label(), model), changed);
    }

    private static Set<String> columns(ComparedMetric metric) {
        Set<String> columns = new LinkedHashSet<>();
        metric.changes().stream().map(Change::columns).forEach(columns::addAll);
        return columns;
    }

    LineageDiagram whole(Links links, Texts texts) {
        return LineageDrawing.ofPipeline(graph, differences, name -> href(name, links), texts);
    }

    Optional<LineageDiagram> ofMetric(String metric, Links links, Texts texts) {
        return graph.find(metric)
                .map(table -> LineageDrawing.ofMetric(graph, table, differences, name -> href(name, links), texts));
    }

    private Optional<String> href(String metric, Links links) {
        return Optional.of(links.metric(MetricSlug.of(pipeline.name(), metric)));
    }
}
