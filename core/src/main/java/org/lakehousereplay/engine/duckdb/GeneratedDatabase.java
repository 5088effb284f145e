package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;

/**
 * An input that nobody wrote.
 *
 * @param tables the rows of each source, in the order of the sources; a value is the engine's own text of it, empty for
 *     NULL
 */
record GeneratedDatabase(List<List<List<Optional<String>>>> tables) {

    GeneratedDatabase {
        tables = tables.stream()
                .map(rows -> rows.stream().map(List::copyOf).toList())
                .toList();
    }

    int rows() {
        return tables.stream().mapToInt(List::size).sum();
    }
}
