package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.VersionBump;

/**
 * The figures of a comparison with its gate, the baseline whose changes must be declared. Public API: read by front
 * ends that tell the outcome in a sentence.
 *
 * @param gate the label of the gate; empty when there is nothing to compare with
 * @param metrics how many metrics were compared or should have been
 * @param identical how many are as they were
 * @param tolerated how many have changes below the level that breaks the build
 * @param declared how many have changes that are all declared
 * @param notComparable how many the gate cannot be replayed for
 * @param undeclared how many have a change that nobody has declared
 * @param errors how many could not be compared for another reason, and one more when the gate as a whole is unfit
 * @param entryProblems how many entries of the changes file are stale, expired, too broad or unfinished
 * @param versionBreaks whether the project's version promises too little
 */
public record ComparisonTotals(
        Optional<String> gate,
        long metrics,
        long identical,
        long tolerated,
        long declared,
        long notComparable,
        long undeclared,
        long errors,
        long entryProblems,
        boolean versionBreaks) {

    /** The figures of a comparison. */
    public static ComparisonTotals of(ComparisonResult comparison) {
        Optional<BaselineResult> gate = comparison.gateBaseline();
        List<MetricComparison> metrics = gate.map(BaselineResult::metrics).orElse(List.of());
        return new ComparisonTotals(
                comparison.gate(),
                metrics.size(),
                count(metrics, ComparisonStatus.IDENTICAL),
                count(metrics, ComparisonStatus.TOLERATED),
                count(metrics, ComparisonStatus.DECLARED),
                count(metrics, ComparisonStatus.NOT_COMPARABLE),
                count(metrics, ComparisonStatus.UNDECLARED),
                count(metrics, ComparisonStatus.ERROR)
                        + gate.filter(baseline -> !baseline.problems().isEmpty()).stream()
                                .count(),
                comparison.entryProblems().size(),
                comparison.versionBump().filter(VersionBump::breaks).isPresent());
    }

    /** How many metrics of a baseline changed: {@code 1 of 5 metrics not identical}. */
    static String changed(BaselineResult baseline) {
        long changed = baseline.metrics().size() - count(baseline.metrics(), ComparisonStatus.IDENTICAL);
        return changed + " of " + Quantity.of(baseline.metrics().size(), "metric") + " not identical";
    }

    private static long count(List<MetricComparison> metrics, ComparisonStatus status) {
        return metrics.stream().filter(metric -> metric.status() == status).count();
    }

    /** One line with all figures. */
    public String render() {
        return "Metrics compared: " + metrics + ", identical: " + identical + ", tolerated: " + tolerated
                + ", declared: " + declared + ", not comparable: " + notComparable + ", undeclared: " + undeclared
                + ", errors: " + errors + ", entries that do not hold: " + entryProblems;
    }

    /** The outcome as a phrase without names: {@code 1 of 5 metrics has an undeclared change}. */
    public String verdict() {
        List<String> wrong = new ArrayList<>();
        if (errors > 0) {
            wrong.add(Quantity.of(errors, "error"));
        }
        if (undeclared > 0) {
            wrong.add(ofMetrics(undeclared) + " changed undeclared");
        }
        if (notComparable > 0) {
            wrong.add(ofMetrics(notComparable) + " not comparable");
        }
        if (entryProblems > 0) {
            wrong.add(
                    entryProblems == 1
                            ? "1 entry of the changes file does not hold"
                            : entryProblems + " entries of the changes file do not hold");
        }
        if (versionBreaks) {
            wrong.add("the version promises less change than there is");
        }
        return wrong.isEmpty() ? fine() : String.join(", ", wrong);
    }

    private String fine() {
        if (gate.isEmpty()) {
            return "no baseline to compare with";
        }
        if (metrics == 0) {
            return "no metric to compare";
        }
        if (declared > 0) {
            return ofMetrics(declared + tolerated) + " changed, and every change is declared"
                    + (tolerated > 0 ? " or needs no declaration" : "");
        }
        if (tolerated > 0) {
            return ofMetrics(tolerated) + " changed in a way that needs no declaration";
        }
        return metrics == 1 ? "the metric is identical" : "all " + metrics + " metrics are identical";
    }

    private String ofMetrics(long count) {
        return count + " of " + Quantity.of(metrics, "metric");
    }
}
