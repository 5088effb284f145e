package org.lakehousereplay.html.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.html.lineage.ModelGraph;
import org.lakehousereplay.html.lineage.ModelGraph.Table;
import org.lakehousereplay.html.part.MetricSlug;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.run.ReportRun.SourceTable;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * How a metric is computed, step by step.
 *
 * @param sources the raw tables that it comes from
 * @param steps the models, in the order in which they run, the metric last
 * @param removed models that an older version needed and that are gone
 */
public record Definition(List<Source> sources, List<Step> steps, List<Step> removed) {

    /**
     * A raw table.
     *
     * @param eventTime the column that says when a row happened; may be empty
     * @param columns its columns with their types
     */
    public record Source(String name, String eventTime, String columns) {}

    /**
     * A model.
     *
     * @param number its place in the order, from 1
     * @param id the id of its SQL on the page
     * @param layer its layer; empty at the top level
     * @param file its file
     * @param reads what it reads
     * @param lines its SQL
     * @param versions what became of it since each version in which it was another one
     */
    public record Step(
            int number,
            String id,
            String name,
            String layer,
            String file,
            String reads,
            List<Line> lines,
            List<Version> versions) {}

    /** A line of SQL with the id that leads to it. */
    public record Line(int number, String id, String text) {}

    /**
     * A model in an older version.
     *
     * @param id the id of the edit on the page
     * @param file its file in that version; may be empty
     * @param label the version
     * @param text what became of the model
     * @param gate whether it is the version whose changes must be declared
     * @param diff both texts side by side; empty when there is only one
     */
    public record Version(String id, String file, String label, String text, boolean gate, Optional<SqlDiff> diff) {}

    /**
     * Reads how a metric is computed.
     *
     * @param slug the metric's name in addresses
     * @param baselines the older versions
     * @param gate the one whose changes must be declared
     */
    public static Definition of(
            PipelineRun pipeline,
            ModelText metric,
            String slug,
            List<BaselineRun> baselines,
            Optional<String> gate,
            Texts texts) {
        Map<String, ModelText> models = new LinkedHashMap<>();
        pipeline.models().forEach(model -> models.put(model.name(), model));
        ModelGraph graph = ModelGraph.of(pipeline.sources(), models.values());
        List<Table> needed = graph.find(metric.name()).map(graph::upstream).orElse(List.of());
        List<Step> steps = new ArrayList<>();
        for (Table table : needed) {
            ModelText model = models.get(table.name());
            if (!table.source() && model != null) {
                steps.add(step(
                        steps.size() + 1, slug, model, versions(pipeline.name(), slug, model, baselines, gate, texts)));
            }
        }
        return new Definition(
                pipeline.sources().stream()
                        .filter(source -> needed.stream()
                                .anyMatch(
                                        table -> table.source() && table.name().equals(source.name())))
                        .map(Definition::source)
                        .toList(),
                List.copyOf(steps),
                removed(pipeline.name(), metric, models, slug, baselines, gate, texts));
    }

    private static Source source(SourceTable source) {
        return new Source(
                VisibleText.ofName(source.name()),
                source.eventTime().map(VisibleText::ofName).orElse(""),
                source.columns().stream()
                        .map(column -> VisibleText.ofColumn(column.name()) + " " + VisibleText.ofColumn(column.type()))
                        .collect(Collectors.joining(", ")));
    }

    private static Step step(int number, String slug, ModelText model, List<Version> versions) {
        List<Line> lines = new ArrayList<>();
        for (String line : SqlText.lines(model.sql().orElse(""))) {
            int place = lines.size() + 1;
            lines.add(new Line(place, MetricSlug.ofLine(slug, model.name(), place), SqlText.shown(line)));
        }
        return new Step(
                number,
                MetricSlug.ofModel(slug, model.name()),
                VisibleText.ofName(model.name()),
                VisibleText.ofName(model.layer()),
                model.file().map(VisibleText::ofName).orElse(""),
                model.reads().stream().map(VisibleText::ofName).collect(Collectors.joining(", ")),
                List.copyOf(lines),
                versions);
    }

