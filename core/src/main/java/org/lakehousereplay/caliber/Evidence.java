package org.lakehousereplay.caliber;

import java.util.Set;

/**
 * What the outputs of two versions of a metric on one fixture tell about the kind of change. For the engine, which
 * collects it.
 *
 * @param difference the difference
 * @param moved the columns of numbers whose values are not the same in all rows, where a row that is not there counts
 *     as 0
 * @param conserved those of the moved columns whose sum over all windows is the same in both versions, for every
 *     combination of the other key columns; empty for a metric without a window
 * @param scaled the columns in which all values differ by the same factor
 */
public record Evidence(OutputDifference difference, Set<String> moved, Set<String> conserved, Set<String> scaled) {

    public Evidence {
        moved = Set.copyOf(moved);
        conserved = Set.copyOf(conserved);
        scaled = Set.copyOf(scaled);
    }
}
