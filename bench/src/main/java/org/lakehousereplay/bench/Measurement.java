package org.lakehousereplay.bench;

import java.util.Arrays;

/**
 * One run of a process.
 *
 * @param seconds wall-clock time from start to exit
 * @param processorSeconds what the processors spent on it, which other programs on the machine disturb less
 * @param peakMegabytes the largest resident memory, 0 where the system does not tell
 * @param output what it printed
 */
record Measurement(double seconds, double processorSeconds, long peakMegabytes, String output) {

    /** The middle of values, which one disturbed round does not move. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
