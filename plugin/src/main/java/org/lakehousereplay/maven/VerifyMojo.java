package org.lakehousereplay.maven;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/**
 * Replays the fixtures through the pipelines, compares the metrics with what the fixtures expect, writes the reports,
 * and breaks the build when a metric differs. All fixtures run before the build breaks.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractLakehouseMojo {

    /**
     * Breaks the build when there is no fixture at all, because a test that does not exist passes too easily. When
     * false, a module without pipelines and fixtures is passed over.
     */
    @Parameter(property = "lakehouse.failIfNoFixtures", defaultValue = "true")
    private boolean failIfNoFixtures;

    /**
     * Tells failures and broken fixtures without breaking the build, for CI servers that judge by the JUnit XML.
     * {@code maven.test.failure.ignore} works, too. A broken configuration breaks the build all the same.
     */
    @Parameter(property = "lakehouse.testFailureIgnore", defaultValue = "${maven.test.failure.ignore}")
    private boolean testFailureIgnore;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (hasNoFiles() && (isParent() || !failIfNoFixtures)) {
            getLog().info("No pipelines and no fixtures here, nothing to replay.");
            return;
        }
        Project project = project();
        Selection selection = selection();
        RunReport report = new Verification(project, selection, limits(), progress()).run();
        ConsoleSummary.lines(report).forEach(this::print);
        getLog().info("Reports: " + shown(project, project.outputDirectory().resolve("report.json")) + ", "
                + shown(project, project.outputDirectory().resolve("summary.md")) + ", "
                + shown(project, project.outputDirectory().resolve(Verification.STORE)) + " and JUnit XML in "
                + shown(project, project.junitDirectory()));
        if (report.fixtures().isEmpty() && report.status() != Status.ERROR) {
            tellNoFixtures(project);
        }
        new Verdict(report, project.outputDirectory().resolve("report.json")).conclude(getLog(), testFailureIgnore);
    }

    private void tellNoFixtures(Project project) {
        Problem problem = Problem.at(
                Location.of(project.fixtureDirectory()),
                ErrorCode.FIXTURES_MISSING,
                "there is no fixture",
                "Write one in " + shown(project, project.fixtureDirectory())
                        + "/<pipeline>/<fixture>, or allow it by -Dlakehouse.failIfNoFixtures=false");
        if (failIfNoFixtures) {
            throw new ProblemException(problem);
        }
        getLog().warn(problem.render());
    }

    private static Path shown(Project project, Path path) {
        return path.startsWith(project.baseDirectory())
                ? project.baseDirectory().relativize(path)
                : path;
    }
}
