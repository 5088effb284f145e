package org.lakehousereplay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.Explanation.ExplainedCell;
import org.lakehousereplay.caliber.Explanation.InputRow;
import org.lakehousereplay.caliber.Explanation.Part;
import org.lakehousereplay.compare.Cell;

/**
 * Where the differences on a fixture come from: a sum for each cell. A sum is shown whole or not at all, so that what
 * stands on the page always adds up.
 *
 * @param paths how paths are shown
 * @param explanation the explanation
 */
record ExplanationMessage(ShownPaths paths, Explanation explanation) {

    private static final int SHOWN_PARTS = 6;
    private static final int SHOWN_ROWS = 3;
    private static final int SHOWN_COLUMNS = 8;

    /** The sums that fit into a number of lines, of which one sum takes seven; each line is indented. */
    List<String> lines(int room) {
        List<String> lines = new ArrayList<>();
        lines.add("  where it comes from in " + VisibleText.ofName(explanation.fixture()) + ":");
        List<String> ending = ending(0);
        int shown = 0;
        for (ExplainedCell cell : explanation.cells()) {
            int left = room - lines.size() - ending.size() - 1;
            List<String> sum = sum(cell, SHOWN_PARTS, SHOWN_ROWS);
            if (sum.size() > left) {
                sum = sum(cell, SHOWN_PARTS, 0);
            }
            if (sum.size() > left) {
                sum = sum(cell, 1, 0);
            }
            if (sum.size() > left) {
                break;
            }
            lines.addAll(sum);
            shown++;
        }
        lines.addAll(ending(explanation.cells().size() - shown));
        return lines;
    }

    private List<String> ending(int hidden) {
        List<String> lines = new ArrayList<>();
        if (hidden > 0) {
            lines.add("    … and " + Quantity.of(hidden, "more explained cell") + ", see report.json");
        }
        String stopped = explanation.stopped().isEmpty() ? "" : ": " + VisibleText.ofProblem(explanation.stopped());
        if (explanation.left() > 0) {
            lines.add("    not explained: " + Quantity.of(explanation.left(), "further cell") + " that "
                    + (explanation.left() == 1 ? "differs" : "differ") + stopped);
        } else if (!stopped.isEmpty()) {
            lines.add("    stopped early" + stopped);
        }
        return lines;
    }

    private List<String> sum(ExplainedCell explained, int parts, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add("    " + subject(explained.cell()));
        List<Part> shown = explained.parts().stream().limit(parts).toList();
        boolean numbers = explained.unexplained().isPresent();
        for (int index = 0; index < shown.size(); index++) {
            Part part = shown.get(index);
            lines.add("      " + operator(index, numbers) + phrase(part));
            lines.addAll(rows(part.first().stream().limit(rows).toList()));
        }
        int hidden = explained.parts().size() - shown.size();
        if (hidden > 0) {
            lines.add("      " + operator(shown.size(), numbers) + hidden(explained.parts(), shown.size()));
        }
        explained
                .unexplained()
                .ifPresent(rest -> lines.add(
                        "      " + operator(explained.parts().size(), true) + SignedNumber.of(rest) + " unexplained"));
        return lines;
    }

    private static String operator(int index, boolean numbers) {
        if (!numbers) {
            return "- ";
        }
        return index == 0 ? "= " : "+ ";
    }

    /** {@code gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app}. */
    private static String subject(ChangedCell cell) {
        String change = cell.delta()
                .map(SignedNumber::ofDelta)
                .orElseGet(() -> VisibleText.ofValue(cell.baseline()) + " -> " + VisibleText.ofValue(cell.candidate()));
        String share = cell.relative()
                .map(relative -> " (" + SignedNumber.percent(relative) + ")")
                .orElse("");
        String key = FindingMessage.show(cell.key());
        return VisibleText.ofColumn(cell.column()) + " " + change + share + (key.isEmpty() ? "" : " at " + key);
    }

    /** {@code -2.40 from 12 rows of orders that left with an edit (orders_clean.sql:7)}. */
    private String phrase(Part part) {
        String amount =
                part.amount().map(value -> SignedNumber.of(value) + " from ").orElse("");
        String rows = Quantity.of(part.rows(), "row") + " of " + VisibleText.ofName(part.source());
        String verb =
                switch (part.role()) {
                    case ENTERED -> " that entered";
                    case LEFT -> " that left";
                    case COUNTED_DIFFERENTLY ->
                        part.rows() == 1 ? " that counts differently" : " that count differently";
                };
        String edit = part.edit().isEmpty() ? "" : " with " + VisibleText.ofProblem(part.edit());
        String place =
                part.place().map(location -> " (" + paths.show(location) + ")").orElse("");
        return amount + rows + verb + edit + place;
    }

    private static String hidden(List<Part> parts, int shown) {
        List<Part> hidden = parts.subList(shown, parts.size());
        Optional<BigDecimal> amount = hidden.stream()
                .map(Part::amount)
                .reduce(Optional.of(BigDecimal.ZERO), (sum, next) -> sum.flatMap(value -> next.map(value::add)));
        return amount.map(value -> SignedNumber.of(value) + " from ").orElse("")
                + Quantity.of(hidden.size(), "further part");
    }

    private static List<String> rows(List<InputRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> headers = new ArrayList<>();
        headers.add("row");
        rows.get(0).values().stream()
                .limit(SHOWN_COLUMNS)
                .map(Cell::column)
                .map(VisibleText::ofColumn)
                .forEach(headers::add);
        int more = rows.get(0).values().size() - SHOWN_COLUMNS;
        if (more > 0) {
            headers.add("… " + Quantity.of(more, "more column"));
        }
        List<List<String>> cells = new ArrayList<>();
        for (InputRow row : rows) {
            List<String> line = new ArrayList<>();
            line.add(Long.toString(row.number()));
            row.values().stream()
                    .limit(SHOWN_COLUMNS)
                    .map(cell -> VisibleText.ofValue(cell.value()))
                    .forEach(line::add);
            cells.add(FindingMessage.padded(line, headers.size()));
        }
        return new TextTable(headers, cells)
                .lines().stream().map(line -> "        " + line).toList();
    }
}
