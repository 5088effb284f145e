package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.run.VersionBump;

/**
 * Turns what a comparison found into what becomes of the build. The details were logged before, so the message is short
 * and names the report.
 *
 * @param report what the run found
 * @param reportFile the file to look at
 */
record ComparisonVerdict(RunReport report, Path reportFile) {

    /** Ends the goal as the report demands. */
    void conclude(Log log) throws MojoExecutionException, MojoFailureException {
        ComparisonResult comparison = report.comparison().orElseThrow();
        ComparisonStatus status = comparison.status();
        String see = " See the messages above and " + new ShownPaths(report.baseDirectory()).show(reportFile) + ".";
        if (status == ComparisonStatus.ERROR || report.status() == Status.ERROR) {
            throw new MojoExecutionException(
                    "Not everything could be compared, because of the problems told above, so nobody knows what changed."
                            + see);
        }
        List<String> reasons = reasons(comparison);
        if (!reasons.isEmpty()) {
            throw new MojoFailureException(String.join(" ", reasons) + see);
        }
        if (report.status() == Status.FAILED) {
            log.warn(report.count(Status.FAILED) + " metric results differ from what the fixtures expect, which"
                    + " mvn lakehouse:verify breaks on.");
        }
    }

    private static List<String> reasons(ComparisonResult comparison) {
        List<String> reasons = new ArrayList<>();
        long undeclared = count(comparison, false);
        long notComparable = count(comparison, true);
        if (undeclared > 0) {
            reasons.add(counted(undeclared, "caliber change is", "caliber changes are")
                    + " not declared. If the change is meant, run mvn lakehouse:declare" + sameBaseline(comparison)
                    + ", write down the reason in"
                    + " caliber-changes.yaml and commit it.");
        }
        if (notComparable > 0) {
            reasons.add(counted(notComparable, "metric", "metrics")
                    + " cannot be compared with the baseline, which must be declared as well.");
        }
        int entries = comparison.entryProblems().size();
        if (entries > 0) {
            reasons.add(counted(entries, "entry of caliber-changes.yaml is", "entries of caliber-changes.yaml are")
                    + " stale, too broad, expired, unfinished or broken.");
        }
        comparison
                .versionBump()
                .filter(VersionBump::breaks)
                .ifPresent(bump -> reasons.add("The version " + bump.to() + " promises less change since " + bump.from()
                        + " than there is; give it at least " + bump.required() + "."));
        return reasons;
    }

    /** A release is found again by itself, any other baseline must be named again. */
    private static String sameBaseline(ComparisonResult comparison) {
        return comparison.gate().filter(label -> label.contains(":")).isPresent() ? " with the same baseline" : "";
    }

    /** How many changes of the gate are undeclared, or cannot be known. */
    private static long count(ComparisonResult comparison, boolean notComparable) {
        return comparison.gateBaseline().stream()
                .map(BaselineResult::metrics)
                .flatMap(List::stream)
                .flatMap(metric -> metric.changes().stream())
                .filter(change -> change.standing() == Standing.UNDECLARED)
                .filter(change -> notComparable == (change.change().kind() == ChangeKind.NOT_COMPARABLE))
                .count();
    }

    private static String counted(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
