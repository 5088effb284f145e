package org.lakehousereplay.engine.duckdb;

import java.util.List;

/**
 * Values of a column that make a difference, as the engine's own texts.
 *
 * @param groups values that belong together, such as times about the same window; of one input, all times come from the
 *     groups of one number
 */
record ValueDomain(List<List<String>> groups) {

    ValueDomain {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** The values of a number, of which each group has some. */
    List<String> group(int number) {
        return groups.isEmpty() ? List.of() : groups.get(Math.floorMod(number, groups.size()));
    }
}
