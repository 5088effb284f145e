package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.spi.SourceTable;

/**
 * Which changes the rows of a source may be. For engines and entry points inside this library.
 *
 * @param kinds the row kinds that the source takes
 * @param byEngine whether that is settled by the declaration of a table of an engine; where it is not, an input of
 *     change events may bring all row kinds to a source that otherwise takes only inserts
 * @param rowKind the column of inputs, no column of the source, that holds row kinds; empty when inputs have none
 * @param primaryKey the columns by which changes find their row; empty when rows are a bag
 */
public record SourceChanges(RowKinds kinds, boolean byEngine, Optional<String> rowKind, List<String> primaryKey) {

    /** The column with row kinds where nobody names another. */
    public static final String DEFAULT_ROW_KIND = "op";

    public SourceChanges {
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * A source that {@code sources.sql} declares.
     *
     * @param rowKind the column with row kinds that {@code pipeline.yaml} names
     * @param primaryKey the columns of the primary key; empty without one
     */
    static SourceChanges declared(Optional<String> rowKind, List<String> primaryKey) {
        return new SourceChanges(
                rowKind.isPresent() ? RowKinds.CHANGELOG : RowKinds.INSERT_ONLY, false, rowKind, primaryKey);
    }

    /** The same with a column of inputs that {@code pipeline.yaml} names. */
    SourceChanges withRowKind(String column) {
        return byEngine
                ? new SourceChanges(kinds, true, Optional.of(column), primaryKey)
                : declared(Optional.of(column), primaryKey);
    }

    /**
     * A source that a table of an engine is bound to.
     *
     * @param table the table
     * @param rowKind the column with row kinds that {@code pipeline.yaml} names
     */
    public static SourceChanges of(SourceTable table, Optional<String> rowKind) {
        boolean taken =
                table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(DEFAULT_ROW_KIND));
        return new SourceChanges(
                table.kinds(),
                true,
                rowKind.or(() -> taken ? Optional.empty() : Optional.of(DEFAULT_ROW_KIND)),
                table.primaryKey());
    }
}
