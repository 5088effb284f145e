package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lakehousereplay.pipeline.Column;

/**
 * The keys of the windows of a metric on a fixture that are looked into: a table with the number of each window in
 * {@code w}, its key in {@code k0}, {@code k1} and so on, and the same in canonical text in {@code t0}, {@code t1}.
 *
 * @param table the table, which all sessions see
 * @param columns the columns of the key
 * @param texts the key of each window in canonical text, by number
 * @param foremost the windows that matter most: the first one, and those with the largest differences
 */
record EvidenceKeys(
        String table, List<Column> columns, Map<Integer, List<Optional<String>>> texts, Set<Integer> foremost) {

    /** How many windows of a metric and fixture are looked into. */
    static final int MOST = 10;

    EvidenceKeys {
        columns = List.copyOf(columns);
        foremost = Set.copyOf(foremost);
    }

    /**
     * Chooses the first windows in the order of the key, and in any case those that matter most.
     *
     * @param connection a connection in the zone of the fixture
     * @param table the table to make
     * @param metric the metric
     * @param fixture the number of the fixture
     * @param differing where rows that differ are told; at least one
     */
    static EvidenceKeys choose(
            Connection connection, String table, KeyedMetric metric, int fixture, List<DifferingRows> differing)
            throws SQLException {
        List<Column> columns = metric.keys();
        String keys = numbered("k", columns, "");
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < differing.size(); part++) {
            StringBuilder select = new StringBuilder("SELECT ")
                    .append(part)
                    .append(" AS part, ")
                    .append(differing.get(part).distance().orElse("0"))
                    .append(" AS distance");
            for (int index = 0; index < columns.size(); index++) {
                select.append(", ")
                        .append(Sql.name(columns.get(index).name()))
                        .append(" AS k")
                        .append(index);
            }
            parts.add(select + " FROM " + differing.get(part).table() + " WHERE _fixture = " + fixture);
        }
        String order = numbered("k", columns, " NULLS FIRST");
        String thenKeys = order.isEmpty() ? "" : ", " + order;
        String ranked = "SELECT *, row_number() OVER (PARTITION BY part ORDER BY distance DESC" + thenKeys
                + ") = 1 AS farthest FROM (" + String.join(" UNION ALL ", parts) + ")";
        String distinct = "SELECT " + keys + (keys.isEmpty() ? "" : ", ") + "bool_or(farthest) AS farthest FROM ("
                + ranked + ")" + (keys.isEmpty() ? " HAVING count(*) > 0" : " GROUP BY " + keys);
        String chosen = "SELECT * FROM (" + distinct + ") ORDER BY farthest DESC" + thenKeys + " LIMIT " + MOST;
        String texts = IntStream.range(0, columns.size())
                .mapToObj(index -> ", " + CanonicalText.of(columns.get(index), "k" + index) + " AS t" + index)
                .collect(Collectors.joining());
        DuckDbDatabase.execute(
                connection,
                "CREATE TABLE " + table + " AS SELECT CAST(row_number() OVER ("
                        + (order.isEmpty() ? "" : "ORDER BY " + order) + ") AS INTEGER) AS w"
                        + (keys.isEmpty() ? "" : ", " + keys) + ", farthest" + texts + " FROM (" + chosen + ")");
        Set<Integer> foremost = new HashSet<>();
        return new EvidenceKeys(table, columns, read(connection, table, columns, foremost), foremost);
    }

    private static String numbered(String prefix, List<Column> columns, String suffix) {
        return IntStream.range(0, columns.size())
                .mapToObj(index -> prefix + index + suffix)
                .collect(Collectors.joining(", "));
    }

    private static Map<Integer, List<Optional<String>>> read(
            Connection connection, String table, List<Column> columns, Set<Integer> foremost) throws SQLException {
        Map<Integer, List<Optional<String>>> texts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY w")) {
            while (rows.next()) {
                List<Optional<String>> key = new ArrayList<>();
                for (int index = 0; index < columns.size(); index++) {
                    key.add(Optional.ofNullable(rows.getString("t" + index)));
                }
                int window = rows.getInt("w");
                if (texts.isEmpty() || rows.getBoolean("farthest")) {
                    foremost.add(window);
                }
                texts.put(window, List.copyOf(key));
            }
        }
        return texts;
    }

    /** The key of a window by the names of its columns. */
    Map<String, Optional<String>> key(int window) {
        Map<String, Optional<String>> key = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            key.put(columns.get(index).name(), texts.get(window).get(index));
        }
        return key;
    }
}
