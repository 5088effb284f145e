package org.lakehousereplay.report;

import java.util.List;
import org.lakehousereplay.compare.Finding;

/**
 * Rows for which a check that the metric declares is false.
 *
 * @param finding the finding
 */
record FailedCheckMessage(Finding.FailedCheck finding) implements FindingMessage {

    @Override
    public String phrase() {
        return finding.total() + " of " + Quantity.of(finding.rows(), "row")
                + (finding.total() == 1 ? " breaks " : " break ") + check();
    }

    @Override
    public List<String> lines() {
        String heading = "rows that break " + check() + tolerated();
        boolean cells = finding.first().stream()
                .anyMatch(row -> !row.key().cells().isEmpty() || !row.values().isEmpty());
        // A single row whose check names no column has nothing to show.
        return cells
                ? FindingMessage.section(heading + ":", FindingMessage.table(finding.first()), finding.total())
                : List.of("  " + heading);
    }

    private String check() {
        return "`" + VisibleText.ofName(finding.check()) + "`";
    }

    private String tolerated() {
        return finding.threshold().signum() == 0
                ? ""
                : ", which "
                        + SignedNumber.exact(
                                finding.threshold().scaleByPowerOfTen(2).stripTrailingZeros())
                        + " % of the rows may do";
    }
}
