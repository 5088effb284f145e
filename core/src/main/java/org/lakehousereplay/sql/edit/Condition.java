package org.lakehousereplay.sql.edit;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A part of a query that keeps rows out. For readers of SQL inside this library.
 *
 * @param number its place among the conditions of the query, from 0
 * @param kind what it is
 * @param text the SQL of it as the engine writes it; for a {@link Kind#JOIN} the join with its table and all it is on
 * @param position the byte offset of its first part in the text of the query
 * @param ranks whether a window function decides it, such as {@code row_number() = 1}, be it by another name
 * @param links whether it compares columns of tables that nothing else may hold together, so that without it every row
 *     may meet every row
 * @param sides the columns it compares: those of each side of a comparison, otherwise all of them as one side; what
 *     only orders or divides the rows of a window function is not among them
 */
public record Condition(
        int number,
        Kind kind,
        String text,
        OptionalLong position,
        boolean ranks,
        boolean links,
        List<Set<String>> sides) {

    public Condition {
        sides = sides.stream().map(Set::copyOf).toList();
    }

    /** What a condition is. */
    public enum Kind {
        /** One of what must all be true in WHERE. */
        WHERE,
        /** The same in HAVING. */
        HAVING,
        /** The same in QUALIFY. */
        QUALIFY,
        /** The same in the ON of a join. */
        ON,
        /** One of what must all be true in the FILTER of an aggregate. */
        FILTER,
        /** A join that drops rows without a partner, or, as ANTI JOIN does, with one. */
        JOIN,
        /** DISTINCT. */
        DISTINCT
    }
}
