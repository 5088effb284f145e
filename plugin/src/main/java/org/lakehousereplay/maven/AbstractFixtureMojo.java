package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** The parameters of the goals that replay fixtures. Not an API. */
abstract class AbstractFixtureMojo extends AbstractEngineMojo {

    /** The fixtures: a directory for each pipeline, in it a directory for each fixture. */
    @Parameter(property = "lakehouse.fixtureDirectory", defaultValue = "${basedir}/src/test/lakehouse")
    private File fixtureDirectory;

    /**
     * The fixtures that take part, as globs over {@code pipeline/fixture}, such as {@code weekend-coupon/lunch*}; a
     * glob without a slash selects whole pipelines. All, when empty.
     */
    @Parameter(property = "lakehouse.fixture")
    private List<String> fixtures = List.of();

    /**
     * The directories below which a {@code fixture.yaml} may name inputs that lie outside the fixture. None, when
     * empty.
     */
    @Parameter(property = "lakehouse.externalInputDirectories")
    private List<File> externalInputDirectories = List.of();

    @Parameter(defaultValue = "${project.packaging}", readonly = true)
    private String packaging = "";

    @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
    private boolean interactive;

    /**
     * Where the project keeps its files.
     *
     * @param junitDirectory where JUnit XML goes, if the goal writes any
     */
    final Project project(Path junitDirectory) throws MojoExecutionException {
        return new Project(
                baseDirectory(),
                pipelineDirectory(),
                fixtureDirectory(),
                outputDirectory(),
                junitDirectory,
                externalInputDirectories.stream()
                        .map(AbstractLakehouseMojo::absolute)
                        .toList(),
                engines());
    }

    /** Where the fixtures are. */
    final Path fixtureDirectory() {
        return absolute(fixtureDirectory);
    }

    /** Which fixtures and metrics the user asked for. */
    final Selection selection() {
        return new Selection(withoutBlanks(fixtures), metrics());
    }

    /** Tells how far a long run is, unless nobody is watching. */
    final Progress progress() {
        return interactive ? new LoggedProgress(getLog()) : Progress.SILENT;
    }

    /** Whether this is a parent or an aggregator, which may well inherit the plugin and have nothing to replay. */
    final boolean isParent() {
        return packaging.equals("pom");
    }

    /** Whether there is neither a pipeline directory nor a fixture directory. */
    final boolean hasNoFiles() {
        return !Files.exists(pipelineDirectory()) && !Files.exists(fixtureDirectory());
    }

    /**
     * Tells that a run found no fixture, which a goal that guards something must not take for success.
     *
     * @param fatal whether it breaks the build
     */
    final void rejectMissingFixtures(RunReport report, boolean fatal) {
        if (!report.fixtures().isEmpty() || report.status() == Status.ERROR) {
            return;
        }
        Problem problem = Problem.at(
                Location.of(fixtureDirectory()),
                ErrorCode.FIXTURES_MISSING,
                "there is no fixture",
                "Write one in " + shown(fixtureDirectory())
                        + "/<pipeline>/<fixture>, or allow it by -Dlakehouse.failIfNoFixtures=false");
        if (fatal) {
            throw new ProblemException(problem);
        }
        getLog().warn(problem.render());
    }

    /**
     * Names the reports that were written, and makes the HTML report of them.
     *
     * @param junitDirectory where JUnit XML was written
     * @param html makes the HTML report, if it is wanted
     * @return the report to look at
     */
    final Path tellReports(Path junitDirectory, Optional<HtmlReportWriter> html) {
        Path reportFile = outputDirectory().resolve("report.json");
        getLog().info("Reports: " + fromHere(reportFile) + ", "
                + fromHere(outputDirectory().resolve("summary.md")) + ", "
                + fromHere(outputDirectory().resolve(Verification.STORE)) + " and JUnit XML in "
                + fromHere(junitDirectory));
        if (html.isEmpty()) {
            return reportFile;
        }
        Path page = html.get().write(outputDirectory());
        getLog().info("Open " + fromHere(page) + " to see metrics, windows, rows and SQL");
        return page;
    }
}
