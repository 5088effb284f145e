package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;

/**
 * The parameters that all goals share. Not an API: the names of parameters and properties are the promise, this class
 * is not.
 */
abstract class AbstractLakehouseMojo extends AbstractMojo {

    /** Does nothing when true. */
    @Parameter(property = "lakehouse.skip", defaultValue = "false")
    private boolean skip;

    /** The pipelines, one directory each. */
    @Parameter(property = "lakehouse.pipelineDirectory", defaultValue = "${basedir}/src/main/lakehouse")
    private File pipelineDirectory;

    /** The fixtures: a directory for each pipeline, in it a directory for each fixture. */
    @Parameter(property = "lakehouse.fixtureDirectory", defaultValue = "${basedir}/src/test/lakehouse")
    private File fixtureDirectory;

    /** Where {@code report.json}, the Markdown summary and the replay store are written. */
    @Parameter(property = "lakehouse.outputDirectory", defaultValue = "${project.build.directory}/lakehouse")
    private File outputDirectory;

    /** Where JUnit XML is written, for CI servers and IDEs. */
    @Parameter(property = "lakehouse.junitDirectory", defaultValue = "${project.build.directory}/surefire-reports")
    private File junitDirectory;

    /**
     * The fixtures that take part, as globs over {@code pipeline/fixture}, such as {@code weekend-coupon/lunch*}; a
     * glob without a slash selects whole pipelines. All, when empty.
     */
    @Parameter(property = "lakehouse.fixture")
    private List<String> fixtures = List.of();

    /** The metrics that take part, as globs over their names. All, when empty. */
    @Parameter(property = "lakehouse.metric")
    private List<String> metrics = List.of();

    /** How many seconds the queries of one metric on one fixture may take. */
    @Parameter(property = "lakehouse.timeout", defaultValue = "300")
    private long timeout;

    /**
     * How much memory the engine may use, in its notation, such as {@code 4GB}. Without a value the engine takes up to
     * 80 % of the machine's memory.
     */
    @Parameter(property = "lakehouse.memoryLimit")
    private String memoryLimit = "";

    /** How many replays run at once; 0 stands for as many as there are processors. */
    @Parameter(property = "lakehouse.threads", defaultValue = "0")
    private int threads;

    /**
     * The directories below which a {@code fixture.yaml} may name inputs that lie outside the fixture. None, when
     * empty.
     */
    @Parameter(property = "lakehouse.externalInputDirectories")
    private List<File> externalInputDirectories = List.of();

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${project.packaging}", readonly = true)
    private String packaging = "";

    @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
    private boolean interactive;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped, because lakehouse.skip is set.");
            return;
        }
        try {
            run();
        } catch (ProblemException exception) {
            // The text of the problems is the whole message: what is wrong, where, what to do. A cause would add
            // nothing but a stack trace.
            throw new MojoExecutionException(exception.getMessage());
        }
    }

    /** Does the work of the goal, which was not skipped. */
    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** Where the project keeps its files. */
    final Project project() {
        return new Project(
                absolute(baseDirectory),
                absolute(pipelineDirectory),
                absolute(fixtureDirectory),
                absolute(outputDirectory),
                absolute(junitDirectory),
                externalInputDirectories.stream()
                        .map(AbstractLakehouseMojo::absolute)
                        .toList());
    }

    /** Which fixtures and metrics the user asked for. */
    final Selection selection() {
        return new Selection(withoutBlanks(fixtures), withoutBlanks(metrics));
    }

    /** What the run may use. */
    final Limits limits() throws MojoExecutionException {
        if (threads < 0) {
            throw new MojoExecutionException("lakehouse.threads is " + threads
                    + ". Give a number of at least 1, or 0 for as many threads as there are processors.");
        }
        if (timeout < 1) {
            throw new MojoExecutionException(
                    "lakehouse.timeout is " + timeout + ". Give a number of seconds of at least 1.");
        }
        Limits defaults = Limits.defaults();
        return new Limits(
                threads == 0 ? defaults.threads() : threads, memoryLimit.strip(), Duration.ofSeconds(timeout));
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
        return !pipelineDirectory.exists() && !fixtureDirectory.exists();
    }

    /** Prints a line of the library at its level. */
    final void print(ConsoleLine line) {
        switch (line.level()) {
            case INFO -> getLog().info(line.text());
            case WARN -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }

    private static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    private static List<String> withoutBlanks(List<String> globs) {
        List<String> kept = new ArrayList<>();
        for (String glob : globs) {
            if (glob != null && !glob.isBlank()) {
                kept.add(glob.strip());
            }
        }
        return kept;
    }
}
