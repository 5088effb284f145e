package org.lakehousereplay.report;

import java.util.stream.Collectors;
import org.lakehousereplay.run.Note;

/** What a note reads like. */
final class NoteMessage {

    private static final int SHOWN_WINDOWS = 5;

    private NoteMessage() {}

    /** One line. */
    static String of(Note note) {
        if (note instanceof Note.LateRows late) {
            String windows = late.windows().stream()
                    .limit(SHOWN_WINDOWS)
                    .map(window -> VisibleText.ofName(window.window()) + " (" + window.rows() + ")")
                    .collect(Collectors.joining(", "));
            int more = late.windows().size() - SHOWN_WINDOWS;
            return "on " + VisibleText.ofName(late.on()) + ", " + Quantity.of(late.rows(), "row") + " of "
                    + VisibleText.ofName(late.source()) + " came after the window had closed: " + windows
                    + (more > 0 ? " and " + Quantity.of(more, "more window") : "")
                    + (late.dropped() > 0
                            ? "; the pipeline dropped " + Quantity.of(late.dropped(), "late row")
                            : "");
        }
        if (note instanceof Note.Excused excused) {
            return Quantity.of(excused.rows(), "row") + (excused.rows() == 1 ? " differs" : " differ") + " on "
                    + VisibleText.ofName(excused.on()) + ", excused: " + VisibleText.ofSentence(excused.reason());
        }
        throw new IllegalStateException("no message for " + note.getClass());
    }
}
