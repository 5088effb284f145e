package org.lakehousereplay.html.change;

import java.util.List;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.ProblemItem;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * How a metric compares with a version.
 *
 * @param pipeline its pipeline
 * @param metric its name
 * @param href its page
 * @param baseline the version
 * @param gate whether changes against it must be declared
 * @param status the state
 * @param changes the changes
 * @param explanations where they come from
 * @param problems why it could not be compared
 */
public record MetricChanges(
        String pipeline,
        String metric,
        String href,
        String baseline,
        boolean gate,
        Badge status,
        List<ChangeItem> changes,
        List<ExplanationItem> explanations,
        List<ProblemItem> problems) {

    /** What is told on a page. */
    public static MetricChanges of(
            BaselineRun baseline,
            boolean gate,
            ComparedMetric metric,
            String href,
            EvidencePolicy policy,
            SqlPlaces places,
            Texts texts) {
        return new MetricChanges(
                VisibleText.ofName(metric.pipeline()),
                VisibleText.ofName(metric.name()),
                href,
                VisibleText.ofName(baseline.label()),
                gate,
                Badge.ofComparison(metric.status(), texts),
                metric.changes().stream()
                        .map(change -> ChangeItem.of(baseline.label(), gate, metric, change, texts))
                        .toList(),
                metric.explanations().stream()
                        .map(explanation -> ExplanationItem.of(explanation, policy, places, texts))
                        .toList(),
                ProblemItem.of("", metric.problems()));
    }

    /** Its place when the worst change comes first; a metric that could not be compared comes before all. */
    int rank() {
        return changes.stream()
                .mapToInt(change -> change.standing().rank())
                .min()
                .orElse(0);
    }

    /** Whether there is anything to tell. */
    public boolean isEmpty() {
        return changes.isEmpty() && problems.isEmpty();
    }
}
