package org.lakehousereplay.reduce;

/**
 * Which of the numbers from 0 are left, and which number is the n-th of those. For whoever removes rows from a table
 * and cannot renumber it each time.
 */
public final class Survivors {

    private final long[] words;
    /** A Fenwick tree: how many are left in stretches of words. */
    private final int[] counts;

    private long size;

    /** @param size how many numbers there are, all of them left */
    public Survivors(long size) {
        this.size = size;
        this.words = new long[Math.toIntExact((size + 63) / 64)];
        this.counts = new int[words.length + 1];
        for (int word = 0; word < words.length; word++) {
            long bits = Math.min(64, size - 64L * word);
            words[word] = bits == 64 ? -1L : (1L << bits) - 1;
            add(word, (int) bits);
        }
    }

    /** How many are left. */
    public long size() {
        return size;
    }

    /** The number that has so many before it that are left. */
    public long number(long rank) {
        if (rank < 0 || rank >= size) {
            throw new IndexOutOfBoundsException("there is no number " + rank + " of " + size);
        }
        int word = 0;
        long rest = rank;
        for (int step = Integer.highestOneBit(Math.max(1, counts.length)); step > 0; step /= 2) {
            if (word + step < counts.length && counts[word + step] <= rest) {
                word += step;
                rest -= counts[word];
            }
        }
        long bits = words[word];
        for (long skipped = 0; skipped < rest; skipped++) {
            bits &= bits - 1;
        }
        return 64L * word + Long.numberOfTrailingZeros(bits);
    }

    /** Removes a number; nothing happens when it is not there any more. */
    public void remove(long number) {
        removeFrom(number, number + 1);
    }

    /** Removes all that are left of the numbers from one up to another, which is kept. */
    public void removeFrom(long from, long to) {
        for (long start = from; start < to; start = start - start % 64 + 64) {
            int word = Math.toIntExact(start / 64);
            long bits = Math.min(to - start, 64 - start % 64);
            long mask = (bits == 64 ? -1L : (1L << bits) - 1) << (start % 64);
            int gone = Long.bitCount(words[word] & mask);
            if (gone > 0) {
                words[word] &= ~mask;
                add(word, -gone);
                size -= gone;
            }
        }
    }

    private void add(int word, int number) {
        for (int node = word + 1; node < counts.length; node += node & -node) {
            counts[node] += number;
        }
    }
}
