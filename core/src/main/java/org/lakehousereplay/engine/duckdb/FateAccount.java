package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Keeps account of what became of rows on their way to each of some windows, in one version. */
final class FateAccount {

    private final Map<Integer, Map<InputRow, RowFate>> fates = new TreeMap<>();
    private final Map<Integer, Long> belonging = new HashMap<>();
    private final Map<Integer, String> stopped = new HashMap<>();

    /**
     * A raw row.
     *
     * @param source the number of its source in the replay
     * @param name the name of the source
     * @param place its place in the input, from 0
     */
    record InputRow(int source, String name, long place) implements Comparable<InputRow> {
        @Override
        public int compareTo(InputRow other) {
            int bySource = Integer.compare(source, other.source);
            return bySource != 0 ? bySource : Long.compare(place, other.place);
        }
    }

    /** Says that rows belong to a window, or with a negative number that some do not after all. */
    void belong(int window, long rows) {
        belonging.merge(window, rows, Long::sum);
    }

    void counted(int window, InputRow row, Map<String, BigDecimal> contribution) {
        put(window, row, RowFate.counted(contribution));
    }

    void put(int window, InputRow row, RowFate fate) {
        fates.computeIfAbsent(window, any -> new TreeMap<>()).put(row, fate);
    }

    /** Says why not all rows of a window were looked at; the first reason stays. */
    void stop(int window, String reason) {
        stopped.putIfAbsent(window, reason);
    }

    /** Says that the time ended before a window was done, which hides that there is another limit. */
    void timeOver(int window) {
        stopped.put(window, "the time for evidence was over");
    }

    Map<InputRow, RowFate> fates(int window) {
        return fates.getOrDefault(window, Map.of());
    }

    long belonging(int window) {
        return belonging.getOrDefault(window, 0L);
    }

    String stopped(int window) {
        return Objects.requireNonNullElse(stopped.get(window), "");
    }
}
