package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ShownPaths;

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

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

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
            ShownPaths paths = new ShownPaths(baseDirectory());
            throw new MojoExecutionException(
                    exception.problems().stream().map(paths::render).collect(Collectors.joining("\n")));
        } finally {
            close();
        }
    }

    /** Does the work of the goal, which was not skipped. */
    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** Gives back what the goal has taken, whether it succeeded or not. */
    void close() {
        // Most goals take nothing.
    }

    /** The project directory; without a POM, where Maven was started. */
    final Path baseDirectory() {
        return absolute(baseDirectory);
    }

    /** Where the pipelines are. */
    final Path pipelineDirectory() {
        return absolute(pipelineDirectory);
    }

    /** A path as messages show it. */
    final String shown(Path path) {
        return new ShownPaths(baseDirectory()).show(path);
    }

    /** A path that can be opened from where Maven was started, which need not be the project. */
    static Path fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    /** Prints lines of the library, each at its level. */
    final void print(List<ConsoleLine> lines) {
        for (ConsoleLine line : lines) {
            switch (line.level()) {
                case INFO -> getLog().info(line.text());
                case WARN -> getLog().warn(line.text());
                case ERROR -> getLog().error(line.text());
            }
        }
    }

    static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    /** A list as a property gives it, which may hold blanks and empty places. */
    static List<String> withoutBlanks(List<String> texts) {
        List<String> kept = new ArrayList<>();
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                kept.add(text.strip());
            }
        }
        return kept;
    }
}
