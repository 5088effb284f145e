package org.lakehousereplay.report;

import java.util.List;
import org.lakehousereplay.compare.Finding;

/**
 * Rows that were produced and are not expected.
 *
 * @param finding the finding
 */
record UnexpectedRowsMessage(Finding.UnexpectedRows finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "row") + " unexpected";
    }

    @Override
    public List<String> lines() {
        return FindingMessage.section(
                "unexpected rows (in the output, not expected):",
                FindingMessage.table(finding.first()),
                finding.total());
    }
}
