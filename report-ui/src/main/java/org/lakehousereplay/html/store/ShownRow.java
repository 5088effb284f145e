package org.lakehousereplay.html.store;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A row that is shown whole. Texts are canonical, and null is NULL.
 *
 * @param fixture the number of the fixture
 * @param number the number of the row among all of the metric
 * @param present whether the candidate has it
 * @param key the values of the key
 * @param values the measures of the candidate, or of the first version that has the row
 * @param versions the row in each version
 * @param violated the checks that it does not hold
 */
public record ShownRow(
        int fixture,
        long number,
        boolean present,
        List<String> key,
        List<String> values,
        List<InVersion> versions,
        List<String> violated) {

    public ShownRow {
        key = Collections.unmodifiableList(key);
        values = Collections.unmodifiableList(values);
        versions = List.copyOf(versions);
        violated = List.copyOf(violated);
    }

    /** How the row stands in a version. */
    public enum Kind {
        /** As in the candidate. */
        SAME,
        /** In both, and different. */
        CHANGED,
        /** Only in the candidate. */
        GONE,
        /** Only in the version. */
        ONLY,
        /** In neither of them. */
        NEITHER,
        /** The version was not compared on the fixture. */
        UNKNOWN
    }

    /**
     * The row in a version.
     *
     * @param kind how it stands
     * @param cells the measures that differ, by place; the others are empty
     */
    public record InVersion(Kind kind, List<Optional<Cell>> cells) {

        public InVersion {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A measure that differs.
     *
     * @param value its value in the version; null is NULL
     * @param delta the candidate's value minus this one, with its sign
     */
    public record Cell(String value, Optional<String> delta) {}
}
