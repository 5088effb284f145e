package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;

/**
 * Rows that are in both expectation and output and differ.
 *
 * @param finding the finding
 * @param expectedRows how many rows were expected, 0 when unknown
 */
record ChangedCellsMessage(Finding.ChangedCells finding, long expectedRows) implements FindingMessage {

    @Override
    public String phrase() {
        String rows = expectedRows == 0
                ? Quantity.of(finding.rows(), "row")
                : finding.rows() + " of " + Quantity.of(expectedRows, "row");
        return Quantity.of(finding.total(), "cell") + " in " + rows + (finding.total() == 1 ? " differs" : " differ");
    }

    @Override
    public List<String> lines() {
        List<CellDifference> shown = finding.first().stream().limit(SHOWN_ROWS).toList();
        List<String> headers = new ArrayList<>();
        shown.stream().findFirst().ifPresent(cell -> headers.addAll(FindingMessage.columns(cell.key())));
        int keyWidth = headers.size();
        headers.addAll(List.of("column", "expected", "actual", "delta"));
        List<List<String>> rows = new ArrayList<>();
        for (CellDifference cell : shown) {
            List<String> row = new ArrayList<>(FindingMessage.padded(FindingMessage.values(cell.key()), keyWidth));
            VisibleText.Pair pair = VisibleText.ofDifferentValues(cell.expected(), cell.actual());
            row.add(VisibleText.ofColumn(cell.column()));
            row.add(pair.expected());
            row.add(pair.actual());
            row.add(cell.delta().map(SignedNumber::ofDelta).orElse(""));
            rows.add(row);
        }
        return FindingMessage.section("changed cells:", new TextTable(headers, rows), finding.total());
    }
}
