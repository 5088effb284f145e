package org.lakehousereplay.reduce;

/**
 * Neighbouring parts of a group. For whoever implements {@link Reducible}.
 *
 * @param group the group, from 0
 * @param from the first part, from 0
 * @param to the part behind the last one
 */
public record Block(int group, long from, long to) {

    public Block {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("no block is from " + from + " to " + to);
        }
    }

    /** How many parts it has. */
    public long size() {
        return to - from;
    }
}
