package org.lakehousereplay.sql;

/** Writes names and texts into SQL. For whoever builds a statement inside this library. */
public final class SqlName {

    private SqlName() {}

    /** A name in double quotes, so that any character may be in it. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in single quotes. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
