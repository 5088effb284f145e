package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.report.ComparisonSummary;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.verify.Comparison;
import org.lakehousereplay.verify.ComparisonSettings;

/**
 * Replays the fixtures through the pipelines and through an older version of them, names every change of a metric, and
 * breaks the build when one has not been declared in {@code caliber-changes.yaml}. The older version is the last
 * release, unless {@code lakehouse.baseline} names another one.
 */
@Mojo(name = "compare", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CompareMojo extends AbstractComparisonMojo {

    /** Where JUnit XML is written, for CI servers and IDEs. */
    @Parameter(property = "lakehouse.junitDirectory", defaultValue = "${project.build.directory}/surefire-reports")
    private File junitDirectory;

    /**
     * Breaks the build when there is no fixture at all, because where nothing is replayed no change is seen. When false,
     * a module without pipelines and fixtures is passed over.
     */
    @Parameter(property = "lakehouse.failIfNoFixtures", defaultValue = "true")
    private boolean failIfNoFixtures;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (hasNoFiles() && (isParent() || !failIfNoFixtures)) {
            getLog().info("No pipelines and no fixtures here, nothing to compare.");
            return;
        }
        ComparisonSettings settings = comparisonSettings();
        RunReport report =
                new Comparison(project(absolute(junitDirectory)), selection(), limits(), progress(), settings).run();
        print(ComparisonSummary.lines(report));
        Path reportFile = tellReports(absolute(junitDirectory));
        rejectMissingFixtures(report, failIfNoFixtures);
        new ComparisonVerdict(report, reportFile).conclude(getLog());
    }
}
