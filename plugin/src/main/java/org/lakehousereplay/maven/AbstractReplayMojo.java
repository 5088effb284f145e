package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.verify.Limits;

/** The parameters of the goals that run the engine. Not an API. */
abstract class AbstractReplayMojo extends AbstractLakehouseMojo {

    private static final String BASE_DIRECTORY = "${project.basedir}";

    /** Where the replay store is written, and {@code report.json} and the Markdown summary of a verification. */
    @Parameter(property = "lakehouse.outputDirectory", defaultValue = "${project.build.directory}/lakehouse")
    private File outputDirectory;

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

    /** Where the replay store and the reports are written. */
    final Path outputDirectory() {
        // Without a POM there is no base directory to put in, and Maven leaves the expression as it stands.
        String path = outputDirectory.getPath();
        int expression = path.indexOf(BASE_DIRECTORY);
        return expression < 0
                ? absolute(outputDirectory)
                : absolute(new File(baseDirectory() + path.substring(expression + BASE_DIRECTORY.length())));
    }

    /** The globs over the names of metrics. */
    final List<String> metrics() {
        return withoutBlanks(metrics);
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

    /** What a run may use that shows what became of raw rows. */
    final Limits limits(long evidenceSeconds) throws MojoExecutionException {
        if (evidenceSeconds < 0) {
            throw new MojoExecutionException(
                    "lakehouse.evidence is " + evidenceSeconds + ". Give a number of seconds, or 0 for no search.");
        }
        return limits().withEvidence(Duration.ofSeconds(evidenceSeconds));
    }
}
