package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Finding;

/**
 * Windows whose start is not a multiple of the size that the metric declares.
 *
 * @param finding the finding
 */
record MisalignedWindowsMessage(Finding.MisalignedWindows finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "window") + " misaligned";
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  misaligned windows:");
        List<String> shown = finding.first().stream().limit(SHOWN_ROWS).toList();
        for (String start : shown) {
            lines.add("    " + VisibleText.ofColumn(finding.column()) + " " + VisibleText.ofValue(Optional.of(start))
                    + " is not a multiple of " + VisibleText.ofColumn(finding.size()));
        }
        FindingMessage.addMore(lines, finding.total(), shown.size());
        return lines;
    }
}
