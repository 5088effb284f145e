package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a source whose labels lie side by side.
 *
 * @param source the number of the source in the replay
 * @param from the first label
 * @param to the label behind the last one
 */
record Stretch(int source, long from, long to) {

    long length() {
        return to - from;
    }

    /** The condition that the label of a row is in one of some stretches: short, however many they are. */
    static String condition(List<Stretch> stretches) {
        List<String> alone = new ArrayList<>(List.of("-1"));
        List<String> together = new ArrayList<>(List.of("(-1, -1)"));
        for (Stretch stretch : stretches) {
            if (stretch.length() == 1) {
                alone.add(Long.toString(stretch.from()));
            } else {
                together.add("(" + stretch.from() + ", " + stretch.to() + ")");
            }
        }
        return "(" + WorkingRows.LABEL + " IN (" + String.join(", ", alone) + ") OR " + WorkingRows.LABEL
                + " IN (SELECT unnest(range(first, last)) FROM (VALUES " + String.join(", ", together)
                + ") stretches (first, last)))";
    }
}
