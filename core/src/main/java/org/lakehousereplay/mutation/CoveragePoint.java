package org.lakehousereplay.mutation;

import java.util.List;
import org.lakehousereplay.diagnostic.Location;

/**
 * A place of the SQL that decides something, and what the fixtures made of it. Public API: read by renderers.
 *
 * @param model the model
 * @param kind what it is
 * @param location where it begins
 * @param text the SQL of it in the spelling of the engine
 * @param sides what can come of it
 */
public record CoveragePoint(String model, Kind kind, Location location, String text, List<Side> sides) {

    public CoveragePoint {
        sides = List.copyOf(sides);
    }

    /** What decides. */
    public enum Kind {
        /** A condition: true, false or NULL. */
        PREDICATE,
        /** A WHEN or ELSE of a CASE: taken or not. */
        CASE_BRANCH,
        /** A join: rows of either side with a partner, and without. */
        JOIN
    }

    /**
     * One of the things that can come of it.
     *
     * @param name {@code true}, {@code false}, {@code NULL}, {@code taken}, {@code matched}, {@code left only} or
     *     {@code right only}
     * @param rows how many rows of all fixtures together came to it
     * @param fixtures the names of the fixtures that have such rows
     */
    public record Side(String name, long rows, List<String> fixtures) {

        public Side {
            fixtures = List.copyOf(fixtures);
        }
    }
}
