package org.lakehousereplay.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes the HTML report of the last {@code verify} or {@code compare} once more, from what it left in the output
 * directory: in another language, as a single file, or with other columns of the inputs. Nothing is replayed.
 */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends AbstractLakehouseMojo {

    /** Where a run left its report and its store. */
    @Parameter(property = "lakehouse.outputDirectory", defaultValue = "${project.build.directory}/lakehouse")
    private File outputDirectory;

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
    void run() throws MojoExecutionException {
        HtmlReportWriter report =
                HtmlReportWriter.of(reportTitle, reportLanguage, reportSingleFile, reportEvidence, reportEvidenceRows);
        getLog().info("Report: " + fromHere(report.write(absolute(outputDirectory))));
    }
}
