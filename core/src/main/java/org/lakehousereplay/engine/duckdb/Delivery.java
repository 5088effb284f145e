package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.pipeline.WindowSize;

/**
 * Another way in which the rows of a fixture could have come in. It keeps its meaning on a part of the rows: each stays
 * where it is relative to the others.
 */
sealed interface Delivery {

    /** What was done, for people, to go on behind a colon. */
    String phrase();

    /** The columns by which the rows of a source arrive, in SQL over the columns of the source and its places. */
    default String order(Source source) {
        return WorkingRows.PLACE;
    }

    /** Whether the rows of a source arrive a second time behind all that arrived before. */
    default boolean repeats(Source source) {
        return false;
    }

    /** The value of a column in SQL over the columns of its source. */
    default String value(Source source, Column column) {
        return Sql.name(column.name());
    }

    /**
     * The rows of a source as they arrive.
     *
     * @param source the source
     * @param rows a relation with its columns, and the place of each row in the input
     * @param leading further columns of the relation that are handed on, and that the rows are ordered by first
     */
    default String query(Source source, String rows, List<String> leading) {
        List<String> select = new ArrayList<>(leading);
        source.columns().forEach(column -> select.add(value(source, column) + " AS " + Sql.name(column.name())));
        List<String> order = new ArrayList<>(leading);
        String from = rows;
        if (repeats(source)) {
            from += " CROSS JOIN (SELECT unnest([0, 1]) AS _lakehouse_copy)";
            order.add("_lakehouse_copy");
        }
        order.add(order(source));
        return "SELECT " + String.join(", ", select) + " FROM " + from + " ORDER BY " + String.join(", ", order);
    }

    /** The last row first. */
    record Reversed() implements Delivery {

        @Override
        public String phrase() {
            return "the rows of each source arrived in reverse order";
        }

        @Override
        public String order(Source source) {
            return WorkingRows.PLACE + " DESC";
        }
    }

    /**
     * In an order by chance.
     *
     * @param seed makes the order; the same one always makes the same
     */
    record Shuffled(int seed) implements Delivery {

        @Override
        public String phrase() {
            return "the rows of each source arrived in another order (shuffle " + seed + ")";
        }

        @Override
        public String order(Source source) {
            return chance(seed) + ", " + WorkingRows.PLACE;
        }
    }

    /**
     * By event time, but some rows late; sources without event time as they are.
     *
     * @param seed decides which: every second row as late as may be (1), the others (2), or by chance a third of them as
     *     late as may be and a third at any time up to that
     * @param delay how late
     */
    record Delayed(int seed, WindowSize delay) implements Delivery {

        @Override
        public String phrase() {
            return "rows arrived up to " + delay + " late (shuffle " + seed + ")";
        }

        @Override
        public String order(Source source) {
            if (source.eventTime().isEmpty()) {
                return WorkingRows.PLACE;
            }
            String microseconds = "epoch_us(INTERVAL '" + delay.sqlInterval() + "')";
            String share = "(" + chance(seed) + " % 1000003)";
            String late = seed <= 2
                    ? "CASE " + WorkingRows.PLACE + " % 2 WHEN " + (seed - 1) + " THEN " + microseconds + " ELSE 0 END"
                    : "CASE " + chance(seed) + " % 3 WHEN 0 THEN 0 WHEN 1 THEN " + microseconds + " ELSE CAST("
                            + microseconds + " AS HUGEINT) * " + share + " // 1000003 END";
            return Sql.name(source.eventTime().get()) + " + to_microseconds(CAST(" + late + " AS BIGINT)) NULLS FIRST, "
                    + WorkingRows.PLACE;
        }
    }

    /**
     * All rows of sources once more, behind all others.
     *
     * @param sources the names of the sources
     * @param identities what makes two deliveries the same row, for people, beside the names of the sources
     */
    record Redelivered(List<String> sources, List<String> identities) implements Delivery {

        public Redelivered {
            sources = List.copyOf(sources);
            identities = List.copyOf(identities);
        }

        @Override
        public String phrase() {
            List<String> named = new ArrayList<>();
            for (int index = 0; index < sources.size(); index++) {
                String identity = identities.get(index);
                named.add(sources.get(index) + (identity.isEmpty() ? "" : " (" + identity + ")"));
            }
            return "the rows of " + String.join(" and ", named) + " were delivered twice";
        }

        @Override
        public boolean repeats(Source source) {
            return sources.contains(source.name());
        }
    }

    /**
     * With one value of a dimension in place of all those that the output shows.
     *
     * @param dimension the dimension, a column of the key
     * @param shown the value, for people
     * @param values for each column that the dimension is computed from, what stands in its place, in SQL
     */
    record OneValue(String dimension, String shown, Map<SourceColumn, String> values) implements Delivery {

        public OneValue {
            values = Map.copyOf(values);
        }

        @Override
        public String phrase() {
            return "all rows were given the " + dimension + " " + shown;
        }

        @Override
        public String value(Source source, Column column) {
            return values.getOrDefault(
                    new SourceColumn(source.name(), column.name()), Delivery.super.value(source, column));
        }
    }

    /** A number that follows from a seed and the place of a row, on every machine and in every version of the engine. */
    private static String chance(int seed) {
        return "md5_number_lower(concat('" + seed + ":', " + WorkingRows.PLACE + "))";
    }
}
