package org.lakehousereplay.report;

import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;

/**
 * Columns that are expected and the metric does not have.
 *
 * @param finding the finding
 */
record MissingColumnsMessage(Finding.MissingColumns finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "expected column") + " not in the output";
    }

    @Override
    public List<String> lines() {
        String names = finding.columns().stream()
                .limit(SHOWN_COLUMNS)
                .map(VisibleText::ofColumn)
                .collect(Collectors.joining(", "));
        long hidden = finding.total() - SHOWN_COLUMNS;
        if (hidden > 0) {
            names += ", … " + Quantity.of(hidden, "more column");
        }
        return List.of("  expected columns that the output does not have: " + names, "  no row was compared");
    }
}
