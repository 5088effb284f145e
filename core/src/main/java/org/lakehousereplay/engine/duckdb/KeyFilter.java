package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;

/**
 * Builds the condition that a row has one of the keys of a table, with the keys as literals: those the optimizer can
 * bring down to the rows of the input, so that the rest of a metric is not computed.
 */
final class KeyFilter {

    private KeyFilter() {}

    /**
     * The condition.
     *
     * @param table a small table with the columns of the key
     * @param key the columns of the key
     */
    static String of(SubsetReplay replay, String table, List<Column> key) throws SQLException {
        if (key.isEmpty()) {
            return "true";
        }
        String texts = key.stream()
                .map(column -> "CAST(" + Sql.name(column.name()) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        List<String> keys = replay.statements().query("SELECT DISTINCT " + texts + " FROM " + table, rows -> {
            List<String> conditions = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int index = 0; index < key.size(); index++) {
                    cells.add(condition(key.get(index), rows.getString(index + 1)));
                }
                conditions.add("(" + String.join(" AND ", cells) + ")");
            }
            return conditions;
        });
        return keys.isEmpty() ? "false" : "(" + keys.stream().sorted().collect(Collectors.joining(" OR ")) + ")";
    }

    private static String condition(Column column, String text) {
        String name = Sql.name(column.name());
        return text == null ? name + " IS NULL" : name + " = CAST(" + Sql.text(text) + " AS " + column.type() + ")";
    }
}
