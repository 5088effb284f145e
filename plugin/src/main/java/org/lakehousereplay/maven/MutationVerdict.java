package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Turns what a mutation run found into what becomes of the build. The details were logged before, so the message is
 * short and names the report.
 *
 * @param report what the run found
 * @param reportFile the file to look at
 */
record MutationVerdict(RunReport report, Path reportFile) {

    private static final int NAMED_METRICS = 8;

    /** Ends the goal as the report demands. */
    void conclude() throws MojoExecutionException, MojoFailureException {
        String see = " See the messages above and " + new ShownPaths(report.baseDirectory()).show(reportFile) + ".";
        if (report.status() == Status.ERROR) {
            throw new MojoExecutionException(
                    "Nothing can be measured, because of the problems told above: a mutant is noticed by fixtures that"
                            + " come out as expected without it." + see);
        }
        if (report.status() == Status.FAILED) {
            throw new MojoFailureException(
                    "Nothing can be measured, because the fixtures do not come out as expected. Run mvn"
                            + " lakehouse:verify and mend what it tells first." + see);
        }
        List<String> low = low();
        if (!low.isEmpty()) {
            String names = String.join(", ", low.subList(0, Math.min(low.size(), NAMED_METRICS)));
            String more = low.size() > NAMED_METRICS ? " and " + (low.size() - NAMED_METRICS) + " more" : "";
            throw new MojoFailureException("The fixtures notice too few mutants of " + names + more
                    + ". Run mvn lakehouse:mutate -Dlakehouse.suggest for fixtures that would notice the others."
                    + see);
        }
    }

    /** The metrics with too low a score, each with its score. */
    private List<String> low() {
        List<String> low = new ArrayList<>();
        for (PipelineMutation pipeline : report.mutation()) {
            pipeline.scores().forEach((metric, score) -> {
                if (pipeline.limits(metric).brokenBy(score)) {
                    low.add(pipeline.pipeline() + "/" + metric + " (" + score.percent() + " %)");
                }
            });
        }
        return low;
    }
}
