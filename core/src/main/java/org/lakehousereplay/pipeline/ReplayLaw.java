package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Locale;
import org.lakehousereplay.diagnostic.Location;

/**
 * Something that must hold for the output of a metric however its input arrives. Public API: declared in the header of a
 * metric or in {@code fixture.yaml}, tested on the fixture's own rows.
 */
public sealed interface ReplayLaw {

    /** Where it is declared. */
    Location location();

    /** The law as it is written, such as {@code splittable: 3}. */
    String text();

    /** Whether two declarations say the same. */
    default boolean same(ReplayLaw other) {
        return text().toLowerCase(Locale.ROOT).equals(other.text().toLowerCase(Locale.ROOT));
    }

    /**
     * Another order of arrival changes nothing.
     *
     * @param location where it is declared
     */
    record OrderInsensitive(Location location) implements ReplayLaw {

        /** The name of the law. */
        public static final String NAME = "order-insensitive";

        @Override
        public String text() {
            return NAME;
        }
    }

    /**
     * Rows that are delivered twice count once.
     *
     * @param sources the sources whose rows may be delivered twice; empty for all
     * @param location where it is declared
     */
    record Idempotent(List<String> sources, Location location) implements ReplayLaw {

        /** The name of the law. */
        public static final String NAME = "idempotent";

        public Idempotent {
            sources = List.copyOf(sources);
        }

        @Override
        public String text() {
            return sources.isEmpty() ? NAME : NAME + ": " + list(sources);
        }
    }

    /**
     * The input in several increments makes what one load makes.
     *
     * @param increments how many increments, at least 2
     * @param location where it is declared
     */
    record Splittable(int increments, Location location) implements ReplayLaw {

        /** The name of the law. */
        public static final String NAME = "splittable";

        @Override
        public String text() {
            return NAME + ": " + increments;
        }
    }

    /**
     * The sum over the values of a dimension is what comes out when there is only one value.
     *
     * @param dimensions columns of the key
     * @param measures the columns that add up; empty for all that are whole numbers or decimals and not in the key
     * @param location where it is declared
     */
    record Additive(List<String> dimensions, List<String> measures, Location location) implements ReplayLaw {

        /** The name of the law. */
        public static final String NAME = "additive";

        /** The key that names the measures. */
        static final String MEASURES = "measures";

        public Additive {
            dimensions = List.copyOf(dimensions);
            measures = List.copyOf(measures);
        }

        @Override
        public String text() {
            return NAME + ": " + list(dimensions) + (measures.isEmpty() ? "" : ", " + MEASURES + ": " + list(measures));
        }
    }

    /**
     * Rows that come late change nothing.
     *
     * @param delay how late
     * @param location where it is declared
     */
    record LateTolerant(WindowSize delay, Location location) implements ReplayLaw {

        /** The name of the law. */
        public static final String NAME = "late-tolerant";

        @Override
        public String text() {
            return NAME + ": " + delay;
        }
    }

    private static String list(List<String> names) {
        return "[" + String.join(", ", names) + "]";
    }
}
