package org.lakehousereplay.report;

import java.util.Locale;
import java.util.Optional;

/**
 * Text of a user's data made fit to be read on one line: what is invisible, moves the cursor or turns the direction of
 * reading becomes an escape, so that two different values never look the same and no value can forge a line. Public API:
 * used by renderers.
 */
public final class VisibleText {

    /** How many columns of a value are shown before it is cut. */
    static final int VALUE_COLUMNS = 40;

    private static final int NAME_COLUMNS = 120;
    private static final int PROBLEM_LENGTH = 1000;
    private static final int COLUMNS_BEFORE_DIFFERENCE = 12;
    private static final String ELLIPSIS = "…";
    private static final String NULL = "NULL";

    private VisibleText() {}

    /** A value of a cell: {@code NULL}, {@code ""}, or its text, cut to {@link #VALUE_COLUMNS}. */
    public static String ofValue(Optional<String> value) {
        return value.map(text -> render(text, 0, VALUE_COLUMNS, false)).orElse(NULL);
    }

    /**
     * Two values that differ, shown so that the difference can be seen: long values are cut around it, and where the
     * glyphs are the same (a letter with and without a combining accent) all letters beyond ASCII are escaped.
     */
    public static Pair ofDifferentValues(Optional<String> expected, Optional<String> actual) {
        if (expected.isEmpty() || actual.isEmpty()) {
            return new Pair(ofValue(expected), ofValue(actual));
        }
        String left = expected.get();
        String right = actual.get();
        int start = 0;
        if (isCut(left) || isCut(right)) {
            start = Math.max(0, commonPrefix(left, right) - COLUMNS_BEFORE_DIFFERENCE);
            if (start < COLUMNS_BEFORE_DIFFERENCE) {
                start = 0;
            } else if (Character.isLowSurrogate(left.charAt(start))) {
                start--;
            }
        }
        Pair pair = new Pair(render(left, start, VALUE_COLUMNS, false), render(right, start, VALUE_COLUMNS, false));
        if (!pair.expected().equals(pair.actual())) {
            return pair;
        }
        return new Pair(render(left, start, VALUE_COLUMNS, true), render(right, start, VALUE_COLUMNS, true));
    }

    /** A name of a file, column, metric or fixture. */
    public static String ofName(String name) {
        StringBuilder text = new StringBuilder();
        append(text, name, 0, NAME_COLUMNS, false, false);
        return text.toString();
    }

    /** A name at the head of a column or in one. */
    public static String ofColumn(String name) {
        StringBuilder text = new StringBuilder();
        append(text, name, 0, VALUE_COLUMNS, false, false);
        return text.toString();
    }

    /** What a problem says: a sentence that may quote a value of any length. */
    public static String ofProblem(String sentence) {
        if (sentence.length() <= PROBLEM_LENGTH) {
            return ofSentence(sentence);
        }
        return ofSentence(sentence.substring(0, PROBLEM_LENGTH)) + ELLIPSIS;
    }

    /** A sentence, on one line and whole: line ends become spaces, backslashes stay as they are. */
    public static String ofSentence(String sentence) {
        StringBuilder text = new StringBuilder();
        sentence.codePoints().forEach(codePoint -> {
            if (codePoint == '\\') {
                text.append('\\');
            } else if (codePoint == '\n' || codePoint == '\t') {
                text.append(' ');
            } else if (codePoint != '\r') {
                text.append(character(codePoint, false));
            }
        });
        return text.toString();
    }

    /** Replaces what no UTF-8 file can hold: halves of surrogate pairs. */
    static String wellFormed(String text) {
        if (text.codePoints().noneMatch(VisibleText::isSurrogate)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .map(codePoint -> isSurrogate(codePoint) ? 0xFFFD : codePoint)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isCut(String text) {
        return append(new StringBuilder(), text, 0, VALUE_COLUMNS, false, false);
    }

    private static int commonPrefix(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int index = 0;
        while (index < length && left.charAt(index) == right.charAt(index)) {
            index++;
        }
        return Math.min(index, length - 1);
    }

    private static String render(String value, int start, int columns, boolean asciiOnly) {
        boolean quoted = needsQuotes(value);
        StringBuilder text = new StringBuilder();
        if (start > 0) {
            text.append(ELLIPSIS);
        }
        if (quoted && start == 0) {
            text.append('"');
        }
        boolean cut = append(text, value, start, columns, asciiOnly, quoted);
        if (quoted && !cut) {
            text.append('"');
        }
        return text.toString();
    }

    /** Values that would be taken for something else, or whose edges cannot be seen. */
    private static boolean needsQuotes(String value) {
        return value.isEmpty()
                || value.equals(NULL)
                || value.startsWith("\"")
                || value.startsWith(" ")
                || value.endsWith(" ");
    }

    /** Appends the text from a start on until the columns are used up; tells whether something was cut. */
    private static boolean append(
            StringBuilder target, String text, int start, int columns, boolean asciiOnly, boolean quoted) {
        int left = columns;
        int lengthWithEllipsis = target.length();
        for (int index = start; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            String shown = quoted && codePoint == '"' ? "\\\"" : character(codePoint, asciiOnly);
            left -= DisplayWidth.of(shown);
            if (left < 0) {
                target.setLength(lengthWithEllipsis);
                target.append(ELLIPSIS);
                return true;
            }
            target.append(shown);
            if (left >= 1) {
                lengthWithEllipsis = target.length();
            }
            index += Character.charCount(codePoint);
        }
        return false;
    }

    private static String character(int codePoint, boolean asciiOnly) {
        switch (codePoint) {
            case '\n':
                return "\\n";
            case '\r':
                return "\\r";
            case '\t':
                return "\\t";
            case '\\':
                return "\\\\";
            default:
                break;
        }
        if (isInvisible(codePoint) || asciiOnly && codePoint > '~') {
            return escape(codePoint);
        }
        return Character.toString(codePoint);
    }

    static String escape(int codePoint) {
        return codePoint <= 0xFFFF
                ? String.format(Locale.ROOT, "\\u%04x", codePoint)
                : String.format(Locale.ROOT, "\\u{%x}", codePoint);
    }

    static boolean hasInvisible(String text) {
        return text.codePoints().anyMatch(VisibleText::isInvisible);
    }

    static boolean isInvisible(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return true;
            case Character.SPACE_SEPARATOR:
                return codePoint != ' ';
            default:
                return isInvisibleLetterOrMark(codePoint);
        }
    }

    /** Fillers, joiners, variation selectors and noncharacters, which Unicode files under other names. */
    private static boolean isInvisibleLetterOrMark(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x2800
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint >= 0x180B && codePoint <= 0x180F
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F
                || codePoint >= 0xE0100 && codePoint <= 0xE01EF
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /**
     * Two values side by side.
     *
     * @param expected the expected value as it is shown
     * @param actual the actual value as it is shown
     */
    public record Pair(String expected, String actual) {}
}
