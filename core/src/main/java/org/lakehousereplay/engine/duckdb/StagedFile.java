package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.rows.TextRow;
import org.lakehousereplay.rows.TextRows;

/**
 * A text file laid out in a temporary table as text with line numbers, where the engine can be asked which values do
 * not fit and which rows break a constraint. There is one at a time on a connection.
 */
final class StagedFile {

    private static final String TABLE = "lakehouse_staged";
    private static final int SHOWN = 5;

    private final Connection connection;
    private final Path file;
    private final Header header;
    private final List<ColumnType> types;
    private final ValueConversion conversion;

    private StagedFile(
            Connection connection, Path file, Header header, List<ColumnType> types, ValueConversion conversion) {
        this.connection = connection;
        this.file = file;
        this.header = header;
        this.types = types;
        this.conversion = conversion;
    }

    /**
     * Reads a file into the temporary table.
     *
     * @param problems receives what is malformed; the rows up to there are staged
     */
    static StagedFile stage(
            Connection connection,
            Path file,
            TextRows rows,
            Header header,
            List<ColumnType> types,
            ValueConversion conversion,
            List<Problem> problems)
            throws SQLException {
        StringBuilder columns = new StringBuilder("_lakehouse_line BIGINT");
        for (int index = 0; index < types.size(); index++) {
            columns.append(", c").append(index).append(" VARCHAR");
        }
        DuckDbDatabase.execute(connection, "CREATE OR REPLACE TEMP TABLE " + TABLE + "(" + columns + ")");
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", TABLE)) {
            problems.addAll(rows.read(header.names(), row -> append(appender, row)));
        } catch (AppendFailure failure) {
            throw failure.cause;
        }
        return new StagedFile(connection, file, header, types, conversion);
    }

    private static void append(DuckDBAppender appender, TextRow row) {
        try {
            appender.beginRow();
            appender.append(row.line());
            for (Optional<String> value : row.values()) {
                if (value.isPresent()) {
                    appender.append(value.get());
                } else {
                    appender.appendNull();
                }
            }
            appender.endRow();
        } catch (SQLException exception) {
            throw new AppendFailure(exception);
        }
    }

    /** The columns of the file, in the declared spelling. */
    Set<String> columns() {
        return header.columns().stream().map(Column::name).collect(Collectors.toSet());
    }

    /** The values that do not fit their types, the first few of each column. */
    List<Problem> misfits() throws SQLException {
        ValueDiagnosis diagnosis = new ValueDiagnosis(conversion.zone());
        List<Problem> problems = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            if (types.get(index) instanceof ColumnType.Scalar scalar) {
                String value = "c" + index;
                String misfit = value + " IS NOT NULL AND (" + conversion.fromText(scalar, value) + ") IS NULL";
                problems.addAll(scalarMisfits(diagnosis, index, value, misfit));
            } else {
                nestedMisfit(diagnosis, index).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private List<Problem> scalarMisfits(ValueDiagnosis diagnosis, int index, String value, String misfit)
            throws SQLException {
        List<Problem> problems = new ArrayList<>();
        String column = header.columns().get(index).name();
        String query = "SELECT _lakehouse_line, " + value + ", count(*) OVER () FROM " + TABLE + " WHERE " + misfit
                + " ORDER BY _lakehouse_line LIMIT " + SHOWN;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            long total = 0;
            while (rows.next()) {
                total = rows.getLong(3);
                problems.add(diagnosis.explain(file, rows.getLong(1), column, types.get(index), rows.getString(2)));
            }
            if (total > SHOWN) {
                problems.add(Problem.at(
                        Location.of(file),
                        ErrorCode.VALUE_INVALID,
                        "column " + column + ": " + (total - SHOWN) + " further values do not fit",
                        ""));
            }
        }
        return problems;
    }

    /** Nested values are converted by expressions that fail; halving the rows finds the first that does. */
    private Optional<Problem> nestedMisfit(ValueDiagnosis diagnosis, int index) throws SQLException {
        long low = 0;
        long high = count();
        if (converts(index, low, high)) {
            return Optional.empty();
        }
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (converts(index, low, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT _lakehouse_line, c" + index + " FROM " + TABLE + " WHERE rowid = ?")) {
            statement.setLong(1, low);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String column = header.columns().get(index).name();
                return Optional.of(diagnosis.explain(file, row.getLong(1), column, types.get(index), row.getString(2)));
            }
        }
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + TABLE)) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean converts(int index, long from, long to) {
        String query = "SELECT count(v) FROM (SELECT " + typed(index) + " AS v FROM " + TABLE + " WHERE rowid >= "
                + from + " AND rowid < " + to + ")";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        } catch (SQLException refused) {
            return false;
        }
    }

    private String typed(int index) {
        String value = "c" + index;
        ColumnType type = types.get(index);
        if (type instanceof ColumnType.Scalar scalar) {
            return conversion.fromText(scalar, value);
        }
        return conversion.fromJson(type, jsonOf(value));
    }

    /** The JSON that a text holds; evaluating it fails when the text is none. */
    static String jsonOf(String text) {
        return "CASE WHEN " + text + " IS NOT NULL THEN CASE WHEN json_valid(" + text + ") THEN CAST(" + text
                + " AS JSON) ELSE error('value is not JSON') END END";
    }

    /**
     * A query for the rows with their lines ({@code _lakehouse_line}), their numbers from 0 ({@code _lakehouse_row}) and
     * typed columns under their declared names.
     */
    String typedRows() {
        StringBuilder query = new StringBuilder("SELECT _lakehouse_line, rowid AS _lakehouse_row");
        for (int index = 0; index < types.size(); index++) {
            query.append(", ")
                    .append(typed(index))
                    .append(" AS ")
                    .append(Sql.name(header.columns().get(index).name()));
        }
        return query.append(" FROM ").append(TABLE).append(" ORDER BY rowid").toString();
    }

    private static final class AppendFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient SQLException cause;

        AppendFailure(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
