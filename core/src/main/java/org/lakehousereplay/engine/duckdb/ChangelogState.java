package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;

/**
 * Builds the query for the rows that a changelog leaves in the end, for all fixtures at once.
 *
 * <p>With a primary key the last row of a key counts, whatever was there before it: production tolerates an update or a
 * deletion of a row that it never saw, and the same change twice. Without one, rows are a bag, and each retraction takes
 * the earliest row that is equal to it.
 *
 * @param columns the columns of the rows, in the order of the result
 * @param primaryKey the names of the columns of the primary key; empty without one
 * @param kind the column with the row kinds
 * @param order the column that rows are in order by
 */
record ChangelogState(List<Column> columns, List<String> primaryKey, String kind, String order) {

    /** A condition for rows that are there after their change. */
    static String present(String kind) {
        return kind + " IN ('+I', '+U')";
    }

    ChangelogState {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * The rows in the end.
     *
     * @param changes a relation with {@code _fixture}, the columns, the row kinds and the order
     * @return a query for {@code _fixture} and the columns, in the order in which the rows came
     */
    String query(String changes) {
        String names =
                columns.stream().map(column -> ", " + Sql.name(column.name())).collect(Collectors.joining());
        return "SELECT _fixture" + names + " FROM (" + (primaryKey.isEmpty() ? bag(changes) : latest(changes))
                + ") ORDER BY _fixture, " + order;
    }

    private String latest(String changes) {
        return "SELECT * FROM (SELECT * FROM " + changes + " QUALIFY row_number() OVER (PARTITION BY _fixture, "
                + Sql.names(primaryKey) + " ORDER BY " + order + " DESC) = 1) WHERE " + present(kind);
    }

    private String bag(String changes) {
        String same =
                "_fixture, " + Sql.names(columns.stream().map(Column::name).toList());
        String present = present(kind);
        return "SELECT * FROM (SELECT *, count(*) FILTER (NOT " + present + ") OVER (PARTITION BY " + same
                + ") AS _lakehouse_taken, row_number() OVER (PARTITION BY " + same + ", " + present + " ORDER BY "
                + order + ") AS _lakehouse_copy FROM " + changes + ") WHERE " + present
                + " AND _lakehouse_copy > _lakehouse_taken";
    }
}
