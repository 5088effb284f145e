package org.lakehousereplay.flink.connector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.lakehousereplay.flink.script.RowText;
import org.lakehousereplay.flink.script.ValueText;
import org.lakehousereplay.spi.RowFile;

/** Reads the rows of a fixture, increment by increment. */
final class FileFeed implements Feed, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String source;
    private final BoundColumns columns;
    private final List<LogicalType> types;
    private final List<ValueText> values;
    private final RowProjection projection;
    private final ChangelogMode mode;
    private JsonParser parser;
    private RowData pending;
    private int pendingIncrement;
    private long number;

    private FileFeed(Path file, String source, BoundColumns columns, int[] places, ChangelogMode mode) {
        this.file = file;
        this.source = source;
        this.columns = columns;
        this.types = columns.types();
        this.values = types.stream().map(ValueText::of).toList();
        this.projection =
                new RowProjection(Arrays.stream(places).mapToObj(types::get).toList(), places);
        this.mode = mode;
    }

    /**
     * The rows of a table in the fixture; none where the fixture has no rows for it.
     *
     * @param exchange the exchange of the replay
     * @param table the table
     * @param columns the columns of its file
     * @param places for each column of the rows that come out, its index among those of the file
     * @param mode the row kinds that the table gives
     */
    static Feed of(Exchange exchange, ObjectIdentifier table, BoundColumns columns, int[] places, ChangelogMode mode) {
        String source = exchange.name(table);
        return exchange.input(source)
                .<Feed>map(file -> new FileFeed(file, source, columns, places, mode))
                .orElse((increment, rows) -> false);
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
        GenericRowData row = read();
        check(row);
        pending = projection.isIdentical(row.getArity()) ? row : projection.apply(row);
        return true;
    }

    private GenericRowData read() throws IOException {
        GenericRowData row = new GenericRowData(values.size());
        pendingIncrement = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(RowFile.INCREMENT)) {
                pendingIncrement = parser.getIntValue();
            } else if (name.equals(RowFile.KIND)) {
                row.setRowKind(RowText.kind(parser.getText()));
            } else if (token != JsonToken.VALUE_NULL) {
                int column = Integer.parseInt(name.substring(1));
                row.setField(column, value(column, token));
            }
        }
        return row;
    }

    private Object value(int column, JsonToken token) throws IOException {
        try {
            return token == JsonToken.VALUE_STRING
                    ? values.get(column).parse(parser.getText())
                    : values.get(column).read(parser.readValueAsTree());
        } catch (IllegalArgumentException unfit) {
            throw new InputException(
                    "row " + number + " of " + source + ": column "
                            + columns.names().get(column) + ": " + unfit.getMessage(),
                    unfit);
        }
    }

    private void check(RowData row) {
        if (!mode.contains(row.getRowKind())) {
            throw new InputException("row " + number + " of " + source + " is "
                    + row.getRowKind().shortString() + ", and " + source + " takes only " + kinds()
                    + " as it is declared");
        }
        for (int column = 0; column < types.size(); column++) {
            if (!types.get(column).isNullable() && row.isNullAt(column)) {
                throw new InputException("row " + number + " of " + source + ": column "
                        + columns.names().get(column) + " is NULL, and it is declared NOT NULL");
            }
        }
    }

    private String kinds() {
        return mode.getContainedKinds().stream()
                .map(kind -> kind.shortString())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        }
    }
}
