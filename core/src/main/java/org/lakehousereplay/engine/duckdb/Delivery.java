package org.lakehousereplay.engine.duckdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.pipeline.WindowSize;
import org.lakehousereplay.spi.RowKinds;

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

    /** Whether a row that arrives a second time does so directly behind the first time. */
    default boolean repeatsBeside() {
        return false;
    }

    /**
     * The increment with which a row arrives, in SQL over the columns of {@link Arrivals}, the place of the row and the
     * columns below; empty where as many rows arrive with each increment as before.
     */
    default Optional<String> increment() {
        return Optional.empty();
    }

    /** Whether the pipeline is stopped after each increment and goes on from its saved state. */
    default boolean restarts() {
        return false;
    }

    /** The seeds by which half of the rows come as late as may be. */
    int EXTREMES = 4;

    /** How many rows the source has, where {@link #increment} is asked for. */
    String ROWS = "_lakehouse_rows";

    /** How many rows of the source arrive before it, where {@link #increment} is asked for. */
    String POSITION = "_lakehouse_position";

    /** How many increments the fixture has in all, where {@link #increment} is asked for. */
    String INCREMENTS = "_lakehouse_increments";

    /** Whether it is the second time that the row arrives, 0 or 1. */
    String COPY = "_lakehouse_copy";

    /** Whether rows of the source are late as they arrive in the fixture, where there is a watermark. */
    String LATE = "_lakehouse_late";

    /** The columns of a source as they arrive. */
    default String values(Source source) {
        return source.columns().stream()
                .map(column -> value(source, column) + " AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** A relation of rows, each as often as it arrives. */
    default String copies(Source source, String rows) {
        return repeats(source) ? rows + " CROSS JOIN (SELECT unnest([0, 1]) AS " + COPY + ")" : rows;
    }

    /** The order in which copies of rows arrive. */
    default String wholeOrder(Source source) {
        if (!repeats(source)) {
            return order(source);
        }
        return repeatsBeside() ? order(source) + ", " + COPY : COPY + ", " + order(source);
    }

    /**
     * The rows of a source as they arrive.
     *
     * @param source the source
     * @param rows a relation with its columns, and the place of each row in the input
     * @param leading further columns of the relation that are handed on, and that the rows are ordered by first
     */
    default String query(Source source, String rows, List<String> leading) {
        String before = leading.stream().map(column -> column + ", ").collect(Collectors.joining());
        return "SELECT " + before + values(source) + " FROM " + copies(source, rows) + " ORDER BY " + before
                + wholeOrder(source);
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
     * @param seed decides which: up to {@link #EXTREMES} half of the rows as late as may be, beyond that by chance a third
     *     of them as late as may be and a third at any time up to that
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
            String late = seed <= EXTREMES
                    ? extreme(seed, microseconds)
                    : "CASE " + chance(seed) + " % 3 WHEN 0 THEN 0 WHEN 1 THEN " + microseconds + " ELSE CAST("
                            + microseconds + " AS HUGEINT) * " + share + " // 1000003 END";
            return Sql.name(source.eventTime().get()) + " + to_microseconds(CAST(" + late + " AS BIGINT)) NULLS FIRST, "
                    + WorkingRows.PLACE;
        }
    }

    /**
     * All rows of sources once more.
     *
     * @param sources the names of the sources
     * @param identities what makes two deliveries the same row, for people, beside the names of the sources
     * @param beside whether each row is followed by its copy, instead of all rows by all copies
     */
    record Redelivered(List<String> sources, List<String> identities, boolean beside) implements Delivery {

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
            return "the rows of " + String.join(" and ", named) + " were delivered twice"
                    + (beside ? ", each directly behind itself" : "");
        }

        @Override
        public boolean repeatsBeside() {
            return beside;
        }

        @Override
        public Optional<String> increment() {
            return Optional.of(Arrivals.INCREMENT + (beside ? "" : " + " + COPY + " * " + INCREMENTS));
        }

        @Override
        public boolean repeats(Source source) {
            return sources.contains(source.name());
        }

        /** Rows of other sources arrive once, and the increment is asked for all the same. */
        @Override
        public String copies(Source source, String rows) {
            return repeats(source)
                    ? Delivery.super.copies(source, rows)
                    : rows + " CROSS JOIN (SELECT 0 AS " + COPY + ")";
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

    /**
     * In another order, as far as a source of a stream allows it: no row comes later than the watermark waits for it, and
     * changes of one key stay in their order.
     *
     * @param seed makes the order: up to {@link #EXTREMES} half of the rows come as late as may be, beyond that each by
     *     chance
     */
    record ShuffledStream(int seed) implements Delivery {

        @Override
        public String phrase() {
            return "the rows of each source arrived in another order that its watermark and keys allow (shuffle " + seed
                    + ")";
        }

        /** Whether a source allows any other order. */
        static boolean allows(Source source) {
            boolean inserts = source.changes().kinds() == RowKinds.INSERT_ONLY;
            if (source.eventTime().isPresent() && source.watermarkDelay().isPresent()) {
                return inserts && !source.watermarkDelay().get().isZero();
            }
            return inserts || !source.changes().primaryKey().isEmpty();
        }

        @Override
        public String order(Source source) {
            if (!allows(source)) {
                return WorkingRows.PLACE;
            }
            if (source.eventTime().isPresent() && source.watermarkDelay().isPresent()) {
                // Rows that are late already have to stay as late as they are.
                return "CASE WHEN " + LATE + " THEN NULL ELSE "
                        + Sql.name(source.eventTime().get())
                        + " + to_microseconds(CAST("
                        + behind(source.watermarkDelay().get()) + " AS BIGINT)) END, "
                        + WorkingRows.PLACE;
            }
            String place = source.changes().kinds() == RowKinds.INSERT_ONLY
                    ? WorkingRows.PLACE
                    : "min(" + WorkingRows.PLACE + ") OVER (PARTITION BY "
                            + Sql.names(source.changes().primaryKey()) + ")";
            return (seed == 1 ? place + " DESC" : chance(seed, place)) + ", " + WorkingRows.PLACE;
        }

        private String behind(Duration delay) {
            long most = delay.toNanos() / 1000 - 1;
            return seed <= EXTREMES
                    ? extreme(seed, Long.toString(most))
                    : "CAST(" + most + " AS HUGEINT) * (" + chance(seed) + " % 1000003) // 1000003";
        }
    }

    /**
     * In increments of about the same size.
     *
     * @param increments how many
     * @param restarts whether the pipeline is stopped after each and goes on from its saved state
     */
    record Split(int increments, boolean restarts) implements Delivery {

        @Override
        public String phrase() {
            return increments == 1
                    ? "all rows arrived in one increment"
                    : "the rows arrived in " + increments + " increments"
                            + (restarts ? ", with a stop and a start behind each" : "");
        }

        @Override
        public Optional<String> increment() {
            return Optional.of(POSITION + " * " + increments + " // " + ROWS);
        }
    }

    /**
     * How late half of the rows come, and the others not at all: every second row (1), the others (2), every second pair
     * (3), the others (4). Rows that are up to three places apart change places in one of them, if they may at all.
     */
    private static String extreme(int seed, String late) {
        String half = seed <= 2 ? WorkingRows.PLACE : "(" + WorkingRows.PLACE + " // 2)";
        return "CASE " + half + " % 2 WHEN " + (seed - 1) % 2 + " THEN " + late + " ELSE 0 END";
    }

    /** A number that follows from a seed and the place of a row, on every machine and in every version of the engine. */
    private static String chance(int seed) {
        return chance(seed, WorkingRows.PLACE);
    }

    private static String chance(int seed, String number) {
        return "md5_number_lower(concat('" + seed + ":', " + number + "))";
    }
}
