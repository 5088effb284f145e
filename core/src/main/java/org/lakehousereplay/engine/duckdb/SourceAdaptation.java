package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;

/**
 * Shows the rows of a source of the candidate as the table that an older version declares. Columns that the older
 * version does not know are left out; what it knows and the candidate does not is NULL, and what was of another type is
 * converted. Whether that loses anything is to be asked before a model is believed.
 *
 * @param older the source as the older version declares it
 * @param present the source of the same name in the candidate, if it has one
 */
record SourceAdaptation(Source older, Optional<Source> present) {

    /** The query of the view, over the candidate's view in a schema. */
    String query(String candidateSchema) {
        String columns = older.columns().stream()
                .map(column -> value(column) + " AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
        return present.isEmpty()
                ? "SELECT " + columns + " WHERE false"
                : "SELECT " + columns + " FROM "
                        + Sql.name(candidateSchema, present.get().name());
    }

    private String value(Column column) {
        Optional<Column> now = now(column);
        if (now.isEmpty()) {
            return "CAST(NULL AS " + column.type() + ")";
        }
        String name = Sql.name(now.get().name());
        return now.get().type().equals(column.type()) ? name : "TRY_CAST(" + name + " AS " + column.type() + ")";
    }

    private Optional<Column> now(Column column) {
        return present.flatMap(source -> source.column(column.name()));
    }

    /** The columns of the older version that the candidate does not have. */
    List<String> missing() {
        return older.columns().stream()
                .filter(column -> now(column).isEmpty())
                .map(Column::name)
                .toList();
    }

    /** The columns whose values are converted. */
    List<Column> converted() {
        return older.columns().stream()
                .filter(column ->
                        now(column).isPresent() && !now(column).get().type().equals(column.type()))
                .toList();
    }

    /**
     * A query that counts, for each converted column in turn, the rows of the session's fixture whose value is another
     * one when it is converted and converted back.
     */
    String lossQuery(String candidateSchema) {
        List<String> counts = new ArrayList<>();
        for (Column column : converted()) {
            Column now = now(column).orElseThrow();
            String name = Sql.name(now.name());
            counts.add("count(*) FILTER (TRY_CAST(TRY_CAST(" + name + " AS " + column.type() + ") AS " + now.type()
                    + ") IS DISTINCT FROM " + name + ")");
        }
        return "SELECT " + String.join(", ", counts) + " FROM "
                + Sql.name(candidateSchema, present.orElseThrow().name());
    }
}
