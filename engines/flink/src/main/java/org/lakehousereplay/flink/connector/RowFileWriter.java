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
import org.lakehousereplay.flink.script.RowText;
import org.lakehousereplay.spi.RowFile;

/** Writes a {@link RowFile}. Rows may come from several threads. For the packages of this engine. */
public final class RowFileWriter implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final RowText text;
    private final RowProjection projection;
    private final JsonGenerator out;

    /**
     * @param file the file to write
     * @param types the types of the columns
     * @param indexes the index of each column in the rows, or -1 for one that is always NULL
     */
    public RowFileWriter(Path file, List<LogicalType> types, int[] indexes) throws IOException {
        this.file = file;
        this.text = new RowText(types);
        this.projection = new RowProjection(types, indexes);
        this.out = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Writes a row. */
    public void write(RowData row) throws IOException {
        write(row, row.getRowKind());
    }

    /** Writes a row as one of another kind. */
    public synchronized void write(RowData row, RowKind kind) throws IOException {
        RowData projected = projection.apply(row);
        projected.setRowKind(kind);
        text.write(out, projected);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
