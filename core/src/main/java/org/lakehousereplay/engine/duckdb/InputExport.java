package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.spi.RowFile;

/** Writes the rows of a source as an engine takes them, in bulk: the engine of the store does all of it. */
final class InputExport {

    private final Connection connection;
    private final ColumnTypes types;

    /** @param connection a connection that may write the files */
    InputExport(Connection connection) {
        this.connection = connection;
        this.types = new ColumnTypes(connection);
    }

    /**
     * The rows to write.
     *
     * @param table the table, with {@code _fixture} and columns of the names that are asked for
     * @param arrivals whether it has the columns of {@link Arrivals}; otherwise all its rows are inserts of the first
     *     increment, in the order in which they are stored
     * @param fixture the number of the fixture
     */
    record Rows(String table, boolean arrivals, int fixture) {

        private String condition() {
            return " FROM " + table + " WHERE _fixture = " + fixture;
        }

        private String order() {
            return arrivals ? Arrivals.INCREMENT + ", " + Arrivals.ARRIVAL : "rowid";
        }
    }

    /**
     * Writes rows.
     *
     * @param rows the rows
     * @param columns the columns that the engine takes, in its order; empty for one that the table does not have
     * @param file the file to write
     * @return how many rows were written; with none there is no file
     */
    long write(Rows rows, List<Optional<Column>> columns, Path file) throws SQLException {
        Extent extent = extent(rows);
        if (extent.rows() == 0) {
            return 0;
        }
        StringBuilder query = new StringBuilder("SELECT ")
                .append(rows.arrivals() ? Arrivals.INCREMENT : "0")
                .append(" AS ")
                .append(RowFile.INCREMENT);
        if (extent.changes()) {
            query.append(", ").append(Arrivals.KIND).append(" AS ").append(RowFile.KIND);
        }
        for (int index = 0; index < columns.size(); index++) {
            Optional<Column> column = columns.get(index);
            query.append(", ")
                    .append(column.isPresent() ? text(column.get()) : "CAST(NULL AS VARCHAR)")
                    .append(" AS ")
                    .append(RowFile.column(index));
        }
        query.append(rows.condition()).append(" ORDER BY ").append(rows.order());
        DuckDbDatabase.execute(
                connection, "COPY (" + query + ") TO " + Sql.text(file.toString()) + " (FORMAT json, ARRAY false)");
        return extent.rows();
    }

    private String text(Column column) throws SQLException {
        return RowFileValues.toText(types.of(column.type()), Sql.name(column.name()));
    }

    private record Extent(long rows, boolean changes) {}

    /** Most inputs hold nothing but inserts, of which a file need not say so on every line. */
    private Extent extent(Rows rows) throws SQLException {
        String changes = rows.arrivals() ? "coalesce(bool_or(" + Arrivals.KIND + " <> '+I'), false)" : "false";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), " + changes + rows.condition())) {
            row.next();
            return new Extent(row.getLong(1), row.getBoolean(2));
        }
    }

    /**
     * How many increments the rows of a fixture arrive in.
     *
     * @param sources the rows of every source
     */
    int increments(List<Rows> sources) throws SQLException {
        int increments = 1;
        for (Rows rows : sources) {
            if (rows.arrivals()) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT coalesce(max(" + Arrivals.INCREMENT + "), 0) + 1" + rows.condition())) {
                    row.next();
                    increments = Math.max(increments, row.getInt(1));
                }
            }
        }
        return increments;
    }
}
