package org.lakehousereplay.html.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the overview tells about a metric, over all fixtures. Differences are those from the expectation; where the
 * metric holds all expectations, or none is there, those from the version that the gate compares with.
 *
 * @param windows the rows of all versions together, each key once
 * @param differing how many of them differ
 * @param first the first difference in the order of fixtures and rows
 * @param largest the largest difference of a number, as a share of the value it is compared with where there is one
 * @param anomalies rows for which a check of the metric is false
 * @param sparkline the time line of the fixture with the largest difference, else of the first one
 */
public record MetricFacts(
        long windows,
        long differing,
        Optional<Difference> first,
        Optional<Difference> largest,
        long anomalies,
        Sparkline sparkline) {

    /**
     * A cell that differs.
     *
     * @param fixture the fixture
     * @param key the key of its row in canonical text; a value of null is NULL
     * @param column the column; empty when the whole row is there or not
     * @param delta actual minus the other value, exact and with its sign
     * @param relative the delta as a share of the other value, such as {@code -3.0 %}
     */
    public record Difference(
            String fixture, Map<String, String> key, String column, Optional<String> delta, Optional<String> relative) {

        public Difference {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        }
    }
}
