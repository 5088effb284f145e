package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.report.MutationSummary;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Mutating;
import org.lakehousereplay.verify.MutationProgress;
import org.lakehousereplay.verify.MutationResult;
import org.lakehousereplay.verify.MutationSettings;
import org.lakehousereplay.verify.OperatorChoice;
import org.lakehousereplay.verify.ScoreThresholds;

/**
 * Changes the SQL of the metrics on purpose, replays the fixtures, and shows which changes nobody notices: what the
 * fixtures would miss. Breaks the build when a metric has a lower score than is demanded. The fixtures must come out as
 * expected before anything is measured.
 */
@Mojo(name = "mutate", threadSafe = true)
public final class MutateMojo extends AbstractFixtureMojo {

    /** Where JUnit XML is written, for CI servers and IDEs. */
    @Parameter(property = "lakehouse.junitDirectory", defaultValue = "${project.build.directory}/surefire-reports")
    private File junitDirectory;

    /**
     * Breaks the build when there is no fixture at all, because where nothing is replayed nothing is noticed. When false,
     * a module without pipelines and fixtures is passed over.
     */
    @Parameter(property = "lakehouse.failIfNoFixtures", defaultValue = "true")
    private boolean failIfNoFixtures;

    /**
     * The share of mutants in percent that the fixtures have to notice: a number for all metrics, or one for each, such
     * as {@code gmv_10min=95,*=80}, where the first name that fits counts. Nothing is demanded, when empty.
     */
    @Parameter(property = "lakehouse.mutationThreshold")
    private String mutationThreshold = "";

    /**
     * The ways in which SQL is changed, such as {@code boundary,filter-*}; a {@code !} before a name leaves it out. All,
     * when empty.
     */
    @Parameter(property = "lakehouse.mutationOperators")
    private List<String> mutationOperators = List.of();

    /** How many seconds the mutants may take. What was not tried until then is told. */
    @Parameter(property = "lakehouse.mutationTimeout", defaultValue = "300")
    private long mutationTimeout;

    /**
     * Writes fixtures that would notice the mutants that survived to {@code suggested} in the output directory, to be
     * looked at and kept.
     */
    @Parameter(property = "lakehouse.suggest", defaultValue = "false")
    private boolean suggest;

    /**
     * Writes the scores to {@code mutation-ratchet.yaml} beside the fixtures; from then on the build breaks when one
     * falls below.
     */
    @Parameter(property = "lakehouse.updateRatchet", defaultValue = "false")
    private boolean updateRatchet;

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

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private String version = "";

    @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
    private boolean watched;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (hasNoFiles() && (isParent() || !failIfNoFixtures)) {
            getLog().info("No pipelines and no fixtures here, nothing to measure.");
            return;
        }
        HtmlReportWriter html =
                HtmlReportWriter.of(reportTitle, reportLanguage, reportSingleFile, reportEvidence, reportEvidenceRows);
        MutationProgress progress = watched ? new LoggedMutationProgress(getLog()) : MutationProgress.SILENT;
        MutationResult result = new Mutating(
                        project(absolute(junitDirectory)), selection(), limits(), progress(), settings(), progress)
                .run();
        RunReport report = result.report();
        boolean measured = !report.mutation().isEmpty();
        print(measured ? MutationSummary.lines(report, result.suggestions()) : ConsoleSummary.lines(report));
        result.notes().forEach(getLog()::warn);
        tellWritten(result);
        Path reportFile = tellReports(absolute(junitDirectory), reportSkip ? Optional.empty() : Optional.of(html));
        if (report.status() != Status.FAILED) {
            rejectMissingFixtures(report, failIfNoFixtures);
        }
        new MutationVerdict(report, reportFile).conclude();
    }

    private MutationSettings settings() throws MojoExecutionException {
        if (mutationTimeout < 1) {
            throw new MojoExecutionException(
                    "lakehouse.mutationTimeout is " + mutationTimeout + ". Give a number of seconds of at least 1.");
        }
        return new MutationSettings(
                ScoreThresholds.parse(mutationThreshold),
                OperatorChoice.parse(withoutBlanks(mutationOperators)),
                Duration.ofSeconds(mutationTimeout),
                suggest,
                updateRatchet,
                version);
    }

    private void tellWritten(MutationResult result) {
        long fixtures = result.suggestions().values().stream().distinct().count();
        if (suggest && fixtures > 0) {
            getLog().info("Suggested fixtures: " + fixtures + " in "
                    + fromHere(outputDirectory().resolve(Mutating.SUGGESTED))
                    + ". Look whether what they expect is right, and copy those you keep to "
                    + shown(fixtureDirectory()) + ".");
        }
        result.updatedRatchet().ifPresent(file -> getLog().info("Written: " + shown(file)));
    }
}
