package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.html.change.MetricChanges;
import org.lakehousereplay.html.change.SqlPlaces;
import org.lakehousereplay.html.definition.Definition;
import org.lakehousereplay.html.lineage.LineageDiagram;
import org.lakehousereplay.html.metric.MetricExplorer;
import org.lakehousereplay.html.mutation.MetricMutation;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.Links;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.MetricDeclaration;
import org.lakehousereplay.html.run.ReportRun.WindowDeclaration;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * The page of a metric.
 *
 * @param slug its name in addresses
 * @param pipeline its pipeline
 * @param name its name
 * @param description what it means; may be empty
 * @param summary in how many windows it differs; may be empty
 * @param state the worst of both, for the colour
 * @param expectation against what is expected
 * @param comparisons against each version
 * @param facts its declaration
 * @param replays how it came out on each fixture
 * @param explorer its rows; empty when there is nothing to read
 * @param changes what changed, by version
 * @param lineage what it is computed from
 * @param definition how it is computed
 * @param mutation what its fixtures would miss; empty when nobody has measured it
 */
public record MetricPage(
        String slug,
        String pipeline,
        String name,
        String description,
        String summary,
        String state,
        Badge expectation,
        List<Comparison> comparisons,
        List<Fact> facts,
        List<ReplayRow> replays,
        Optional<MetricExplorer> explorer,
        List<MetricChanges> changes,
        Optional<LineageDiagram> lineage,
        Optional<Definition> definition,
        Optional<MetricMutation> mutation) {

    /** Whether it declares checks. */
    public boolean checked() {
        return replays.stream().anyMatch(replay -> !replay.checks().isEmpty());
    }

    /** How it compares with a version. */
    public record Comparison(String label, boolean gate, Badge badge) {}

    static MetricPage of(
            MetricCase metric,
            Optional<MetricExplorer> explorer,
            PipelineLineage lineage,
            ReportRun run,
            Links links,
            EvidencePolicy policy,
            Texts texts) {
        Optional<MetricDeclaration> declaration = metric.model().flatMap(model -> model.metric());
        Optional<Definition> definition = metric.model()
                .map(model -> Definition.of(
                        metric.pipeline(),
                        model,
                        metric.slug(),
                        MetricCase.baselines(run),
                        run.comparison().flatMap(ReportComparison::gate),
                        texts));
        SqlPlaces places = (file, line) -> definition.flatMap(sql -> sql.href(file, line));
        return new MetricPage(
                metric.slug(),
                VisibleText.ofName(metric.pipeline().name()),
                VisibleText.ofName(metric.name()),
                VisibleText.ofSentence(
                        declaration.map(MetricDeclaration::description).orElse("")),
                explorer.map(MetricExplorer::facts)
                        .filter(facts -> Verdict.hasSentence(metric, facts))
                        .map(facts -> Verdict.sentence(metric, facts, texts))
                        .orElse(""),
                metric.state().id(),
                Badge.ofExpectation(metric.expectation(), texts),
                metric.comparisons().stream()
                        .map(versus -> new Comparison(
                                VisibleText.ofName(versus.baseline().label()),
                                versus.gate(),
                                Badge.ofComparison(versus.metric().status(), texts)))
                        .toList(),
                facts(metric, declaration, texts),
                ReplayRow.of(metric, texts),
                explorer,
                metric.comparisons().stream()
                        .map(versus -> MetricChanges.of(
                                versus.baseline(),
                                versus.gate(),
                                versus.metric(),
                                links.metric(metric.slug()),
                                policy,
                                places,
                                texts))
                        .toList(),
                metric.model().flatMap(model -> lineage.ofMetric(model.name(), links, texts)),
                definition,
                metric.model()
                        .flatMap(model ->
                                MetricMutation.of(run, metric.pipeline(), model, metric.slug(), policy, texts)));
    }

    private static List<Fact> facts(MetricCase metric, Optional<MetricDeclaration> declaration, Texts texts) {
        List<Fact> facts = new ArrayList<>();
        declaration.ifPresent(declared -> {
            if (!declared.unit().isEmpty()) {
                facts.add(new Fact(texts.get("metric.unit"), VisibleText.ofName(declared.unit()), false));
            }
            facts.add(new Fact(
                    texts.get("metric.key"),
                    declared.key().isEmpty()
                            ? texts.get("metric.key.none")
                            : String.join(
                                    ", ",
                                    declared.key().stream()
                                            .map(VisibleText::ofName)
                                            .toList()),
                    true));
            declared.window().ifPresent(window -> facts.add(new Fact(texts.get("metric.window"), shown(window), true)));
            if (declared.ordered()) {
                facts.add(new Fact(texts.get("metric.order"), texts.get("metric.order.value"), false));
            }
        });
        metric.model()
                .flatMap(model -> model.file())
                .ifPresent(file -> facts.add(new Fact(texts.get("metric.file"), VisibleText.ofName(file), true)));
        return List.copyOf(facts);
    }

    private static String shown(WindowDeclaration window) {
        return VisibleText.ofName(window.column()) + ", " + VisibleText.ofName(window.size());
    }
}
