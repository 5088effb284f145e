package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.spi.RowFile;

/** Writes the rows of a source in the format in which they travel to an engine. */
final class RowExport {

    private RowExport() {}

    /** Writes the rows of a fixture in the order of their arrival, and tells how many there are. */
    static long write(Connection connection, FixtureState state, Source source, Path file) throws SQLException {
        Workspace.select(connection, state.number());
        StringBuilder query = new StringBuilder("SELECT 0 AS ").append(Sql.name(RowFile.INCREMENT));
        List<Column> columns = source.columns();
        for (int index = 0; index < columns.size(); index++) {
            query.append(", ").append(text(columns.get(index))).append(" AS ").append(Sql.name(RowFile.column(index)));
        }
        query.append(" FROM ").append(Sql.name(state.views().tableSchema(), source.name()));
        return DuckDbDatabase.update(
                connection, "COPY (" + query + ") TO " + Sql.text(file.toString()) + " (FORMAT json)");
    }

    private static String text(Column column) {
        String name = Sql.name(column.name());
        if (column.type().equals(ValueConversion.ZONED_TIMESTAMP)) {
            return "CAST(timezone('UTC', " + name + ") AS VARCHAR) || '+00'";
        }
        return column.type().equals("BLOB") ? "hex(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
    }
}
