package org.lakehousereplay.mutation;

import java.util.Locale;

/** A way in which the caliber of a metric goes wrong, and in which SQL is changed on purpose. Public API. */
public enum MutationOperator {
    /** {@code INTERVAL 10 MINUTES} of a window becomes {@code INTERVAL 1 MINUTE}. */
    WINDOW_SIZE,
    /** Windows begin half a window later. */
    WINDOW_ALIGNMENT,
    /** {@code >=} becomes {@code >}, {@code <} becomes {@code <=}: whether the boundary itself counts. */
    BOUNDARY,
    /** A day or hour is cut in UTC and no longer in the zone that is declared, or the other way round. */
    TIME_ZONE,
    /** A condition of WHERE, ON or FILTER is dropped. */
    FILTER_DROPPED,
    /** A condition of WHERE, ON or FILTER keeps what it dropped. */
    FILTER_NEGATED,
    /** {@code =} becomes {@code <>}, {@code <} becomes {@code >=}. */
    COMPARISON,
    /** A number in a condition or an amount is one more or one less. */
    CONSTANT,
    /** {@code COUNT(DISTINCT user_id)} becomes {@code COUNT(user_id)}, {@code SELECT DISTINCT} becomes {@code SELECT}. */
    DISTINCT_DROPPED,
    /** {@code SUM(amount)} becomes {@code SUM(DISTINCT amount)}. */
    DISTINCT_ADDED,
    /** {@code SUM} becomes {@code COUNT}, {@code AVG} or {@code MAX}. */
    AGGREGATE,
    /** An inner join becomes a left join, a left join an inner one. */
    JOIN_KIND,
    /** One of several conditions of a join is dropped. */
    JOIN_KEY,
    /** A column of GROUP BY is dropped. */
    GROUP_KEY,
    /** Two branches of a CASE change places, or one is dropped. */
    CASE_BRANCH,
    /** {@code ELSE 0} becomes {@code ELSE NULL}. */
    ELSE_NULL,
    /** {@code COALESCE(a, b)} becomes {@code a}. */
    COALESCE,
    /** {@code NULLIF(a, b)} becomes {@code a}. */
    NULLIF,
    /** {@code a / b} loses what is behind the decimal point. */
    INTEGER_DIVISION,
    /** {@code ROUND(a, 2)} rounds to one digit more or less, or no longer. */
    ROUNDING,
    /** What is subtracted is added: {@code -amount} becomes {@code amount}, {@code a - b} becomes {@code a + b}. */
    SIGN,
    /** A text constant becomes another value that the column has in the data: {@code 'pay'} becomes {@code 'cart'}. */
    EVENT_TYPE,
    /** {@code QUALIFY row_number() … = 1} is dropped, so that duplicates count. */
    DEDUPLICATION,
    /** The order in which duplicates are ranked is turned round: the first is kept instead of the last. */
    DEDUPLICATION_ORDER,
    /** The frame of a window function begins or ends one row, or one step, elsewhere. */
    FRAME,
    /** {@code UNION ALL} becomes {@code UNION}, or the other way round. */
    UNION,
    /** A condition of HAVING is dropped. */
    HAVING,
    /** A time constant in a condition is a day, an hour or a second elsewhere. */
    CUT_OFF,
    /** An interval that says how late a row may come is longer or shorter. */
    LATE_CUT_OFF;

    /** The name in reports and options, such as {@code window-size}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
