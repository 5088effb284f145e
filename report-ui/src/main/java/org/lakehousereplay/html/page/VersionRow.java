package org.lakehousereplay.html.page;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * A version that the candidate is compared with.
 *
 * @param label its name
 * @param origin where it came from
 * @param gate whether changes against it must be declared
 * @param status the worst of its metrics
 * @param metrics how many were compared
 * @param identical how many are the same
 * @param declared how many changed as declared
 * @param undeclared how many changed and nobody decided it
 */
public record VersionRow(
        String label,
        String origin,
        boolean gate,
        Badge status,
        long metrics,
        long identical,
        long declared,
        long undeclared) {

    static List<VersionRow> of(ReportRun run, Texts texts) {
        Optional<String> gate = run.comparison().flatMap(ReportComparison::gate);
        return MetricCase.baselines(run).stream()
                .map(baseline -> new VersionRow(
                        VisibleText.ofName(baseline.label()),
                        VisibleText.ofName(baseline.origin()),
                        gate.equals(Optional.of(baseline.label())),
                        Badge.ofComparison(baseline.status(), texts),
                        baseline.metrics().size(),
                        count(baseline, List.of("IDENTICAL", "TOLERATED")),
                        count(baseline, List.of("DECLARED")),
                        count(baseline, List.of("UNDECLARED", "STALE"))))
                .toList();
    }

    private static long count(BaselineRun baseline, List<String> statuses) {
        return baseline.metrics().stream()
                .filter(metric -> statuses.contains(metric.status()))
                .count();
    }
}
