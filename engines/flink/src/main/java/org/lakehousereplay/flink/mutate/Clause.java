package org.lakehousereplay.flink.mutate;

/** What a part of a query is there for. */
enum Clause {
    WHERE,
    HAVING,
    JOIN,
    FILTER,
    WHEN,
    GROUPING,
    ORDER,
    LIMIT,
    WATERMARK,
    /** A column of a query or a table. */
    VALUE,
    /** Whatever stands in FROM. */
    FROM,
    /** Part of one of the others. */
    INSIDE
}
