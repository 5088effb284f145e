package org.lakehousereplay.report;

import java.util.List;
import org.lakehousereplay.compare.Finding;

/**
 * Rows of an ordered metric that are right and stand in the wrong place.
 *
 * @param finding the finding
 */
record WrongOrderMessage(Finding.WrongOrder finding) implements FindingMessage {

    @Override
    public String phrase() {
        return Quantity.of(finding.total(), "row") + " out of order";
    }

    @Override
    public List<String> lines() {
        List<List<String>> rows = finding.first().stream()
                .limit(SHOWN_ROWS)
                .map(place -> List.of(
                        Long.toString(place.position()),
                        FindingMessage.show(place.expected()),
                        FindingMessage.show(place.actual())))
                .toList();
        return FindingMessage.section(
                "rows out of order:",
                new TextTable(List.of("position", "expected key", "actual key"), rows),
                finding.total());
    }
}
