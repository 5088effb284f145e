package org.lakehousereplay.caliber;

import java.util.List;
import org.lakehousereplay.compare.Finding;

/**
 * How the outputs of two versions of a metric differ on one fixture. The lists of rows and cells hold the first in key
 * order, not all; the counts count all. Public API: read by renderers.
 *
 * @param fixture the name of the fixture
 * @param baselineRows how many rows the baseline produced
 * @param candidateRows how many rows the candidate produced
 * @param removed how many rows only the baseline has
 * @param added how many rows only the candidate has
 * @param changedRows how many rows both have with different values
 * @param changedCells how many cells of those rows differ
 * @param reordered whether an ordered metric has its rows in another order
 * @param columns the columns with a cell that differs, in the order of the candidate's output
 * @param keys the values of the key columns over all rows that differ
 * @param firstChanged the first cells that differ
 * @param firstRemoved the first rows that only the baseline has
 * @param firstAdded the first rows that only the candidate has
 */
public record OutputDifference(
        String fixture,
        long baselineRows,
        long candidateRows,
        long removed,
        long added,
        long changedRows,
        long changedCells,
        boolean reordered,
        List<ColumnDifference> columns,
        List<KeyExtent> keys,
        List<ChangedCell> firstChanged,
        List<Finding.Row> firstRemoved,
        List<Finding.Row> firstAdded) {

    public OutputDifference {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        firstChanged = List.copyOf(firstChanged);
        firstRemoved = List.copyOf(firstRemoved);
        firstAdded = List.copyOf(firstAdded);
    }

    /** How many rows differ in any way. */
    public long rows() {
        return removed + added + changedRows;
    }
}
