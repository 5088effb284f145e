package org.lakehousereplay.reduce;

import java.util.Arrays;

/** The lengths of the blocks that a group is divided into, kept from the back because they are built that way. */
final class BlockLengths {

    private long[] fromLast = new long[4];
    private int count;
    private long total;
    private long longest;

    static BlockLengths whole(long size) {
        return even(size, Math.max(1, size));
    }

    /** Blocks of one length, of which the first may be shorter. */
    static BlockLengths even(long size, long length) {
        BlockLengths blocks = new BlockLengths();
        for (long left = size; left > 0; left -= length) {
            blocks.prepend(Math.min(left, length));
        }
        return blocks;
    }

    void prepend(long length) {
        if (count == fromLast.length) {
            fromLast = Arrays.copyOf(fromLast, count * 2);
        }
        fromLast[count++] = length;
        total += length;
        longest = Math.max(longest, length);
    }

    int count() {
        return count;
    }

    long length(int index) {
        return fromLast[count - 1 - index];
    }

    long total() {
        return total;
    }

    /** The longest length, 0 when there is no block. */
    long longest() {
        return longest;
    }
}
