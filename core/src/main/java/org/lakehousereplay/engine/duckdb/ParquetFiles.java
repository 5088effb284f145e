package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.sql.EngineError;

/** The Parquet files of one input, matched with the columns of their source. */
final class ParquetFiles {

    private static final List<String> WHOLE_NUMBERS = List.of(
            "UTINYINT", "TINYINT", "USMALLINT", "SMALLINT", "UINTEGER", "INTEGER", "UBIGINT", "BIGINT", "HUGEINT");

    private final Connection connection;
    private final List<Path> files;

    ParquetFiles(Connection connection, List<Path> files) {
        this.connection = connection;
        this.files = List.copyOf(files);
    }

    /** The size of all files. */
    static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * The declared columns that the files have, each with the spelling of the files.
     *
     * @param problems receives what keeps the files from being read as the source
     */
    Map<String, String> columns(LoadTarget target, List<Problem> problems) throws SQLException {
        Map<String, String> present = new LinkedHashMap<>();
        for (Path file : files) {
            List<Column> found = new ArrayList<>();
            try {
                found.addAll(describe(file));
            } catch (SQLException refused) {
                problems.add(Problem.at(
                        Location.of(file),
                        ErrorCode.PARQUET_MALFORMED,
                        "the file is not a complete Parquet file: "
                                + EngineError.of(refused).message(),
                        "Write it again"));
                continue;
            }
            List<String> names = found.stream().map(Column::name).toList();
            problems.addAll(Header.problems(names, target, name -> Location.of(file)));
            problems.addAll(Header.missing(Location.of(file), names, target));
            for (Column column : found) {
                Optional<Column> declared = target.column(column.name());
                if (declared.isPresent()) {
                    present.put(declared.get().name(), column.name());
                    if (!fits(column.type(), declared.get().type())) {
                        problems.add(Problem.at(
                                Location.of(file),
                                ErrorCode.VALUE_INVALID,
                                "column " + column.name() + " is " + column.type() + " in the file and "
                                        + declared.get().type() + " in " + target.title(),
                                "Declare the type of the file, or write the file with the declared type"));
                    }
                }
            }
        }
        return present;
    }

    private List<Column> describe(Path file) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet("
                        + Sql.files(List.of(file)) + ", hive_partitioning = false)")) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), true));
            }
        }
        return columns;
    }

    /** Whether every value of one type is a value of another. */
    private static boolean fits(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        int narrow = WHOLE_NUMBERS.indexOf(from);
        int wide = WHOLE_NUMBERS.indexOf(to);
        if (narrow >= 0 && wide >= 0) {
            // Signed types hold the unsigned ones that stand before them; an unsigned type holds no signed one.
            return narrow < wide && (from.startsWith("U") || !to.startsWith("U"));
        }
        Matcher fromDecimal = ValueConversion.DECIMAL.matcher(from);
        Matcher toDecimal = ValueConversion.DECIMAL.matcher(to);
        if (fromDecimal.matches() && toDecimal.matches()) {
            int fromScale = Integer.parseInt(fromDecimal.group(2));
            int toScale = Integer.parseInt(toDecimal.group(2));
            int fromWhole = Integer.parseInt(fromDecimal.group(1)) - fromScale;
            int toWhole = Integer.parseInt(toDecimal.group(1)) - toScale;
            return fromScale <= toScale && fromWhole <= toWhole;
        }
        return (from.equals("FLOAT") && to.equals("DOUBLE"))
                || (to.equals("TIMESTAMP") && (from.equals("TIMESTAMP_S") || from.equals("TIMESTAMP_MS")))
                || (from.equals("VARCHAR") && (to.startsWith("ENUM(") || to.equals("JSON")));
    }
}
