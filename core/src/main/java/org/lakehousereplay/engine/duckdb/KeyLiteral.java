package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.RowKey;

/**
 * The key of a row as literals: conditions on those the optimizer can bring down to the rows of the input, so that the
 * rest of a metric is not computed.
 *
 * @param columns the columns of the key in both versions
 * @param texts for each column the engine's own text of the value, of the later version's type; empty for NULL
 * @param key the key in canonical text
 */
record KeyLiteral(List<ComparedColumn> columns, List<Optional<String>> texts, RowKey key) {

    KeyLiteral {
        columns = List.copyOf(columns);
        texts = List.copyOf(texts);
    }

    /**
     * Looks a key up in the outputs on all rows that are left.
     *
     * @param before the number of the earlier version
     * @param after the number of the later one, which may be the same
     * @param key a key in canonical text
     * @return empty when neither version has a row of that key
     */
    static Optional<KeyLiteral> find(SubsetReplay replay, int before, int after, RowKey key) throws SQLException {
        SubsetVersion old = replay.versions().get(before);
        List<ComparedColumn> columns = replay.versions().get(after).key().stream()
                .map(column -> new ComparedColumn(old.column(column.name()).orElseThrow(), column))
                .toList();
        List<String> later = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (ComparedColumn column : columns) {
            later.add(Sql.name(column.after().name()));
            earlier.add("CAST(" + Sql.name(column.before().name()) + " AS "
                    + column.after().type() + ")");
        }
        Optional<List<Optional<String>>> texts = texts(replay, replay.output(after), columns, later, key);
        if (texts.isEmpty() && before != after) {
            texts = texts(replay, replay.output(before), columns, earlier, key);
        }
        return texts.map(found -> new KeyLiteral(columns, found, key));
    }

    private static Optional<List<Optional<String>>> texts(
            SubsetReplay replay, String output, List<ComparedColumn> columns, List<String> values, RowKey key)
            throws SQLException {
        List<String> wanted = new ArrayList<>(List.of("true"));
        for (int index = 0; index < values.size(); index++) {
            Cell cell = key.cells().get(index);
            wanted.add(CanonicalText.of(columns.get(index).after(), values.get(index)) + " IS NOT DISTINCT FROM "
                    + cell.value().map(Sql::text).orElse("NULL"));
        }
        String texts =
                values.stream().map(value -> ", CAST(" + value + " AS VARCHAR)").collect(Collectors.joining());
        String query = "SELECT 1" + texts + " FROM " + output + " WHERE " + String.join(" AND ", wanted) + " LIMIT 1";
        return replay.present(query, rows -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            List<Optional<String>> found = new ArrayList<>();
            for (int index = 0; index < values.size(); index++) {
                found.add(Optional.ofNullable(rows.getString(index + 2)));
            }
            return Optional.of(found);
        });
    }

    /** The condition on the columns of the later version. */
    String ofLater() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (int index = 0; index < columns.size(); index++) {
            conditions.add(equals(Sql.name(columns.get(index).after().name()), columns.get(index), texts.get(index)));
        }
        return String.join(" AND ", conditions);
    }

    /** The condition on the columns of the earlier version. */
    String ofEarlier() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (int index = 0; index < columns.size(); index++) {
            ComparedColumn column = columns.get(index);
            String name = Sql.name(column.before().name());
            conditions.add(
                    column.sameType() || column.alike()
                            ? equals(name, column, texts.get(index))
                            : CanonicalText.of(column.before(), name) + " IS NOT DISTINCT FROM "
                                    + key.cells()
                                            .get(index)
                                            .value()
                                            .map(Sql::text)
                                            .orElse("NULL"));
        }
        return String.join(" AND ", conditions);
    }

    private static String equals(String name, ComparedColumn column, Optional<String> text) {
        return text.map(value -> name + " = CAST(" + Sql.text(value) + " AS "
                        + column.after().type() + ")")
                .orElse(name + " IS NULL");
    }
}
