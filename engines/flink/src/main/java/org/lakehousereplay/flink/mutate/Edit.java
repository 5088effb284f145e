package org.lakehousereplay.flink.mutate;

import java.util.Comparator;
import java.util.List;

/**
 * Puts a text into the place of another.
 *
 * @param start the index in the statement where the old text begins
 * @param end the index behind the old text
 * @param text the new text
 */
record Edit(int start, int end, String text) {

    /** The text of a statement after all edits, none of which lies inside another. */
    static String all(String sql, List<Edit> edits) {
        StringBuilder changed = new StringBuilder(sql);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> changed.replace(edit.start(), edit.end(), edit.text()));
        return changed.toString();
    }
}
