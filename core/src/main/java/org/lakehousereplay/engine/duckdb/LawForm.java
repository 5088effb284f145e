package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * What of the outputs of a metric a law holds against each other: the rows as they are, or the sums over a dimension.
 *
 * @param keys the columns by which rows have a counterpart
 * @param values the other columns that are compared
 * @param ordered whether the order of the rows counts
 * @param summed whether the values are sums over all rows of the key
 */
record LawForm(List<Column> keys, List<Column> values, boolean ordered, boolean summed) {

    /** Tells one pair of outputs from another. */
    static final String TRIAL = "_lakehouse_trial";

    /** Which of several rows of the same key it is. */
    static final String NTH = "_lakehouse_nth";

    /** Where a row stands among those of the same output, as the engine has it. */
    static final String ROW = "_lakehouse_row";

    static final String POSITION = "_lakehouse_position";

    LawForm {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /** The rows as they are. */
    static LawForm rows(Model metric) {
        List<Column> keys = keys(metric);
        List<Column> values = metric.output().stream()
                .filter(column -> !keys.contains(column))
                .toList();
        return new LawForm(keys, values, metric.metric().orElseThrow().ordered(), false);
    }

    /** The sums of measures over a dimension of the key. */
    static LawForm sums(Model metric, String dimension, List<Column> measures) {
        List<Column> keys = keys(metric).stream()
                .filter(column -> !column.name().equalsIgnoreCase(dimension))
                .toList();
        List<Column> sums = measures.stream()
                .map(measure -> new Column(measure.name(), sumType(measure), true))
                .toList();
        return new LawForm(keys, sums, false, true);
    }

    private static List<Column> keys(Model metric) {
        return metric.metric().orElseThrow().key().stream()
                .flatMap(name ->
                        metric.output().stream().filter(column -> column.name().equalsIgnoreCase(name)))
                .toList();
    }

    private static String sumType(Column measure) {
        if (ValueConversion.FLOATS.contains(measure.type())) {
            return "DOUBLE";
        }
        var decimal = ValueConversion.DECIMAL.matcher(measure.type());
        return decimal.matches() ? "DECIMAL(38," + decimal.group(2) + ")" : "HUGEINT";
    }

    /** The columns of the output that have to be there. */
    List<Column> columns() {
        return Stream.concat(keys.stream(), values.stream()).toList();
    }

    /**
     * What is compared, each row with the number that tells it from others of the same key.
     *
     * @param rows a relation with the columns, {@link #TRIAL}, and {@link #ROW} where the order counts
     */
    String of(String rows) {
        String names = columns(keys, "");
        if (summed) {
            String sums = values.stream()
                    .map(value -> ", CAST(coalesce(sum(" + Sql.name(value.name()) + "), 0) AS " + value.type() + ") AS "
                            + Sql.name(value.name()))
                    .collect(Collectors.joining());
            return "SELECT " + TRIAL + names + sums + ", 1 AS " + NTH + " FROM " + rows + " GROUP BY " + TRIAL + names;
        }
        String order = columns(values, "");
        String nth = "row_number() OVER (PARTITION BY " + TRIAL + names
                + (order.isEmpty() ? "" : " ORDER BY " + order.substring(2)) + ")";
        String position =
                ordered ? ", row_number() OVER (PARTITION BY " + TRIAL + " ORDER BY " + ROW + ") AS " + POSITION : "";
        return "SELECT " + TRIAL + names + order + ", " + nth + " AS " + NTH + position + " FROM " + rows;
    }

    static String columns(List<Column> columns, String prefix) {
        return columns.stream()
                .map(column -> ", " + prefix + Sql.name(column.name()))
                .collect(Collectors.joining());
    }
}
