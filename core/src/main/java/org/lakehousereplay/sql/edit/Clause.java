package org.lakehousereplay.sql.edit;

/** The clause that a part of a query stands in, with what a change there usually means. */
enum Clause {
    SELECT(Category.MEASURE, Counted.NOTHING),
    FROM(Category.SOURCE, Counted.ROWS),
    JOIN(Category.JOIN, Counted.ROWS),
    WHERE(Category.FILTER, Counted.ROWS),
    GROUP(Category.GROUPING, Counted.NOTHING),
    HAVING(Category.FILTER, Counted.OUTPUT),
    QUALIFY(Category.FILTER, Counted.OUTPUT),
    DISTINCT(Category.DEDUPLICATION, Counted.OUTPUT),
    SET_OPERATION(Category.OTHER, Counted.OUTPUT),
    LIMIT(Category.FILTER, Counted.OUTPUT),
    ORDER(Category.ORDER, Counted.NOTHING),
    AGGREGATE_FILTER(Category.FILTER, Counted.AGGREGATED),
    CONDITION_IN_AGGREGATE(Category.FILTER, Counted.NOTHING),
    NAMED_QUERY(Category.SOURCE, Counted.NOTHING),
    OTHER(Category.OTHER, Counted.NOTHING);

    private final Category category;
    private final Counted counted;

    Clause(Category category, Counted counted) {
        this.category = category;
        this.counted = counted;
    }

    /** Whether it chooses rows by a condition. */
    boolean isCondition() {
        return category == Category.FILTER && this != LIMIT || this == JOIN;
    }

    Category category() {
        return category;
    }

    Counted counted() {
        return counted;
    }

    /** What can be counted to see whether a change there lets rows in. */
    enum Counted {
        /** The rows that FROM and WHERE let pass. */
        ROWS,
        /** The rows that the query gives. */
        OUTPUT,
        /** The rows that the FILTER of an aggregate lets pass. */
        AGGREGATED,
        /** Nothing. */
        NOTHING
    }
}
