package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.verify.Verification;

/**
 * Replays the fixtures through the pipelines, compares the metrics with what the fixtures expect, writes the reports,
 * and breaks the build when a metric differs. All fixtures run before the build breaks.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractFixtureMojo {

    /** Where JUnit XML is written, for CI servers and IDEs. */
    @Parameter(property = "lakehouse.junitDirectory", defaultValue = "${project.build.directory}/surefire-reports")
    private File junitDirectory;

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
        RunReport report = new Verification(project(absolute(junitDirectory)), selection(), limits(), progress()).run();
        print(ConsoleSummary.lines(report));
        Path reportFile = tellReports(absolute(junitDirectory));
        rejectMissingFixtures(report, failIfNoFixtures);
        new Verdict(report, reportFile).conclude(getLog(), testFailureIgnore);
    }
}
