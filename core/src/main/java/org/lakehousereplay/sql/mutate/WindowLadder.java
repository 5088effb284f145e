package org.lakehousereplay.sql.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sizes of windows that people take for each other: one that is smaller, and one that is larger. */
final class WindowLadder {

    private static final Map<String, Interval> FINER = Map.of(
            "second", new Interval(100, "millisecond"),
            "minute", new Interval(10, "second"),
            "hour", new Interval(10, "minute"),
            "day", new Interval(1, "hour"),
            "week", new Interval(1, "day"),
            "month", new Interval(1, "day"),
            "year", new Interval(1, "month"));

    private static final Map<String, Interval> COARSER = Map.of(
            "millisecond", new Interval(1, "second"),
            "second", new Interval(1, "minute"),
            "minute", new Interval(1, "hour"),
            "hour", new Interval(1, "day"),
            "day", new Interval(7, "day"),
            "week", new Interval(28, "day"),
            "month", new Interval(1, "year"),
            "year", new Interval(10, "year"));

    private static final Map<String, List<String>> UNITS = Map.of(
            "second", List.of("minute"),
            "minute", List.of("second", "hour"),
            "hour", List.of("minute", "day"),
            "day", List.of("hour", "month"),
            "week", List.of("day", "month"),
            "month", List.of("day", "year"),
            "quarter", List.of("month", "year"),
            "year", List.of("month"));

    private static final Map<String, Long> MICROSECONDS = Map.of(
            "microsecond", 1L,
            "millisecond", 1_000L,
            "second", 1_000_000L,
            "minute", 60_000_000L,
            "hour", 3_600_000_000L,
            "day", 86_400_000_000L,
            "week", 604_800_000_000L);

    private WindowLadder() {}

    /** Other sizes of a window. */
    static List<Interval> others(Interval size) {
        List<Interval> others = new ArrayList<>();
        Interval one = new Interval(1, size.unit());
        Optional.ofNullable(size.amount() > 1 ? one : FINER.get(size.unit())).ifPresent(others::add);
        Interval larger = COARSER.get(size.unit());
        if (larger != null && !longer(size, larger)) {
            others.add(larger);
        }
        return others;
    }

    /** Other units of {@code date_trunc}. */
    static List<String> others(String unit) {
        return UNITS.getOrDefault(unit, List.of());
    }

    private static boolean longer(Interval some, Interval other) {
        Optional<Long> first = microseconds(some);
        Optional<Long> second = microseconds(other);
        return first.isPresent() && second.isPresent() && first.get() >= second.get();
    }

    /** How long an interval is; empty for one of months or years. */
    static Optional<Long> microseconds(Interval interval) {
        return Optional.ofNullable(MICROSECONDS.get(interval.unit())).map(each -> each * interval.amount());
    }

    /** Half of an interval; empty for one of months or years, and for zero. */
    static Optional<Interval> half(Interval interval) {
        return microseconds(interval).filter(length -> length > 1).map(length -> ofMicroseconds(length / 2));
    }

    /** An interval in the largest unit in which it is a whole number. */
    static Interval ofMicroseconds(long length) {
        for (String unit : List.of("day", "hour", "minute", "second", "millisecond")) {
            long each = MICROSECONDS.get(unit);
            if (length % each == 0) {
                return new Interval(length / each, unit);
            }
        }
        return new Interval(length, "microsecond");
    }
}
