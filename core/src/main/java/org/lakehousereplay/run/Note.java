package org.lakehousereplay.run;

import java.util.List;

/** Something worth knowing about a metric on a fixture that makes it neither right nor wrong. Public API: read by renderers. */
public sealed interface Note {

    /** The engine or mode that it is about. */
    String on();

    /**
     * Rows of a source that came after their window had closed.
     *
     * @param on the engine or mode
     * @param source the source
     * @param windows the windows that they belong to, the earliest first
     * @param dropped how many rows the windows of the whole pipeline dropped because they were late
     */
    record LateRows(String on, String source, List<LateWindow> windows, long dropped) implements Note {
        public LateRows {
            windows = List.copyOf(windows);
        }

        /** How many rows came late, over all windows. */
        public long rows() {
            return windows.stream().mapToLong(LateWindow::rows).sum();
        }
    }

    /**
     * A window, and how many rows came after it had closed.
     *
     * @param window its start in canonical text
     * @param rows how many rows
     */
    record LateWindow(String window, long rows) {}

    /**
     * A difference to another engine or mode that the fixture excuses.
     *
     * @param on the engine or mode
     * @param reason why it is right
     * @param rows how many rows differ
     */
    record Excused(String on, String reason, long rows) implements Note {}
}
