package org.lakehousereplay.html.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.html.metric.MetricFacts;
import org.lakehousereplay.html.metric.MetricFacts.Difference;
import org.lakehousereplay.html.metric.Sparkline;
import org.lakehousereplay.html.mutation.MetricMutation;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.Links;
import org.lakehousereplay.html.part.MetricState;
import org.lakehousereplay.html.run.ReportComparison.Change;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A metric in the table of the overview.
 *
 * @param state the worst of both, for filters
 * @param href its page
 * @param pipeline its pipeline
 * @param name its name
 * @param description what it means
 * @param expectation against what is expected
 * @param asserted on how many fixtures something is expected, and on how many of them it differs
 * @param baseline against the gate; empty without one
 * @param changes the kinds of its changes
 * @param windows how many rows, all versions together
 * @param differing how many of them differ
 * @param anomalies how many rows break a check
 * @param largestColumn the column of the largest difference; may be empty
 * @param largestDelta its amount; may be empty
 * @param largestRelative its share; may be empty
 * @param sparkline its time line, when it could be read
 * @param noticed how many changes of its SQL the fixtures noticed, when that was measured
 */
public record MetricRow(
        String state,
        String href,
        String pipeline,
        String name,
        String description,
        Badge expectation,
        String asserted,
        Optional<Badge> baseline,
        String changes,
        Optional<Long> windows,
        long differing,
        long anomalies,
        String largestColumn,
        String largestDelta,
        String largestRelative,
        Optional<Sparkline> sparkline,
        Optional<Noticed> noticed) {

    /** Changes that were noticed: their share, a whole number of percents, and a text. */
    public record Noticed(int percent, boolean all, String text) {}

    static MetricRow of(ReportRun run, MetricCase metric, Optional<MetricFacts> facts, Links links, Texts texts) {
        Optional<Difference> largest = facts.flatMap(MetricFacts::largest);
        return new MetricRow(
                metric.state().id(),
                links.metric(metric.slug()),
                VisibleText.ofName(metric.pipeline().name()),
                VisibleText.ofName(metric.name()),
                VisibleText.ofSentence(metric.model()
                        .flatMap(model -> model.metric())
                        .map(declared -> declared.description())
                        .orElse("")),
                Badge.ofExpectation(metric.expectation(), texts),
                asserted(metric, texts),
                metric.gate().map(gate -> Badge.ofComparison(gate.metric().status(), texts)),
                metric.gate().map(gate -> kinds(gate.metric().changes(), texts)).orElse(""),
                facts.map(MetricFacts::windows),
                facts.map(MetricFacts::differing).orElse(0L),
                facts.map(MetricFacts::anomalies).orElse(0L),
                largest.map(Difference::column).map(VisibleText::ofColumn).orElse(""),
                largest.flatMap(Difference::delta).map(VisibleText::ofColumn).orElse(""),
                largest.flatMap(Difference::relative).map(VisibleText::ofColumn).orElse(""),
                facts.map(MetricFacts::sparkline),
                MetricMutation.score(run, metric.pipeline().name(), metric.name())
                        .map(score -> new Noticed(
                                score.percent(),
                                score.survived() == 0,
                                texts.get("metrics.noticed.of", score.killed(), score.judged()))));
    }

    /** A state needs to say of how many fixtures it is true. */
    private static String asserted(MetricCase metric, Texts texts) {
        if (metric.asserted() == 0) {
            return "";
        }
        return metric.expectation() == MetricState.FAILED
                ? texts.get("metrics.failed", metric.failed(), metric.asserted())
                : texts.get(
                        "metrics.asserted", metric.asserted(), metric.replays().size());
    }

    private static String kinds(List<Change> changes, Texts texts) {
        return changes.stream()
                .map(change -> texts.find("kind." + change.kind()).orElse(VisibleText.ofName(change.kind())))
                .distinct()
                .collect(Collectors.joining(texts.get("list.comma")));
    }
}
