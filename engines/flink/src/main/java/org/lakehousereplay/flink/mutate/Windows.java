package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sizes of windows that people take for each other: one that is smaller, and one that is larger. */
final class Windows {

    private static final Map<String, Interval> FINER = Map.of(
            "minute", Interval.of(10, "second"),
            "hour", Interval.of(10, "minute"),
            "day", Interval.of(1, "hour"),
            "week", Interval.of(1, "day"));

    private static final Map<String, Interval> COARSER = Map.of(
            "second", Interval.of(1, "minute"),
            "minute", Interval.of(1, "hour"),
            "hour", Interval.of(1, "day"),
            "day", Interval.of(7, "day"));

    private Windows() {}

    static List<Interval> others(Interval size) {
        List<Interval> others = new ArrayList<>();
        Interval one = Interval.of(1, size.unit());
        boolean several = size.amount().compareTo(one.amount()) > 0;
        Optional.ofNullable(several ? one : FINER.get(size.unit())).ifPresent(others::add);
        Optional.ofNullable(COARSER.get(size.unit()))
                .filter(larger -> isLonger(larger, size))
                .ifPresent(others::add);
        return others;
    }

    private static boolean isLonger(Interval some, Interval other) {
        return some.seconds()
                .flatMap(first -> other.seconds().map(second -> first.compareTo(second) > 0))
                .orElse(false);
    }
}
