package org.lakehousereplay.maven;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Turns what a run found into what becomes of the build. The details were logged before, so the message is short and
 * names the report.
 *
 * @param report what the run found
 * @param reportFile the file to look at
 */
record Verdict(RunReport report, Path reportFile) {

    /**
     * Ends the goal as the report demands.
     *
     * @param testFailureIgnore whether what shows as a failed test is told and then ignored, as Surefire does; problems
     *     of the run as a whole are never ignored
     */
    void conclude(Log log, boolean testFailureIgnore) throws MojoExecutionException, MojoFailureException {
        Status status = report.status();
        if (status != Status.FAILED && status != Status.ERROR) {
            return;
        }
        if (testFailureIgnore && report.problems().isEmpty()) {
            log.error(message() + " The build goes on, because failures are ignored.");
        } else if (status == Status.FAILED) {
            throw new MojoFailureException(message());
        } else {
            throw new MojoExecutionException(message());
        }
    }

    private String message() {
        long failed = report.count(Status.FAILED);
        long problems = problems();
        StringBuilder text = new StringBuilder();
        if (failed > 0) {
            text.append(counted(failed, "metric result differs", "metric results differ"))
                    .append(" from what is expected");
        }
        if (problems > 0) {
            text.append(text.isEmpty() ? "" : ", and ")
                    .append(counted(problems, "problem was found", "problems were found"));
        }
        text.append(". See the messages above and ")
                .append(new ShownPaths(report.baseDirectory()).show(reportFile))
                .append('.');
        if (acceptable()) {
            text.append(" If the change is meant, run mvn lakehouse:record and commit what it writes.");
        }
        return text.toString();
    }

    /** Whether there is a difference that recording would settle. */
    private boolean acceptable() {
        return report.fixtures().stream()
                .flatMap(fixture -> fixture.metrics().stream())
                .filter(metric -> metric.status() == Status.FAILED)
                .anyMatch(metric -> metric.findings().stream().allMatch(Finding::acceptable));
    }

    private long problems() {
        long problems = report.problems().size();
        for (PipelineResult pipeline : report.pipelines()) {
            problems += pipeline.problems().size();
        }
        for (FixtureResult fixture : report.fixtures()) {
            problems += fixture.problems().size();
            problems += fixture.metrics().stream()
                    .mapToLong(metric -> metric.problems().size())
                    .sum();
        }
        return problems;
    }

    private static String counted(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