    private static List<Version> versions(
            String pipeline,
            String slug,
            ModelText model,
            List<BaselineRun> baselines,
            Optional<String> gate,
            Texts texts) {
        List<Version> versions = new ArrayList<>();
        for (BaselineRun baseline : baselines) {
            models(baseline, pipeline).stream()
                    .filter(old -> old.name().equals(model.name()))
                    .flatMap(old -> version(baseline, slug, old, model.sql().orElse(""), gate, texts).stream())
                    .forEach(versions::add);
        }
        return List.copyOf(versions);
    }

    private static Optional<Version> version(
            BaselineRun baseline, String slug, ModelText old, String sql, Optional<String> gate, Texts texts) {
        String label = VisibleText.ofName(baseline.label());
        String id = MetricSlug.ofModel(slug, old.name()) + ".since." + MetricSlug.of(baseline.label());
        String file = old.file().map(VisibleText::ofName).orElse("");
        boolean isGate = gate.equals(Optional.of(baseline.label()));
        return switch (old.change().orElse("SAME")) {
            case "EDITED" ->
                Optional.of(new Version(
                        id,
                        file,
                        label,
                        texts.get("definition.edited", label),
                        isGate,
                        old.sql().map(before -> SqlDiff.of(before, sql))));
            case "ADDED" ->
                Optional.of(
                        new Version(id, file, label, texts.get("definition.added", label), isGate, Optional.empty()));
            case "REMOVED" ->
                Optional.of(
                        new Version(id, file, label, texts.get("definition.removed", label), isGate, Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** What the older versions computed the metric from besides; of models that are the same, the candidate's tell. */
    private static List<Step> removed(
            String pipeline,
            ModelText metric,
            Map<String, ModelText> candidate,
            String slug,
            List<BaselineRun> baselines,
            Optional<String> gate,
            Texts texts) {
        List<Step> steps = new ArrayList<>();
        for (BaselineRun baseline : baselines) {
            Map<String, ModelText> old = new LinkedHashMap<>();
            for (ModelText model : models(baseline, pipeline)) {
                boolean same = model.change().equals(Optional.of("SAME")) && candidate.containsKey(model.name());
                old.put(model.name(), same ? candidate.get(model.name()) : model);
            }
            ModelGraph graph = ModelGraph.of(List.of(), old.values());
            graph.find(metric.name()).map(graph::upstream).orElse(List.of()).stream()
                    .map(table -> old.get(table.name()))
                    .filter(model -> model.change().equals(Optional.of("REMOVED")))
                    .filter(model ->
                            steps.stream().noneMatch(step -> step.name().equals(model.name())))
                    .forEach(model -> steps.add(step(
                            0,
                            slug,
                            model,
                            version(baseline, slug, model, "", gate, texts).stream()
                                    .toList())));
        }
        return List.copyOf(steps);
    }

    private static List<ModelText> models(BaselineRun baseline, String pipeline) {
        return baseline.pipelines().stream()
                .filter(texts -> texts.name().equals(pipeline))
                .flatMap(texts -> texts.models().stream())
                .toList();
    }

    /**
     * Leads to a place in the SQL on this page: to the line, or in an older version to the edit.
     *
     * @param file the file as it is shown
     * @param line the number of the line, if it is known
     * @return empty when the page does not have it
     */
    public Optional<String> href(String file, Optional<Integer> line) {
        List<Step> all = Stream.concat(steps.stream(), removed.stream()).toList();
        Optional<String> now = all.stream()
                .filter(step -> !file.isEmpty() && step.file().equals(file))
                .map(step -> line.filter(
                                number -> number > 0 && number <= step.lines().size())
                        .map(number -> step.lines().get(number - 1).id())
                        .orElse(step.id()))
                .findFirst();
        return now.or(() -> all.stream()
                        .flatMap(step -> step.versions().stream())
                        .filter(version -> !file.isEmpty() && version.file().equals(file))
                        .filter(version -> version.diff().isPresent())
                        .map(Version::id)
                        .findFirst())
                .map(id -> "#" + id);
    }

    /** Whether a model that takes part was edited. */
    public boolean edited() {
        return steps.stream().anyMatch(step -> !step.versions().isEmpty()) || !removed.isEmpty();
    }
}
