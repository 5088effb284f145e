package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.RangeReplay;
import org.lakehousereplay.verify.ReplayRequest;
import org.lakehousereplay.verify.ReplayResult;
import org.lakehousereplay.verify.ReplaySummary;

/**
 * Replays a time range of any data, or a fixture, through a pipeline, prints the metrics as tables, and leaves the raw
 * rows and the outputs in the replay store. Asserts nothing and needs no POM.
 */
@Mojo(name = "replay", requiresProject = false, threadSafe = true)
public final class ReplayMojo extends AbstractFixtureMojo {

    /** The name of the pipeline, as its directory is called. Must be given, unless a fixture is. */
    @Parameter(property = "lakehouse.pipeline")
    private String pipeline = "";

    /**
     * The data, which must be given unless a fixture is: a directory with a file, or a folder of part files, for each source; a fixture
     * will do. A relative path starts at the project directory.
     */
    @Parameter(property = "lakehouse.input")
    private String input = "";

    /**
     * The start of the range, inclusive, such as {@code 2024-05-18T12:00:00}; with an offset, or in the time zone of
     * the replay. Filters each source on the event time that {@code pipeline.yaml} declares for it. Of a fixture all
     * rows take part, and the windows that begin in the range are printed.
     */
    @Parameter(property = "lakehouse.from")
    private String from = "";

    /** The end of the range, exclusive. */
    @Parameter(property = "lakehouse.to")
    private String to = "";

    /** What the pipeline sees as now. Without a value it is the end of the range. */
    @Parameter(property = "lakehouse.clock")
    private String clock = "";

    /** The time zone, such as {@code Asia/Shanghai}. Without a value it is that of the pipeline. */
    @Parameter(property = "lakehouse.timeZone")
    private String timeZone = "";

    /** How many rows of each metric are printed. */
    @Parameter(property = "lakehouse.rows", defaultValue = "50")
    private int rows;

    @Override
    void run() throws MojoExecutionException {
        if (rows < 0) {
            throw new MojoExecutionException("lakehouse.rows is " + rows + ". Give a number of at least 0.");
        }
        Project project = project(outputDirectory());
        ReplayRequest request = request();
        ReplayResult result = new RangeReplay(project, selection(), limits()).run(request);
        print(new ReplaySummary(project, request, rows).lines(result));
        int problems = result.problems().size();
        if (problems > 0) {
            throw new MojoExecutionException(
                    (problems == 1 ? "1 problem was" : problems + " problems were") + " found. See the errors above.");
        }
    }

    private ReplayRequest request() throws MojoExecutionException {
        if (selection().fixtures().isEmpty()) {
            demand("lakehouse.pipeline", pipeline);
            demand("lakehouse.input", input);
            return new ReplayRequest.OfData(
                    pipeline.strip(), inputDirectory(), given(from), given(to), given(clock), given(timeZone));
        }
        if (Stream.of(pipeline, input, clock, timeZone)
                .anyMatch(value -> given(value).isPresent())) {
            throw new MojoExecutionException(
                    "lakehouse.fixture names a fixture, which has a pipeline, an input, a clock"
                            + " and a time zone of its own. Leave out lakehouse.pipeline, lakehouse.input, lakehouse.clock and"
                            + " lakehouse.timeZone.");
        }
        return new ReplayRequest.OfFixture(given(from), given(to));
    }

    private static void demand(String property, String value) throws MojoExecutionException {
        if (given(value).isEmpty()) {
            throw new MojoExecutionException(property + " is missing. Say what to replay, for instance: "
                    + "mvn lakehouse:replay -Dlakehouse.pipeline=weekend-coupon "
                    + "-Dlakehouse.input=src/test/lakehouse/weekend-coupon/lunch-peak "
                    + "-Dlakehouse.from=2024-05-18T12:00:00 -Dlakehouse.to=2024-05-18T13:00:00, or a fixture by "
                    + "-Dlakehouse.fixture=weekend-coupon/lunch-peak");
        }
    }

    private Path inputDirectory() {
        return baseDirectory().resolve(new File(input.strip()).toPath()).normalize();
    }

    private static Optional<String> given(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }
}
