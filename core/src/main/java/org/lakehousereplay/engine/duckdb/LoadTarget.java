package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/**
 * A table of the store that files are loaded into, next to a column {@code _fixture}.
 *
 * @param schema its schema
 * @param table its name
 * @param title what it is to the user, such as {@code source orders}
 * @param columns its columns
 * @param expectation whether the rows are expected of a metric; then a column that the table does not have is a finding
 * @param required why a column must not be left out, by its name in lower case
 * @param hidden columns of the table that files have under another name, by that name in lower case
 * @param ordered whether the table keeps the order of the rows, in {@link #PART} and {@link #ROW}
 */
record LoadTarget(
        String schema,
        String table,
        String title,
        List<Column> columns,
        boolean expectation,
        Map<String, String> required,
        Map<String, Column> hidden,
        boolean ordered) {

    /** The number of the file among the parts of its input, from 0. */
    static final String PART = "_part";

    /** Grows from row to row of a file. */
    static final String ROW = "_row";

    LoadTarget {
        hidden = Map.copyOf(hidden);
        columns = List.copyOf(columns);
        required = Map.copyOf(required);
    }

    /** A table whose rows have no order and no more columns than files may have. */
    LoadTarget(
            String schema,
            String table,
            String title,
            List<Column> columns,
            boolean expectation,
            Map<String, String> required) {
        this(schema, table, title, columns, expectation, required, Map.of(), false);
    }

    /** The column of the table for a column of a file. */
    Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Optional.ofNullable(hidden.get(name.toLowerCase(Locale.ROOT))));
    }

    Optional<String> whyRequired(Column column) {
        return Optional.ofNullable(required.get(column.name().toLowerCase(Locale.ROOT)));
    }

    String qualifiedName() {
        return Sql.name(schema, table);
    }
}
