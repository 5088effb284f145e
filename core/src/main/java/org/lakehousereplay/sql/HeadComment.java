package org.lakehousereplay.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A comment in front of the first word of a text of SQL. Only white space and comments are looked at; behind the first
 * word, reading SQL is the engine's business. For readers of SQL inside this library.
 *
 * @param block whether it is a block comment, not a line comment
 * @param closed whether a block comment ends
 * @param text what stands between its marks
 * @param offset the index of the first character of that text
 */
public record HeadComment(boolean block, boolean closed, String text, int offset) {

    /** The comments before the first word, in order. */
    public static List<HeadComment> read(String sql) {
        List<HeadComment> comments = new ArrayList<>();
        scan(sql, comments);
        return comments;
    }

    /** The index of the first character that is neither white space nor part of a comment. */
    public static int endOfComments(String sql) {
        return scan(sql, new ArrayList<>());
    }

    private static int scan(String sql, List<HeadComment> comments) {
        int index = 0;
        while (index < sql.length()) {
            if (Character.isWhitespace(sql.charAt(index))) {
                index++;
            } else if (sql.startsWith("--", index)) {
                int end = endOfLine(sql, index);
                comments.add(new HeadComment(false, true, sql.substring(index + 2, end), index + 2));
                index = end;
            } else if (sql.startsWith("/*", index)) {
                int end = endOfBlock(sql, index);
                boolean closed = end >= 0;
                String text = sql.substring(index + 2, closed ? end - 2 : sql.length());
                comments.add(new HeadComment(true, closed, text, index + 2));
                index = closed ? end : sql.length();
            } else {
                return index;
            }
        }
        return index;
    }

    private static int endOfLine(String sql, int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? sql.length() : end;
    }

    /** Block comments nest in this dialect. */
    private static int endOfBlock(String sql, int from) {
        int depth = 0;
        int index = from;
        while (index < sql.length() - 1) {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
                if (depth == 0) {
                    return index;
                }
            } else {
                index++;
            }
        }
        return -1;
    }
}
