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
 */
record LoadTarget(
        String schema,
        String table,
        String title,
        List<Column> columns,
        boolean expectation,
        Map<String, String> required) {

    LoadTarget {
        columns = List.copyOf(columns);
        required = Map.copyOf(required);
    }

    Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    Optional<String> whyRequired(Column column) {
        return Optional.ofNullable(required.get(column.name().toLowerCase(Locale.ROOT)));
    }

    String qualifiedName() {
        return Sql.name(schema, table);
    }
}
