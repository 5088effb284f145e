package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.report.Quantity;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.report.VisibleText;

/**
 * What a recording looks like on the console: a line for each file that was written, what was not recorded and why, and
 * what to do now. Public API: called by front ends.
 */
public final class RecordingSummary {

    private RecordingSummary() {}

    /**
     * The lines of a recording.
     *
     * @param baseDirectory the project directory, against which paths are shown
     * @param result the recording
     */
    public static List<ConsoleLine> lines(Path baseDirectory, RecordingResult result) {
        ShownPaths paths = new ShownPaths(baseDirectory);
        List<ConsoleLine> lines = new ArrayList<>();
        long unchanged = 0;
        for (RecordedFile file : result.files()) {
            if (file.change() == RecordedFile.Change.UNCHANGED) {
                unchanged++;
            } else {
                lines.add(info(VisibleText.ofSentence(paths.show(file.path())) + ": " + done(file)));
            }
        }
        long written = result.files().size() - unchanged;
        for (String refusal : result.refused()) {
            lines.add(new ConsoleLine(Level.ERROR, refusal + "."));
        }
        for (Problem problem : result.problems()) {
            lines.add(new ConsoleLine(Level.ERROR, paths.render(problem)));
        }
        String review = written == 0 ? "" : ". Review the change with git diff before you commit it.";
        lines.add(info("Recorded: " + Quantity.of(written, "file") + " written, " + unchanged
                + " already as they should be" + review));
        return List.copyOf(lines);
    }

    private static String done(RecordedFile file) {
        return file.change() == RecordedFile.Change.CREATED
                ? "created with " + Quantity.of(file.rows(), "row")
                : Quantity.of(file.changedRows(), "row") + " changed, " + Quantity.of(file.rows(), "row") + " now";
    }

    private static ConsoleLine info(String text) {
        return new ConsoleLine(Level.INFO, text);
    }
}
