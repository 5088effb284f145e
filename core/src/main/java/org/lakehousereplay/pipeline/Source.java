package org.lakehousereplay.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A raw table that a pipeline reads, as its {@code CREATE TABLE} declares it.
 *
 * @param name the name of the table
 * @param columns the columns in declared order
 * @param keys the primary key and the unique constraints, each a list of column names; the primary key first
 * @param foreignKeys the foreign keys
 * @param checks the expressions of the CHECK constraints, in the engine's SQL
 * @param eventTime the column that says when a row happened, if {@code pipeline.yaml} declares one
 * @param changes which changes its rows may be
 * @param identity the columns that tell whether two deliveries are of one row, if {@code pipeline.yaml} declares them
 * @param watermarkDelay how far the watermark stays behind the latest event time, if an engine's table declares one
 */
public record Source(
        String name,
        List<Column> columns,
        List<List<String>> keys,
        List<ForeignKey> foreignKeys,
        List<String> checks,
        Optional<String> eventTime,
        SourceChanges changes,
        List<String> identity,
        Optional<Duration> watermarkDelay) {

    public Source {
        columns = List.copyOf(columns);
        keys = keys.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        identity = List.copyOf(identity);
    }

    /** A source that declares neither an identity of its rows nor a watermark. */
    public Source(
            String name,
            List<Column> columns,
            List<List<String>> keys,
            List<ForeignKey> foreignKeys,
            List<String> checks,
            Optional<String> eventTime,
            SourceChanges changes) {
        this(name, columns, keys, foreignKeys, checks, eventTime, changes, List.of(), Optional.empty());
    }

    /** The same source with an event time. */
    Source withEventTime(String column) {
        return new Source(
                name, columns, keys, foreignKeys, checks, Optional.of(column), changes, identity, watermarkDelay);
    }

    /** The same source with an identity of its rows. */
    Source withIdentity(List<String> columnNames) {
        return new Source(name, columns, keys, foreignKeys, checks, eventTime, changes, columnNames, watermarkDelay);
    }

    /** The same source with the delay of a watermark. */
    Source withWatermarkDelay(Optional<Duration> delay) {
        return new Source(name, columns, keys, foreignKeys, checks, eventTime, changes, identity, delay);
    }

    /** The same source with other changes. */
    Source withChanges(SourceChanges other) {
        return new Source(name, columns, keys, foreignKeys, checks, eventTime, other, identity, watermarkDelay);
    }

    /** The same source without keys, whose rows may be there more than once. */
    public Source withoutKeys() {
        return new Source(name, columns, List.of(), List.of(), checks, eventTime, changes, identity, watermarkDelay);
    }

    /** The column of this name, compared as the engine does: without regard to case. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(columnName))
                .findFirst();
    }
}
