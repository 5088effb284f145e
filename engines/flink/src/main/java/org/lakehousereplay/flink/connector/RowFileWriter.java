package org.lakehousereplay.flink.connector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.lakehousereplay.spi.RowFile;

/** Writes a {@link RowFile}. Rows may come from several threads. For the packages of this engine. */
public final class RowFileWriter implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final List<LogicalType> types;
    private final RowData.FieldGetter[] getters;
    private final JsonGenerator out;

    /**
     * @param file the file to write
     * @param types the types of the columns
     * @param indexes the index of each column in the rows, or -1 for one that is always NULL
     */
    public RowFileWriter(Path file, List<LogicalType> types, int[] indexes) throws IOException {
        this.file = file;
        this.types = List.copyOf(types);
        this.getters = new RowData.FieldGetter[indexes.length];
        for (int column = 0; column < indexes.length; column++) {
            getters[column] =
                    indexes[column] < 0 ? row -> null : RowData.createFieldGetter(types.get(column), indexes[column]);
        }
        this.out = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Writes a row. */
    public synchronized void write(RowData row) throws IOException {
        out.writeStartObject();
        if (row.getRowKind() != RowKind.INSERT) {
            out.writeStringField(RowFile.KIND, row.getRowKind().shortString());
        }
        for (int column = 0; column < getters.length; column++) {
            out.writeFieldName(RowFile.column(column));
            Cells.write(out, getters[column].getFieldOrNull(row), types.get(column));
        }
        out.writeEndObject();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
