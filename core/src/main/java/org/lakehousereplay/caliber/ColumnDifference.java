package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a column of a metric differs between two versions, over all rows that both have. Public API: read by renderers.
 *
 * @param column the column
 * @param cells how many of its cells differ
 * @param withoutDelta how many of these cells have no candidate minus baseline: NULL, NaN or infinite on one side, or
 *     the column is no number
 * @param smallestDelta the smallest of candidate minus baseline over the cells that have one; empty when none has
 * @param largestDelta the largest of candidate minus baseline over the cells that have one; empty when none has
 * @param farthest the cell whose delta is farthest from zero, the first of them; empty when none has a delta, or nobody
 *     looked
 */
public record ColumnDifference(
        String column,
        long cells,
        long withoutDelta,
        Optional<BigDecimal> smallestDelta,
        Optional<BigDecimal> largestDelta,
        Optional<ChangedCell> farthest) {

    /** A column of which either all cells that differ have a delta or none. */
    public ColumnDifference(
            String column, long cells, Optional<BigDecimal> smallestDelta, Optional<BigDecimal> largestDelta) {
        this(column, cells, smallestDelta, largestDelta, Optional.empty());
    }

    /** The same, with the cell that stands out. */
    public ColumnDifference(
            String column,
            long cells,
            Optional<BigDecimal> smallestDelta,
            Optional<BigDecimal> largestDelta,
            Optional<ChangedCell> farthest) {
        this(column, cells, smallestDelta.isPresent() ? 0 : cells, smallestDelta, largestDelta, farthest);
    }

    /** Whether every cell that differs has a delta between the smallest and the largest. */
    boolean bounded() {
        return withoutDelta == 0 && smallestDelta.isPresent() && largestDelta.isPresent();
    }
}
