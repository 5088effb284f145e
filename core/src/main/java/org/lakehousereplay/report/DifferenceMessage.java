package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;

/**
 * How the outputs of two versions differ on a fixture.
 *
 * @param difference the difference
 */
record DifferenceMessage(OutputDifference difference) {

    /** In one line: {@code lunch-peak: 2 of 6 rows changed, 1 row added}. */
    String phrase() {
        List<String> counts = new ArrayList<>();
        String of = " of " + Quantity.of(difference.baselineRows(), "row");
        if (difference.changedRows() > 0) {
            counts.add(difference.changedRows() + of + " changed (" + Quantity.of(difference.changedCells(), "cell")
                    + ")");
        }
        if (difference.removed() > 0) {
            counts.add(difference.removed() + of + " removed");
        }
        if (difference.added() > 0) {
            counts.add(Quantity.of(difference.added(), "row") + " added");
        }
        if (difference.reordered()) {
            counts.add("in another order");
        }
        return VisibleText.ofName(difference.fixture()) + ": "
                + (counts.isEmpty() ? "no row differs" : String.join(", ", counts));
    }

    /** The first of what differs, each line indented. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (difference.rows() > FindingMessage.SHOWN_ROWS && !difference.keys().isEmpty()) {
            lines.add("  keys of the rows that differ: "
                    + difference.keys().stream()
                            .limit(FindingMessage.SHOWN_COLUMNS)
                            .map(DifferenceMessage::extent)
                            .collect(Collectors.joining(", ")));
        }
        if (!difference.firstChanged().isEmpty()) {
            lines.addAll(FindingMessage.section(
                    "changed cells:", changedCells(difference.firstChanged()), difference.changedCells()));
        }
        if (!difference.firstRemoved().isEmpty()) {
            lines.addAll(FindingMessage.section(
                    "removed rows (in the baseline alone):",
                    FindingMessage.table(difference.firstRemoved()),
                    difference.removed()));
        }
        if (!difference.firstAdded().isEmpty()) {
            lines.addAll(FindingMessage.section(
                    "added rows (in the candidate alone):",
                    FindingMessage.table(difference.firstAdded()),
                    difference.added()));
        }
        return lines;
    }

    /** {@code window_start 2024-05-18T12:00:00 to 2024-05-18T13:50:00 (12 values)}. */
    private static String extent(KeyExtent extent) {
        String column = VisibleText.ofColumn(extent.column());
        if (extent.values().isEmpty()) {
            return column + " NULL";
        }
        String first = VisibleText.ofValue(Optional.of(extent.values().get(0)));
        if (extent.distinct() == 1) {
            return column + " " + first;
        }
        String last = VisibleText.ofValue(
                Optional.of(extent.values().get(extent.values().size() - 1)));
        return column + (extent.complete() ? " " + first + " to " + last : " from " + first) + " (" + extent.distinct()
                + " values)";
    }

    private static TextTable changedCells(List<ChangedCell> cells) {
        List<ChangedCell> shown =
                cells.stream().limit(FindingMessage.SHOWN_ROWS).toList();
        List<String> headers =
                new ArrayList<>(FindingMessage.columns(shown.get(0).key()));
        int keyWidth = headers.size();
        headers.addAll(List.of("column", "baseline", "candidate", "delta", "relative"));
        List<List<String>> rows = new ArrayList<>();
        for (ChangedCell cell : shown) {
            List<String> row = new ArrayList<>(FindingMessage.padded(FindingMessage.values(cell.key()), keyWidth));
            VisibleText.Pair pair = VisibleText.ofDifferentValues(cell.baseline(), cell.candidate());
            row.add(VisibleText.ofColumn(cell.column()));
            row.add(pair.expected());
            row.add(pair.actual());
            row.add(cell.delta().map(SignedNumber::ofDelta).orElse(""));
            row.add(cell.relative().map(SignedNumber::percent).orElse(""));
            rows.add(row);
        }
        return new TextTable(headers, rows);
    }
}
