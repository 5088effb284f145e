package org.lakehousereplay.compare;

import java.util.List;

/**
 * How an output differs from the one that a law says it must be like. The lists hold the first rows in key order, not
 * all.
 *
 * @param rows how many rows differ in any way
 * @param changedRows how many rows are in both and differ
 * @param changed the first changed cells; expected is the value before, actual the one after
 * @param goneRows how many rows are not there any more
 * @param gone the first of them
 * @param addedRows how many rows were not there before
 * @param added the first of them
 * @param moved the first rows of an ordered metric that stand elsewhere; empty where rows differ in another way
 */
public record LawDifference(
        long rows,
        long changedRows,
        List<CellDifference> changed,
        long goneRows,
        List<Finding.Row> gone,
        long addedRows,
        List<Finding.Row> added,
        List<MovedRow> moved) {

    /** No difference. */
    public static final LawDifference NONE = new LawDifference(0, 0, List.of(), 0, List.of(), 0, List.of(), List.of());

    public LawDifference {
        changed = List.copyOf(changed);
        gone = List.copyOf(gone);
        added = List.copyOf(added);
        moved = List.copyOf(moved);
    }

    /**
     * A row of an ordered metric that stands elsewhere.
     *
     * @param key its key
     * @param from its place before, from 1
     * @param to its place after
     */
    public record MovedRow(RowKey key, long from, long to) {}
}
