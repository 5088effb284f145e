package org.lakehousereplay.html.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A metric whose rows are wanted.
 *
 * @param pipeline its pipeline
 * @param metric its name
 * @param key the columns of its key
 * @param window the column of its window
 * @param fixtures the fixtures on which it ran, in the order of the report
 * @param versions what its output is held against
 */
public record MetricSubject(
        String pipeline,
        String metric,
        List<String> key,
        Optional<String> window,
        List<Fixture> fixtures,
        List<Version> versions) {

    public MetricSubject {
        key = List.copyOf(key);
        fixtures = List.copyOf(fixtures);
        versions = List.copyOf(versions);
    }

    /** A fixture, and the time zone in which its times are told. */
    public record Fixture(String name, String timeZone) {}

    /**
     * The expectation, or an older version.
     *
     * @param label its name
     * @param expectation whether it is the expectation
     * @param fixtures the fixtures on which it was compared
     */
    public record Version(String label, boolean expectation, Set<String> fixtures) {

        public Version {
            fixtures = Set.copyOf(fixtures);
        }
    }
}
