package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /**
     * How many seconds the search for what became of the raw rows of windows that differ may take; with 0 nothing is
     * searched. Where nothing differs, nothing is searched either.
     */
    @Parameter(property = "lakehouse.evidence", defaultValue = "20")
    private long evidence;

    /** Writes no HTML report when true. */
    @Parameter(property = "lakehouse.report.skip", defaultValue = "false")
    private boolean reportSkip;

    /** The title of the HTML report. */
    @Parameter(property = "lakehouse.report.title", defaultValue = "${project.name} ${project.version}")
    private String reportTitle = "";

    /** The language of the HTML report, {@code en} or {@code zh}. Without a value it is that of the build. */
    @Parameter(property = "lakehouse.report.language")
    private String reportLanguage = "";

    /** Whether the HTML report is one file instead of a folder, to be sent around. */
    @Parameter(property = "lakehouse.report.singleFile", defaultValue = "false")
    private boolean reportSingleFile;

    /**
     * The columns of inputs that the HTML report may show, such as {@code orders.amount} or {@code orders.*}; with
     * {@code :hash} behind it a fingerprint is shown instead of the value; {@code none} shows no row. All, when empty.
     */
    @Parameter(property = "lakehouse.report.evidence")
    private List<String> reportEvidence = List.of();

    /** How many rows of an input the HTML report shows for a window at most. */
    @Parameter(property = "lakehouse.report.evidenceRows", defaultValue = "50")
    private int reportEvidenceRows;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (hasNoFiles() && (isParent() || !failIfNoFixtures)) {
            getLog().info("No pipelines and no fixtures here, nothing to replay.");
            return;
        }
        HtmlReportWriter html =
                HtmlReportWriter.of(reportTitle, reportLanguage, reportSingleFile, reportEvidence, reportEvidenceRows);
        RunReport report =
                new Verification(project(absolute(junitDirectory)), selection(), limits(evidence), progress()).run();
        print(ConsoleSummary.lines(report));
        Path reportFile = tellReports(absolute(junitDirectory), reportSkip ? Optional.empty() : Optional.of(html));
        rejectMissingFixtures(report, failIfNoFixtures);
        new Verdict(report, reportFile).conclude(getLog(), testFailureIgnore);
    }
}
