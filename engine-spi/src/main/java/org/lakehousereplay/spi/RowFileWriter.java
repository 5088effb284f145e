package org.lakehousereplay.spi;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a {@link RowFile}. Public SPI, for engines and table formats that have no writer of JSON of their own.
 *
 * <pre>{@code
 * writer.beginRow("+I");
 * writer.beginColumn();
 * writer.text("17");
 * writer.endRow();
 * }</pre>
 */
public final class RowFileWriter implements Closeable {

    private static final String INSERT = "+I";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Writer output;
    private long rows;
    private int column;
    /** Whether nothing stands yet in the object or list that was begun last, so that no comma is needed. */
    private boolean fresh = true;

    /**
     * @param file the file to write; it is replaced
     */
    public RowFileWriter(Path file) throws IOException {
        this.output = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
    }

    /** How many rows were written. */
    public long rows() {
        return rows;
    }

    /**
     * Begins a row.
     *
     * @param kind its row kind
     */
    public void beginRow(String kind) throws IOException {
        output.write('{');
        fresh = true;
        column = 0;
        if (!kind.equals(INSERT)) {
            beginField(RowFile.KIND);
            text(kind);
        }
    }

    /** Begins the next column of the row; exactly one value follows. */
    public void beginColumn() throws IOException {
        beginField(RowFile.column(column));
        column++;
    }

    /** Ends the row. */
    public void endRow() throws IOException {
        output.write("}\n");
        fresh = true;
        rows++;
    }

    /** The value NULL. */
    public void nothing() throws IOException {
        separate();
        output.write("null");
    }

    /** A value without parts, as {@link RowText} spells it. */
    public void text(String value) throws IOException {
        separate();
        quoted(value);
    }

    /** Begins a list; its elements follow. */
    public void beginList() throws IOException {
        begin('[');
    }

    /** Ends a list. */
    public void endList() throws IOException {
        end(']');
    }

    /** Begins a struct; its fields follow. */
    public void beginStruct() throws IOException {
        begin('{');
    }

    /** Begins a field of a struct; exactly one value follows. */
    public void beginField(String name) throws IOException {
        separate();
        quoted(name);
        output.write(':');
        fresh = true;
    }

    /** Ends a struct. */
    public void endStruct() throws IOException {
        end('}');
    }

    @Override
    public void close() throws IOException {
        output.close();
    }

    private void begin(char bracket) throws IOException {
        separate();
        output.write(bracket);
        fresh = true;
    }

    private void end(char bracket) throws IOException {
        output.write(bracket);
        fresh = false;
    }

    private void separate() throws IOException {
        if (!fresh) {
            output.write(',');
        }
        fresh = false;
    }

    private void quoted(String text) throws IOException {
        output.write('"');
        int from = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' || character == '"' || character == '\\') {
                output.write(text, from, index - from);
                from = index + 1;
                escaped(character);
            }
        }
        output.write(text, from, text.length() - from);
        output.write('"');
    }

    private void escaped(char character) throws IOException {
        if (character < ' ') {
            output.write("\\u00");
            output.write(HEX[character >> 4]);
            output.write(HEX[character & 15]);
        } else {
            output.write('\\');
            output.write(character);
        }
    }
}
