package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;

/**
 * The values of some cells of one row in two versions, as they are with some rows of the input.
 *
 * @param before the value of each cell in the earlier version; empty for NULL, and where there is no such row
 * @param after the same in the later version
 */
record CellValues(List<Optional<String>> before, List<Optional<String>> after) {

    CellValues {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
