package org.lakehousereplay.report;

import java.util.List;
import org.lakehousereplay.compare.Finding;

/**
 * Rows that are expected and were not produced.
 *
 * @param finding the finding
 */
record MissingRowsMessage(Finding.MissingRows finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "row") + " missing";
    }

    @Override
    public List<String> lines() {
        return FindingMessage.section(
                "missing rows (expected, not in the output):", FindingMessage.table(finding.first()), finding.total());
    }
}
