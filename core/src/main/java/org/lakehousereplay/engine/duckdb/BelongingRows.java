package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows of a source that belong to windows by what they say of themselves.
 *
 * @param rows the rows that are looked at, one window after the other
 * @param counts how many rows belong to each window
 * @param distinct how many rows belong to any window; their labels come before those of all others
 */
record BelongingRows(List<Row> rows, Map<Integer, Long> counts, long distinct) {

    /**
     * A row.
     *
     * @param input the row
     * @param label its label
     * @param windows the windows that it belongs to and is looked at for
     */
    record Row(FateAccount.InputRow input, long label, Set<Integer> windows) {}

    /**
     * Reads the rows.
     *
     * @param table a table of the places of rows in {@code place} and of windows they belong to in {@code w}
     * @param most how many rows are looked at for each window
     */
    static BelongingRows read(SubsetReplay replay, int source, String table, int most) throws SQLException {
        Map<Integer, Long> counts = replay.statements()
                .query("SELECT w, count(*) FROM " + table + " GROUP BY w ORDER BY w", result -> {
                    Map<Integer, Long> read = new TreeMap<>();
                    while (result.next()) {
                        read.put(result.getInt(1), result.getLong(2));
                    }
                    return read;
                });
        long distinct = replay.statements().number("SELECT count(DISTINCT place) FROM " + table);
        String rank = "row_number() OVER (PARTITION BY b.w ORDER BY b.place)";
        String query = "SELECT s." + WorkingRows.LABEL + ", s." + WorkingRows.PLACE + ", b.w FROM "
                + replay.rows().table(source) + " s JOIN " + table + " b ON b.place = s." + WorkingRows.PLACE
                + " QUALIFY " + rank + " <= " + most + " ORDER BY b.w, b.place";
        String name = replay.rows().source(source).name();
        Map<Long, Row> rows = new LinkedHashMap<>();
        replay.statements().query(query, result -> {
            while (result.next()) {
                long label = result.getLong(1);
                FateAccount.InputRow input = new FateAccount.InputRow(source, name, result.getLong(2));
                rows.computeIfAbsent(label, any -> new Row(input, label, new TreeSet<>()))
                        .windows()
                        .add(result.getInt(3));
            }
            return rows;
        });
        return new BelongingRows(new ArrayList<>(rows.values()), counts, distinct);
    }

    boolean belongs(FateAccount.InputRow input, int window) {
        return rows.stream()
                .anyMatch(row -> row.input().equals(input) && row.windows().contains(window));
    }

    /** The rows of some labels. */
    static Map<Long, FateAccount.InputRow> inputs(SubsetReplay replay, int source, Collection<Long> labels)
            throws SQLException {
        if (labels.isEmpty()) {
            return Map.of();
        }
        String name = replay.rows().source(source).name();
        return replay.statements()
                .query(
                        "SELECT " + WorkingRows.LABEL + ", " + WorkingRows.PLACE + " FROM "
                                + replay.rows().table(source) + " WHERE " + among(labels),
                        result -> {
                            Map<Long, FateAccount.InputRow> read = new HashMap<>();
                            while (result.next()) {
                                read.put(result.getLong(1), new FateAccount.InputRow(source, name, result.getLong(2)));
                            }
                            return read;
                        });
    }

    /** The condition that a row has one of some labels. */
    static String among(Collection<Long> labels) {
        return WorkingRows.LABEL + " IN ("
                + labels.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
