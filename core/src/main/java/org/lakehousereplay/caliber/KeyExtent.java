package org.lakehousereplay.caliber;

import java.util.List;

/**
 * The values of a key column over all rows that differ. Public API: read by renderers.
 *
 * @param column the column
 * @param distinct how many different values there are, NULL being one of them
 * @param values the values in canonical text and in the order of the column, at most {@link #KEPT}; NULL is left out
 */
public record KeyExtent(String column, long distinct, List<String> values) {

    /** How many values are kept. */
    public static final int KEPT = 1_000;

    public KeyExtent {
        values = List.copyOf(values);
    }

    /** Whether all values are kept; never so when NULL is one of them. */
    public boolean complete() {
        return values.size() == distinct;
    }
}
