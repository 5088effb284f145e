package org.lakehousereplay.sql.edit;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A place of a query that decides something. For readers of SQL inside this library.
 *
 * @param number its place among the decisions of the query, from 0
 * @param kind what it is
 * @param text the SQL of it as the engine writes it
 * @param position the byte offset of its first word in the text of the query
 * @param outcomes what can come of it, in the order in which {@link Decisions#counting} counts
 * @param unknown the columns, by name in lower case, that make it NULL when they are
 */
public record Decision(
        int number, Kind kind, String text, OptionalLong position, List<Outcome> outcomes, Set<String> unknown) {

    public Decision {
        outcomes = List.copyOf(outcomes);
        unknown = Set.copyOf(unknown);
    }

    /** What decides. */
    public enum Kind {
        /** A condition of WHERE, HAVING, QUALIFY, ON or FILTER, or that of a WHEN. */
        PREDICATE,
        /** What a WHEN or ELSE of a CASE gives. */
        BRANCH,
        /** A join. */
        JOIN
    }

    /** What can come of a decision. */
    public enum Outcome {
        /** A condition is true. */
        TRUE,
        /** A condition is false. */
        FALSE,
        /** A condition is neither. */
        NULL,
        /** A branch is taken. */
        TAKEN,
        /** A row of the left side and one of the right side are partners. */
        MATCHED,
        /** A row of the left side has no partner. */
        LEFT_ONLY,
        /** A row of the right side has no partner. */
        RIGHT_ONLY
    }
}
