package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.fixture.PartitionFolders;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.sql.EngineError;

/** Puts the values that folders stand for beside the rows of the Parquet files in them. */
final class PartitionReading {

    private static final String FILE = "lakehouse file";

    private final Connection connection;
    private final ValueConversion conversion;
    private final ColumnTypes types;

    PartitionReading(Connection connection, ZoneId zone) {
        this.connection = connection;
        this.conversion = new ValueConversion(zone);
        this.types = new ColumnTypes(connection);
    }

    /**
     * Writes the rows of all parts.
     *
     * @param file the Parquet file to write
     * @param problems receives what keeps them from being read
     */
    void write(Source source, InputFile input, Path file, List<Problem> problems) throws SQLException {
        List<Column> partitions = partitions(source, input, problems);
        if (!problems.isEmpty()) {
            return;
        }
        Map<Path, List<Optional<String>>> values = new LinkedHashMap<>();
        for (Path part : input.parts()) {
            values.put(part, PartitionFolders.values(input, part));
        }
        checkValues(partitions, values, problems);
        checkFiles(input, problems);
        if (!problems.isEmpty()) {
            return;
        }
        StringBuilder converted = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int index = 0; index < partitions.size(); index++) {
            converted
                    .append(", ")
                    .append(typed(partitions.get(index), "p.v" + index))
                    .append(" AS ")
                    .append(Sql.name(input.partitions().get(index)));
            names.append(", v").append(index);
        }
        String folders = values.entrySet().stream()
                .map(entry -> "(" + Sql.text(entry.getKey().toString())
                        + entry.getValue().stream()
                                .map(value -> ", " + literal(value))
                                .collect(Collectors.joining())
                        + ")")
                .collect(Collectors.joining(", "));
        try {
            DuckDbDatabase.execute(
                    connection,
                    "COPY (SELECT r.* EXCLUDE (" + Sql.name(FILE) + ")" + converted + " FROM read_parquet("
                            + Sql.files(input.parts()) + ", union_by_name = true, filename = " + Sql.text(FILE)
                            + ", hive_partitioning = false) r JOIN (VALUES " + folders + ") p(path" + names
                            + ") ON p.path = r." + Sql.name(FILE) + ") TO " + Sql.text(file.toString())
                            + " (FORMAT parquet)");
        } catch (SQLException refused) {
            problems.add(Problem.at(
                    Location.of(input.path()),
                    ErrorCode.PARQUET_MALFORMED,
                    "the files cannot be read: " + EngineError.of(refused).message(),
                    "Write them again"));
        }
    }

    private static List<Column> partitions(Source source, InputFile input, List<Problem> problems) {
        List<Column> columns = new ArrayList<>();
        for (String name : input.partitions()) {
            Optional<Column> column = source.column(name);
            if (column.isEmpty()) {
                problems.add(Problem.at(
                        Location.of(input.path()),
                        ErrorCode.COLUMN_UNKNOWN,
                        "folders name the column " + name + ", which source " + source.name() + " does not have",
                        Spelling.didYouMean(
                                name,
                                source.columns().stream().map(Column::name).toList())));
            }
            column.ifPresent(columns::add);
        }
        return columns;
    }

    private void checkValues(List<Column> partitions, Map<Path, List<Optional<String>>> values, List<Problem> problems)
            throws SQLException {
        for (int index = 0; index < partitions.size(); index++) {
            Map<Optional<String>, Path> folders = new LinkedHashMap<>();
            for (Map.Entry<Path, List<Optional<String>>> entry : values.entrySet()) {
                folders.putIfAbsent(entry.getValue().get(index), entry.getKey().getParent());
            }
            for (Map.Entry<Optional<String>, Path> folder : folders.entrySet()) {
                if (folder.getKey().isPresent() && !fits(partitions.get(index), folder.getKey())) {
                    problems.add(Problem.at(
                            Location.of(folder.getValue()),
                            ErrorCode.VALUE_INVALID,
                            "\"" + folder.getKey().get() + "\" in the name of the folder is no "
                                    + partitions.get(index).type() + ", which column "
                                    + partitions.get(index).name() + " is",
                            "Rename the folder, or declare the column as its folders have it"));
                }
            }
        }
    }

    private boolean fits(Column column, Optional<String> value) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT (" + typed(column, "v") + ") IS NOT NULL FROM (SELECT " + literal(value) + " AS v)")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException refused) {
            return false;
        }
    }

    private String typed(Column column, String text) throws SQLException {
        ColumnType type = types.of(column.type());
        return type instanceof ColumnType.Scalar scalar
                ? conversion.fromText(scalar, text)
                : conversion.fromJson(type, StagedFile.jsonOf(text));
    }

    private static String literal(Optional<String> value) {
        return value.map(Sql::text).orElse("CAST(NULL AS VARCHAR)");
    }

    /** All parts have the same columns, and none of them a column that folders name. */
    private void checkFiles(InputFile input, List<Problem> problems) throws SQLException {
        Optional<List<String>> first = Optional.empty();
        for (Path part : input.parts()) {
            List<String> columns = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet("
                            + Sql.files(List.of(part)) + ", hive_partitioning = false)")) {
                while (rows.next()) {
                    columns.add(rows.getString(1).toLowerCase(Locale.ROOT) + " " + rows.getString(2));
                    String name = rows.getString(1);
                    if (input.partitions().stream().anyMatch(name::equalsIgnoreCase)) {
                        problems.add(Problem.at(
                                Location.of(part),
                                ErrorCode.COLUMN_DUPLICATE,
                                "the column " + name + " stands in the file and in the name of its folder",
                                "Write the file without it"));
                    }
                }
            } catch (SQLException refused) {
                problems.add(Problem.at(
                        Location.of(part),
                        ErrorCode.PARQUET_MALFORMED,
                        "the file is not a complete Parquet file: "
                                + EngineError.of(refused).message(),
                        "Write it again"));
                continue;
            }
            columns.sort(null);
            if (first.isPresent() && !first.get().equals(columns)) {
                problems.add(Problem.at(
                        Location.of(part),
                        ErrorCode.COLUMN_MISSING,
                        "the file has the columns " + String.join(", ", columns) + ", the first one has "
                                + String.join(", ", first.get()),
                        "Write all parts with the same columns"));
            }
            first = first.or(() -> Optional.of(columns));
        }
    }
}
