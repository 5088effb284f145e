package org.lakehousereplay.diagnostic;

import java.nio.file.Path;

/**
 * A place in a user's file. Public API: read by renderers.
 *
 * @param file the file or directory
 * @param line 1-based line, 0 when the whole file is meant
 * @param column 1-based column in characters (code points), 0 when the whole line is meant
 */
public record Location(Path file, int line, int column) {

    /** The whole file. */
    public static Location of(Path file) {
        return new Location(file, 0, 0);
    }

    /** A whole line. */
    public static Location of(Path file, int line) {
        return new Location(file, line, 0);
    }

    /**
     * The place of a byte offset in a text, as DuckDB reports the position of an error.
     *
     * @param file the file that holds the text
     * @param text the text of the file
     * @param byteOffset 0-based offset into the UTF-8 form of the text; an offset behind the end means the end
     */
    public static Location ofByteOffset(Path file, String text, long byteOffset) {
        int line = 1;
        int column = 1;
        long bytes = 0;
        for (int index = 0; index < text.length() && bytes < byteOffset; ) {
            int codePoint = text.codePointAt(index);
            bytes += utf8Length(codePoint);
            index += Character.charCount(codePoint);
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Location(file, line, column);
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** {@code file:line:column}, without the parts that are not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file.toString();
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
