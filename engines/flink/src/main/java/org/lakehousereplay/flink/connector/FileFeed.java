package org.lakehousereplay.flink.connector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.lakehousereplay.spi.RowFile;

/** Reads the rows of a fixture, increment by increment. */
final class FileFeed implements Feed, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final InputColumns columns;
    private JsonParser parser;
    private GenericRowData pending;
    private int pendingIncrement;
    private long number;

    FileFeed(Path file, InputColumns columns) {
        this.file = file;
        this.columns = columns;
    }

    @Override
    public boolean emit(int increment, Rows rows) throws Exception {
        boolean any = false;
        while (advance() && pendingIncrement <= increment) {
            RowData row = pending;
            pending = null;
            rows.take(row, number);
            any = true;
        }
        return any;
    }

    /** Makes sure that there is a pending row, unless the file is at its end. */
    private boolean advance() throws IOException {
        if (pending != null) {
            return true;
        }
        if (parser == null) {
            parser = JSON.getFactory().createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        }
        if (parser.nextToken() == null) {
            return false;
        }
        number++;
        GenericRowData row = new GenericRowData(columns.width());
        pendingIncrement = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(RowFile.INCREMENT)) {
                pendingIncrement = parser.getIntValue();
            } else if (name.equals(RowFile.KIND)) {
                row.setRowKind(columns.kind(parser.getText(), number));
            } else if (value != JsonToken.VALUE_NULL) {
                read(row, Integer.parseInt(name.substring(1)));
            }
        }
        columns.check(row, number);
        pending = row;
        return true;
    }

    private void read(GenericRowData row, int column) throws IOException {
        int index = columns.index(column);
        if (index < 0) {
            parser.skipChildren();
            return;
        }
        JsonNode value = parser.readValueAsTree();
        try {
            row.setField(index, Cells.read(value, columns.type(index)));
        } catch (RuntimeException unfit) {
            throw columns.unfit(column, value.asText(), number, unfit);
        }
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        }
    }

    /**
     * What a source takes out of a file.
     *
     * @param source the name of the source
     * @param names the names of the columns of the file
     * @param indexes the index of each column of the file in the rows of the source, or -1
     * @param types the types of the rows of the source
     * @param mode the row kinds that it takes
     */
    record InputColumns(String source, List<String> names, int[] indexes, List<LogicalType> types, ChangelogMode mode) {

        int width() {
            return types.size();
        }

        int index(int column) {
            if (column >= indexes.length) {
                throw new InputException("the rows of " + source + " have more columns than the table");
            }
            return indexes[column];
        }

        LogicalType type(int index) {
            return types.get(index);
        }

        RowKind kind(String text, long number) {
            for (RowKind kind : RowKind.values()) {
                if (kind.shortString().equals(text)) {
                    if (!mode.contains(kind)) {
                        throw new InputException("row " + number + " of " + source + " is " + text + ", and " + source
                                + " takes only " + kinds() + " as it is declared");
                    }
                    return kind;
                }
            }
            throw new InputException("row " + number + " of " + source + " has the unknown row kind " + text);
        }

        private String kinds() {
            StringBuilder text = new StringBuilder();
            for (RowKind kind : RowKind.values()) {
                if (mode.contains(kind)) {
                    text.append(text.isEmpty() ? "" : ", ").append(kind.shortString());
                }
            }
            return text.toString();
        }

        void check(RowData row, long number) {
            for (int column = 0; column < indexes.length; column++) {
                int index = indexes[column];
                if (index >= 0 && !types.get(index).isNullable() && row.isNullAt(index)) {
                    throw new InputException("row " + number + " of " + source + ": column " + names.get(column)
                            + " is NULL, and it is declared NOT NULL");
                }
            }
        }

        InputException unfit(int column, String text, long number, RuntimeException cause) {
            return new InputException(
                    "row " + number + " of " + source + ": column " + names.get(column) + ": '" + text + "' is no "
                            + types.get(indexes[column]).asSummaryString(),
                    cause);
        }
    }
}
