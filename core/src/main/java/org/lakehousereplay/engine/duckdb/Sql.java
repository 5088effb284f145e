package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Quotes names and values for DuckDB. */
final class Sql {

    private Sql() {}

    /** A quoted identifier. */
    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A qualified identifier, each part quoted. */
    static String name(String schema, String table) {
        return name(schema) + '.' + name(table);
    }

    /** A string literal. */
    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** Quoted identifiers in a list. */
    static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** A list literal of the paths as DuckDB's file functions take them: a path is never a pattern. */
    static String files(Collection<Path> paths) {
        return paths.stream()
                .map(path -> text(literalGlob(path.toString())))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A list literal of the paths for a list of what may be read: as files are asked for, and as they are opened. */
    static String permissions(Collection<Path> paths) {
        return paths.stream()
                .flatMap(path -> Stream.of(path.toString(), literalGlob(path.toString())))
                .distinct()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** DuckDB reads {@code * ? [} in a path as a pattern; a character class of one makes them plain again. */
    private static String literalGlob(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        for (int index = 0; index < path.length(); index++) {
            char character = path.charAt(index);
            if (character == '*' || character == '?' || character == '[') {
                escaped.append('[').append(character).append(']');
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
