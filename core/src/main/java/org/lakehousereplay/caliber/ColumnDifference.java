package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a column of a metric differs between two versions, over all rows that both have. Public API: read by renderers.
 *
 * @param column the column
 * @param cells how many of its cells differ
 * @param smallestDelta the smallest of candidate minus baseline over the cells that differ; empty when the column is no
 *     number
 * @param largestDelta the largest of candidate minus baseline over the cells that differ; empty when the column is no
 *     number
 * @param farthest the cell whose delta is farthest from zero, the first of them; empty when the column is no number, or
 *     nobody looked
 */
public record ColumnDifference(
        String column,
        long cells,
        Optional<BigDecimal> smallestDelta,
        Optional<BigDecimal> largestDelta,
        Optional<ChangedCell> farthest) {

    /** A column of which no cell stands out. */
    public ColumnDifference(
            String column, long cells, Optional<BigDecimal> smallestDelta, Optional<BigDecimal> largestDelta) {
        this(column, cells, smallestDelta, largestDelta, Optional.empty());
    }
}
