package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;

/**
 * The declaration that makes a model a metric: the {@code @metric} comment at the head of its file.
 *
 * @param description what it measures, for people; may be empty
 * @param key the output columns that tell one row from another; empty when the output is a single row
 * @param window the time window, if the metric has one
 * @param ordered whether the order of the rows is part of the output
 * @param unit the unit of its measures, for people; may be empty
 * @param checks what every row has to hold
 * @param laws what has to hold however the input arrives
 * @param location where the declaration stands
 */
public record Metric(
        String description,
        List<String> key,
        Optional<Window> window,
        boolean ordered,
        String unit,
        List<MetricCheck> checks,
        List<ReplayLaw> laws,
        Location location) {

    public Metric {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
        laws = List.copyOf(laws);
    }

    /** A metric that declares no laws. */
    public Metric(
            String description,
            List<String> key,
            Optional<Window> window,
            boolean ordered,
            String unit,
            List<MetricCheck> checks,
            Location location) {
        this(description, key, window, ordered, unit, checks, List.of(), location);
    }
}
