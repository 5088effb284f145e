package org.lakehousereplay.rows;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches the characters of a CSV file for what the parser lets pass or tells without a line: a quote that is never
 * closed, text behind a closing quote, and NUL characters, which text does not have.
 */
final class CsvGuard extends FilterReader {

    private static final int QUOTE = '"';

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private State state = State.FIELD_START;
    private int line = 1;
    private int quoteLine;
    private boolean afterCarriageReturn;

    CsvGuard(Reader reader) {
        super(reader);
    }

    /** Text that is not CSV. */
    static final class MalformedText extends IOException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String remedy;

        MalformedText(int line, String message, String remedy) {
            super(message);
            this.line = line;
            this.remedy = remedy;
        }

        int line() {
            return line;
        }

        String remedy() {
            return remedy;
        }
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        if (character < 0) {
            end();
        } else {
            accept((char) character);
        }
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            end();
        }
        for (int index = offset; index < offset + count; index++) {
            accept(buffer[index]);
        }
        return count;
    }

    private void end() throws MalformedText {
        if (state == State.QUOTED) {
            throw new MalformedText(
                    quoteLine,
                    "a double quote is opened here and never closed",
                    "Close it; a double quote within quotes is written as two");
        }
    }

    private void accept(char character) throws MalformedText {
        if (character == 0) {
            throw new MalformedText(line, "the line holds a NUL character", "Save the file as UTF-8 text");
        }
        switch (state) {
            case FIELD_START, PLAIN -> {
                if (character == QUOTE && state == State.FIELD_START) {
                    state = State.QUOTED;
                    quoteLine = line;
                } else {
                    state = endsField(character) ? State.FIELD_START : State.PLAIN;
                }
            }
            case QUOTED -> {
                if (character == QUOTE) {
                    state = State.QUOTE_IN_QUOTED;
                }
            }
            case QUOTE_IN_QUOTED -> {
                if (character == QUOTE) {
                    state = State.QUOTED;
                } else if (endsField(character)) {
                    state = State.FIELD_START;
                } else {
                    throw new MalformedText(
                            line,
                            "there is text behind a closing double quote",
                            "Put a comma between fields; a double quote within quotes is written as two");
                }
            }
        }
        if (character == '\r' || (character == '\n' && !afterCarriageReturn)) {
            line++;
        }
        afterCarriageReturn = character == '\r';
    }

    private static boolean endsField(char character) {
        return character == ',' || character == '\n' || character == '\r';
    }
}
