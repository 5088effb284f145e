package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.RowFileWriter;
import org.lakehousereplay.spi.TableColumn;

/**
 * A table format for tests: a directory with a file for each version, {@code 0.csv}, {@code 1.csv}, and so on, whose
 * header gives names and types, such as {@code id BIGINT;amount DECIMAL(12,2)}. With changes, the first field of a row is
 * its kind. Fields are separated by semicolons, and an empty field is NULL.
 */
final class CsvVersions implements LakeTableFormat {

    private int readings;

    /** How many tables were read. */
    int readings() {
        return readings;
    }

    /** No engine, and this format. */
    Engines engines() {
        return new Engines() {
            @Override
            public EngineSession engine(String name) throws EngineUnavailableException {
                throw new EngineUnavailableException("there is no engine " + name, "");
            }

            @Override
            public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
                if (!name.equals(name())) {
                    throw new EngineUnavailableException("nobody reads " + name, "");
                }
                return CsvVersions.this;
            }

            private String name() {
                return CsvVersions.this.name();
            }

            @Override
            public List<String> engineNames() {
                return List.of();
            }

            @Override
            public List<String> tableFormatNames() {
                return List.of(name());
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    @Override
    public String name() {
        return "csv-versions";
    }

    @Override
    public LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        readings++;
        long version = version(request);
        Path file = request.table().resolve(version + ".csv");
        if (!Files.exists(file)) {
            throw new LakeTableException("the table has no version " + version, "Its last version is " + last(request));
        }
        List<String> lines = Files.readAllLines(file);
        List<TableColumn> columns = new ArrayList<>();
        for (String column : lines.get(0).split(";")) {
            int blank = column.indexOf(' ');
            String type = column.substring(blank + 1);
            columns.add(new TableColumn(column.substring(0, blank), type, type, true));
        }
        try (RowFileWriter writer = new RowFileWriter(request.output())) {
            for (String line : lines.subList(1, lines.size())) {
                List<String> fields = new ArrayList<>(List.of(line.split(";", -1)));
                writer.beginRow(request.changes() ? fields.remove(0) : "+I");
                for (String field : fields) {
                    writer.beginColumn();
                    if (field.isEmpty()) {
                        writer.nothing();
                    } else {
                        writer.text(field);
                    }
                }
                writer.endRow();
            }
            return new LakeTableRows(columns, writer.rows(), "version " + version);
        }
    }

    private static long version(LakeTableRequest request) throws IOException, LakeTableException {
        if (request.version().isEmpty()) {
            return last(request);
        }
        if (request.version().get() instanceof LakeTableVersion.Numbered numbered) {
            return numbered.number();
        }
        throw new LakeTableException(
                "only numbers are understood here, not " + request.version().get(), "");
    }

    private static long last(LakeTableRequest request) throws IOException {
        try (Stream<Path> files = Files.list(request.table())) {
            return files.count() - 1;
        }
    }
}
