package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A row that a metric produced, seen as the row to expect from now on. For the entry points of the library.
 *
 * @param expectedRow the 0-based row of the expected file with the same key; empty when there is none
 * @param values the value of each output column in canonical text; empty for NULL
 * @param changedColumns the output columns whose value is not the expected one; none when there is no expected row
 */
public record AcceptedRow(OptionalLong expectedRow, List<Optional<String>> values, Set<String> changedColumns) {

    public AcceptedRow {
        values = List.copyOf(values);
        changedColumns = Set.copyOf(changedColumns);
    }
}
