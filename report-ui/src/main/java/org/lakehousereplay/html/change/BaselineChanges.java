package org.lakehousereplay.html.change;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.ProblemItem;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * Everything that changed since a version.
 *
 * @param label the version
 * @param origin where it came from
 * @param gate whether the changes must be declared
 * @param status the worst of them
 * @param problems why it is unfit as a whole
 * @param metrics the metrics with changes or problems
 * @param unchanged how many have none
 * @param entries the entries that declare what is undeclared; empty when nothing is
 * @param command the command that writes them
 */
public record BaselineChanges(
        String label,
        String origin,
        boolean gate,
        Badge status,
        List<ProblemItem> problems,
        List<MetricChanges> metrics,
        long unchanged,
        Optional<String> entries,
        String command) {

    /** Whether there is any decision to tell, or what one does not cover. */
    public boolean decided() {
        return metrics.stream()
                .flatMap(metric -> metric.changes().stream())
                .anyMatch(change ->
                        !change.entries().isEmpty() || !change.uncovered().isEmpty());
    }

    /**
     * What is told on the overview, the gate first.
     *
     * @param href the page of a metric of a pipeline
     */
    public static List<BaselineChanges> of(
            ReportComparison comparison, BiFunction<String, String, String> href, EvidencePolicy policy, Texts texts) {
        return comparison.baselines().stream()
                .map(baseline ->
                        of(baseline, comparison.gate().equals(Optional.of(baseline.label())), href, policy, texts))
                .toList();
    }

    private static BaselineChanges of(
            BaselineRun baseline,
            boolean gate,
            BiFunction<String, String, String> href,
            EvidencePolicy policy,
            Texts texts) {
        List<MetricChanges> metrics = baseline.metrics().stream()
                .map(metric -> MetricChanges.of(
                        baseline,
                        gate,
                        metric,
                        href.apply(metric.pipeline(), metric.name()),
                        policy,
                        SqlPlaces.NONE,
                        texts))
                .filter(changes -> !changes.isEmpty())
                .sorted(Comparator.comparingInt(MetricChanges::rank))
                .toList();
        List<String> entries = metrics.stream()
                .flatMap(metric -> metric.changes().stream())
                .flatMap(change -> change.yaml().stream())
                .toList();
        return new BaselineChanges(
                VisibleText.ofName(baseline.label()),
                VisibleText.ofName(baseline.origin()),
                gate,
                Badge.ofComparison(baseline.status(), texts),
                ProblemItem.of("", baseline.problems()),
                metrics,
                baseline.metrics().size() - metrics.size(),
                entries.isEmpty() ? Optional.empty() : Optional.of(EntryYaml.HEAD + String.join("", entries)),
                DeclareCommand.of(baseline.label()));
    }
}
