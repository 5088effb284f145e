package org.lakehousereplay.compare;

import java.util.List;

/**
 * The key of a row: the cells of the key columns, in declared order. Empty for a metric of a single row.
 *
 * @param cells one cell for each key column
 */
public record RowKey(List<Cell> cells) {

    public RowKey {
        cells = List.copyOf(cells);
    }
}
