package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;

/** Reads the rows of an input once more, with the lines they stand on, to say where something is wrong. */
final class LocatedInputs {

    private final Connection connection;
    private final TableLoader loader;

    LocatedInputs(Connection connection, TableLoader loader) {
        this.connection = connection;
        this.loader = loader;
    }

    /** The rows of the parts of an input, with the columns of a source. */
    List<ConstraintCheck.LocatedRows> of(Source source, LoadTarget target, InputFile input) {
        return of(source.columns(), target, input);
    }

    /** The rows of the parts of an input, with some columns of the table that they are loaded into. */
    List<ConstraintCheck.LocatedRows> of(List<Column> columns, LoadTarget target, InputFile input) {
        List<ConstraintCheck.LocatedRows> parts = new ArrayList<>();
        for (Path part : input.parts()) {
            parts.add(new ConstraintCheck.LocatedRows() {
                @Override
                public Path file() {
                    return part;
                }

                @Override
                public String query() throws SQLException {
                    return locatedRows(columns, target, new LoadFile(0, input.format(), part));
                }
            });
        }
        return parts;
    }

    private String locatedRows(List<Column> wanted, LoadTarget target, LoadFile file) throws SQLException {
        String rows;
        Set<String> present;
        if (file.format() == DataFormat.PARQUET) {
            Map<String, String> columns =
                    new ParquetFiles(connection, List.of(file.path())).columns(target, new ArrayList<>());
            present = columns.keySet();
            String values = columns.entrySet().stream()
                    .map(column -> ", " + Sql.name(column.getValue()) + " AS " + Sql.name(column.getKey()))
                    .collect(Collectors.joining());
            rows = "SELECT file_row_number + 1 AS _lakehouse_line" + values + " FROM read_parquet("
                    + Sql.files(List.of(file.path())) + ", file_row_number = true, hive_partitioning = false)";
        } else {
            StagedFile staged = loader.stage(target, file, new ArrayList<>());
            present = staged.columns();
            rows = staged.typedRows();
        }
        String columns = wanted.stream()
                .map(column -> ", " + (present.contains(column.name()) ? "" : "CAST(NULL AS " + column.type() + ") AS ")
                        + Sql.name(column.name()))
                .collect(Collectors.joining());
        return "SELECT _lakehouse_line" + columns + " FROM (" + rows + ")";
    }
}
