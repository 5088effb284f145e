package org.lakehousereplay.flink.script;

import java.util.Arrays;

/** A text with the lines that Flink's lexer sees in it: they end with LF, CR LF or CR. */
final class ScriptText {

    private final String text;
    private final int[] lineStarts;

    ScriptText(String text) {
        this.text = text;
        int[] starts = new int[text.length() + 1];
        int lines = 1;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean lone = character == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n');
            if (character == '\n' || lone) {
                starts[lines++] = index + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    /** The index of the character at a place that counts from 1. */
    int index(int line, int column) {
        return Math.min(text.length(), lineStarts[Math.min(line, lineStarts.length) - 1] + column - 1);
    }

    /** The line of a character, from 1. */
    int line(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of a character, from 1. */
    int column(int index) {
        return index - lineStarts[line(index) - 1] + 1;
    }

    String substring(int start, int end) {
        return text.substring(start, end);
    }

    /** The index of the first character that is not white space, at or behind an index. */
    int skipSpace(int index) {
        int next = index;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    int codePoint(int index) {
        return text.codePointAt(index);
    }

    int length() {
        return text.length();
    }
}
