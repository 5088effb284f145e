package org.lakehousereplay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.OutputDifference;

/**
 * The delta of a column that is farthest from zero, over all fixtures that show a change.
 *
 * @param column the column
 * @param fixture the fixture that shows it
 * @param delta candidate minus baseline
 * @param cell where it is; empty when only its amount is known
 */
record LargestDelta(String column, String fixture, BigDecimal delta, Optional<ChangedCell> cell) {

    /** One for each column of numbers, in the order of the columns. */
    static List<LargestDelta> of(List<OutputDifference> observed) {
        Map<String, LargestDelta> byColumn = new LinkedHashMap<>();
        for (OutputDifference difference : observed) {
            for (ColumnDifference column : difference.columns()) {
                extreme(column)
                        .map(delta -> new LargestDelta(
                                column.column(), difference.fixture(), delta, cell(difference, column, delta)))
                        .ifPresent(largest -> byColumn.merge(column.column(), largest, LargestDelta::larger));
            }
        }
        return new ArrayList<>(byColumn.values());
    }

    private static Optional<BigDecimal> extreme(ColumnDifference column) {
        if (column.smallestDelta().isEmpty() || column.largestDelta().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal smallest = column.smallestDelta().get();
        BigDecimal largest = column.largestDelta().get();
        return Optional.of(smallest.abs().compareTo(largest.abs()) > 0 ? smallest : largest);
    }

    /** The engine may have looked for the cell; else it may be among the first ones. */
    private static Optional<ChangedCell> cell(OutputDifference difference, ColumnDifference column, BigDecimal delta) {
        return column.farthest().or(() -> difference.firstChanged().stream()
                .filter(cell -> cell.column().equals(column.column()))
                .filter(cell -> cell.delta().equals(Optional.of(SignedNumber.exact(delta)))
                        || cell.delta().equals(Optional.of(SignedNumber.of(delta))))
                .findFirst());
    }

    private LargestDelta larger(LargestDelta other) {
        return other.delta.abs().compareTo(delta.abs()) > 0 ? other : this;
    }

    /** {@code gmv -3.00 (-3.0 %)}. */
    String amount() {
        String share = cell.flatMap(ChangedCell::relative)
                .map(relative -> " (" + SignedNumber.percent(relative) + ")")
                .orElse("");
        return VisibleText.ofColumn(column) + " " + SignedNumber.of(delta) + share;
    }

    /** {@code gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app in lunch-peak}. */
    String render() {
        String key = cell.map(found -> FindingMessage.show(found.key())).orElse("");
        return amount() + (key.isEmpty() ? "" : " at " + key) + " in " + VisibleText.ofName(fixture);
    }
}
