package org.lakehousereplay.sql.edit;

/** What an edit changes about a metric, in the words in which people talk about its definition. */
public enum Category {
    /**
     * Which rows count: a condition of WHERE, HAVING, FILTER, or of a CASE inside an aggregate, or a LIMIT. Example:
     * {@code WHERE status = 'paid'} is dropped.
     */
    FILTER,
    /** Which rows meet: the kind of a join, its condition, or a join more or less. Example: INNER becomes LEFT. */
    JOIN,
    /**
     * Whether a row counts once or twice: DISTINCT, a QUALIFY that ranks rows, UNION or UNION ALL. Example: {@code
     * COUNT(DISTINCT user_id)} becomes {@code COUNT(user_id)}.
     */
    DEDUPLICATION,
    /**
     * At what time a row counts: a time bucket, an interval, a time zone, a time constant, a cast to a time. Example:
     * {@code INTERVAL 10 MINUTES} becomes {@code INTERVAL 1 MINUTE}.
     */
    TIME,
    /** By which key rows are put together. Example: {@code GROUP BY channel} is dropped. */
    GROUPING,
    /** How a value is computed from the rows that count. Example: {@code SUM(amount)} becomes {@code AVG(amount)}. */
    MEASURE,
    /** The type of a value. Example: {@code ::DECIMAL(18, 2)} becomes {@code ::DECIMAL(18, 4)}. */
    TYPE,
    /** Where the rows come from. Example: {@code FROM orders} becomes {@code FROM orders_clean}. */
    SOURCE,
    /** In which order rows come. Example: {@code ORDER BY gmv} becomes {@code ORDER BY gmv DESC}. */
    ORDER,
    /** Anything else, such as two columns that change places, or a query that cannot be cut into edits. */
    OTHER
}
