package org.lakehousereplay.html.store;

/** Names and texts as the database takes them. */
final class Quoted {

    private Quoted() {}

    /** An identifier. */
    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A table of the store. */
    static String table(String schema, String table) {
        return ReplayStore.CATALOG + "." + name(schema) + "." + name(table);
    }

    /** A string literal. */
    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
