package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.spi.RowFile;

/** Reads the rows that an engine or a table format wrote into tables of the store. The mirror of {@link InputExport}. */
final class OutputImport {

    /** The column with the row kind. */
    static final String KIND = "_kind";

    /** The column with the number of the row in its file, from 1. */
    static final String EMISSION = "_emission";

    private final Connection connection;
    private final ColumnTypes types;

    /** @param connection a connection that may read the files */
    OutputImport(Connection connection) {
        this.connection = connection;
        this.types = new ColumnTypes(connection);
    }

    /**
     * A relation with the rows of a file: {@link #EMISSION}, {@link #KIND} and the columns with their types. Reading it
     * fails when a value does not fit, so nothing is lost in silence.
     *
     * @param file a {@link RowFile}
     * @param columns the columns in the order of the file, with types of the store
     */
    String rows(Path file, List<Column> columns) throws SQLException {
        StringBuilder members = new StringBuilder(RowFile.KIND + ": 'VARCHAR'");
        StringBuilder values = new StringBuilder();
        for (int index = 0; index < columns.size(); index++) {
            ColumnType type = types.of(columns.get(index).type());
            String member = RowFile.column(index);
            members.append(", ").append(member).append(": ").append(Sql.text(RowFileValues.textType(type)));
            values.append(", ")
                    .append(RowFileValues.fromText(type, member))
                    .append(" AS ")
                    .append(Sql.name(columns.get(index).name()));
        }
        return "(SELECT row_number() OVER () AS " + EMISSION + ", coalesce(" + RowFile.KIND + ", '+I') AS " + KIND
                + values + " FROM read_json(" + Sql.files(List.of(file))
                + ", format = 'newline_delimited', records = 'true', columns = {" + members
                + "}, hive_partitioning = false))";
    }

    /**
     * Adds the rows of one fixture as they were emitted.
     *
     * @param file the rows
     * @param columns the columns in the order of the file
     * @param fixture the number of the fixture
     * @param table a table with {@code _fixture}, {@link #EMISSION}, {@link #KIND} and the columns
     */
    void addChangelog(Path file, List<Column> columns, int fixture, String table) throws SQLException {
        String names = names(columns);
        DuckDbDatabase.execute(
                connection,
                "INSERT INTO " + table + " (_fixture, " + EMISSION + ", " + KIND + names + ") SELECT " + fixture + ", "
                        + EMISSION + ", " + KIND + names + " FROM " + rows(file, columns) + " ORDER BY " + EMISSION);
    }

    /**
     * Adds the rows of one fixture as they are in the end.
     *
     * @param changelog the rows as they were emitted
     * @param end the rows in the end, where they do not follow from the changelog
     * @param columns the columns in the order of the files
     * @param primaryKey the columns of the primary key; empty for a bag of rows
     * @param fixture the number of the fixture
     * @param table a table with {@code _fixture} and the columns
     */
    void addTable(
            Path changelog,
            Optional<Path> end,
            List<Column> columns,
            List<String> primaryKey,
            int fixture,
            String table)
            throws SQLException {
        String names = names(columns);
        String into = "INSERT INTO " + table + " (_fixture" + names + ") ";
        if (end.isPresent()) {
            DuckDbDatabase.execute(
                    connection,
                    into + "SELECT " + fixture + names + " FROM " + rows(end.get(), columns) + " ORDER BY " + EMISSION);
            return;
        }
        String changes = "(SELECT " + fixture + " AS _fixture, * FROM " + rows(changelog, columns) + ")";
        DuckDbDatabase.execute(
                connection, into + new ChangelogState(columns, primaryKey, KIND, EMISSION).query(changes));
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> ", " + Sql.name(column.name())).collect(Collectors.joining());
    }
}
