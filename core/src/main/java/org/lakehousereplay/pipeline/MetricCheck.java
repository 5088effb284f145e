package org.lakehousereplay.pipeline;

import java.math.BigDecimal;
import java.util.List;
import org.lakehousereplay.diagnostic.Location;

/**
 * What every row of a metric has to hold, as the header declares it.
 *
 * @param expression a BOOLEAN expression over the output columns, in the engine's SQL; a row for which it is false is
 *     anomalous
 * @param threshold the largest share of anomalous rows that is still fine, from 0 to 1
 * @param columns the output columns that it reads, in output order
 * @param location where it stands
 */
public record MetricCheck(String expression, BigDecimal threshold, List<String> columns, Location location) {

    /** The name that the output has where an expression is computed; whatever reads the rows gives it to them. */
    public static final String ROWS = "_lakehouse_output";

    public MetricCheck {
        columns = List.copyOf(columns);
    }

    /** The expression as a part of a larger one; a comment at its end hides nothing behind it. */
    public String enclosed() {
        return enclosed(expression);
    }

    static String enclosed(String expression) {
        return "(" + expression + "\n)";
    }
}
