package org.lakehousereplay.flink.mutate;

import java.util.Locale;

/** The kinds of mistakes, as {@code docs/mutation-operators.md} names and orders them. */
enum Mistake {
    WINDOW_SIZE,
    WINDOW_ALIGNMENT,
    BOUNDARY,
    TIME_ZONE,
    FILTER_DROPPED,
    FILTER_NEGATED,
    COMPARISON,
    CONSTANT,
    DISTINCT_DROPPED,
    DISTINCT_ADDED,
    AGGREGATE,
    JOIN_KIND,
    JOIN_KEY,
    GROUP_KEY,
    CASE_BRANCH,
    ELSE_NULL,
    COALESCE,
    NULLIF,
    INTEGER_DIVISION,
    ROUNDING,
    SIGN,
    EVENT_TYPE,
    DEDUPLICATION,
    DEDUPLICATION_ORDER,
    FRAME,
    UNION,
    HAVING,
    CUT_OFF,
    LATE_CUT_OFF;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
