package org.lakehousereplay.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Metric;

/**
 * What the header of a metric declares. Public API: read by renderers.
 *
 * @param description what it measures; may be empty
 * @param unit the unit of its measures; may be empty
 * @param key the columns that tell one row from another; empty when the output is a single row
 * @param window the time window, if it has one
 * @param ordered whether the order of the rows is part of the output
 * @param checks what every row has to hold
 */
public record MetricDefinition(
        String description,
        String unit,
        List<String> key,
        Optional<WindowDefinition> window,
        boolean ordered,
        List<CheckDefinition> checks) {

    public MetricDefinition {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }

    static MetricDefinition of(Metric metric) {
        return new MetricDefinition(
                metric.description(),
                metric.unit(),
                metric.key(),
                metric.window()
                        .map(window -> new WindowDefinition(
                                window.column(),
                                window.size().toString(),
                                window.size().amount(),
                                window.size().unit().name())),
                metric.ordered(),
                metric.checks().stream()
                        .map(check -> new CheckDefinition(check.expression(), check.threshold()))
                        .toList());
    }

    /**
     * A time window.
     *
     * @param column the column that holds its start
     * @param size its length as people write it, such as {@code 10 minutes}
     * @param amount how many units
     * @param unit the unit, such as {@code MINUTE}
     */
    public record WindowDefinition(String column, String size, int amount, String unit) {}

    /**
     * A check.
     *
     * @param check an SQL expression that is not false for any row
     * @param threshold the largest share of rows, from 0 to 1, that may break it all the same
     */
    public record CheckDefinition(String check, BigDecimal threshold) {}
}
