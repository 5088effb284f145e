package org.lakehousereplay.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Recording;
import org.lakehousereplay.verify.RecordingResult;
import org.lakehousereplay.verify.RecordingSummary;
import org.lakehousereplay.verify.Selection;

/**
 * Accepts what the metrics produce as what is expected of them: writes the expected files anew where something moved,
 * and leaves every other row to the letter as it was. Records the metrics that a fixture already expects, all metrics
 * of a fixture that expects nothing yet, and any metric that {@code lakehouse.metric} names.
 */
@Mojo(name = "record", threadSafe = true)
public final class RecordMojo extends AbstractFixtureMojo {

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    private List<?> reactorProjects = List.of();

    @Override
    void run() throws MojoExecutionException {
        // A command that was printed for one module is run from the root as well, where other modules have nothing.
        if (hasNoFiles() && (isParent() || reactorProjects.size() > 1)) {
            getLog().info("No pipelines and no fixtures here, nothing to record.");
            return;
        }
        Project project = project(outputDirectory());
        Selection selection = selection();
        RecordingResult result = new Recording(project, selection, limits(), progress()).run();
        int complaints = result.refused().size() + result.problems().size();
        if (result.files().isEmpty() && complaints == 0) {
            throw new ProblemException(nothing(result, selection));
        }
        print(RecordingSummary.lines(project.baseDirectory(), result));
        if (complaints > 0) {
            throw new MojoExecutionException((complaints == 1 ? "1 thing was" : complaints + " things were")
                    + " not recorded. See the errors above, mend what they name and record again.");
        }
    }

    private Problem nothing(RecordingResult result, Selection selection) {
        if (result.report().fixtures().isEmpty()) {
            return Problem.of(
                    ErrorCode.FIXTURES_MISSING,
                    "there is no fixture to record",
                    "Write its input first, as " + shown(fixtureDirectory())
                            + "/<pipeline>/<fixture>/input/<source>.csv");
        }
        return Problem.of(
                ErrorCode.SELECTION_EMPTY,
                selection.metrics().isEmpty()
                        ? "the pipelines of the fixtures have no metric, so there is nothing to record"
                        : "no selected fixture has a metric that matches -Dlakehouse.metric="
                                + String.join(",", selection.metrics()),
                "A metric is a model with a block comment /* @metric at its head");
    }
}
