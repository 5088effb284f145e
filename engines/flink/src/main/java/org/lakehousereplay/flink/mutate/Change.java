package org.lakehousereplay.flink.mutate;

import java.util.List;

/**
 * A change that could be made to a statement.
 *
 * @param kind what kind of mistake
 * @param edits what is replaced
 * @param place the index in the statement that tells where it is
 * @param before the changed part as it was
 * @param after what stands in its place; empty when it is dropped
 * @param words what it does to the metric
 */
record Change(Mistake kind, List<Edit> edits, int place, String before, String after, String words) {

    Change {
        edits = List.copyOf(edits);
    }
}
