package org.lakehousereplay.report;

import java.nio.file.Path;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/**
 * Paths as reports show them: relative to the project and with forward slashes, so that reports of two machines agree.
 * For renderers inside this library.
 *
 * @param baseDirectory the project directory
 */
public record ShownPaths(Path baseDirectory) {

    /** A path, fit to be printed when the project directory is. */
    public String show(Path path) {
        Path base = baseDirectory.normalize();
        Path file = base.resolve(path).normalize();
        Path shown = file;
        if (base.getRoot() == null ? file.getRoot() == null : base.getRoot().equals(file.getRoot())) {
            shown = base.relativize(file);
        }
        String text = shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
        return text.isEmpty() ? "." : text;
    }

    /** The line that tells a problem: {@code file:line:column: message. Remedy. [CODE]}. */
    public String render(Problem problem) {
        Problem withoutPlace = Problem.of(
                problem.code(), VisibleText.ofProblem(problem.message()), VisibleText.ofProblem(problem.remedy()));
        String place =
                problem.location().map(this::show).map(text -> text + ": ").orElse("");
        return place + withoutPlace.render();
    }

    /** A place: {@code file:line:column}. */
    String show(Location location) {
        String text = VisibleText.ofSentence(show(location.file()));
        if (location.line() > 0) {
            text += ":" + location.line();
        }
        return location.line() > 0 && location.column() > 0 ? text + ":" + location.column() : text;
    }
}
