package org.lakehousereplay.engine.duckdb;

import java.util.stream.Collectors;

/**
 * Builds the SQL that spells values as a {@link org.lakehousereplay.spi.RowFile} holds them, and that reads them back.
 * A leaf is text, so that no number passes through a double; what has parts keeps its shape, with text for its leaves.
 */
final class RowFileValues {

    private RowFileValues() {}

    /** An expression of {@link #textType} that spells a value; it does not depend on the zone of the session. */
    static String toText(ColumnType type, String value) {
        return toText(type, value, 1);
    }

    private static String toText(ColumnType type, String value, int depth) {
        String element = "e" + depth;
        if (type instanceof ColumnType.Sequence sequence) {
            String list = "CAST(" + value + " AS " + sequence.element().name() + "[])"; // an array is a list of its own
            return "list_transform(" + list + ", lambda " + element + ": "
                    + toText(sequence.element(), element, depth + 1) + ")";
        }
        if (type instanceof ColumnType.Mapping mapping) {
            return "list_transform(map_entries(" + value + "), lambda " + element + ": struct_pack(key := "
                    + toText(mapping.key(), element + ".key", depth + 1) + ", value := "
                    + toText(mapping.value(), element + ".value", depth + 1) + "))";
        }
        if (type instanceof ColumnType.Struct struct) {
            String fields = struct.fields().stream()
                    .map(field -> Sql.name(field.name()) + " := "
                            + toText(field.type(), "(" + value + ")." + Sql.name(field.name()), depth))
                    .collect(Collectors.joining(", "));
            return "CASE WHEN " + value + " IS NOT NULL THEN struct_pack(" + fields + ") END";
        }
        return scalarToText(type.name(), value);
    }

    private static String scalarToText(String type, String value) {
        String text = "CAST(" + value + " AS VARCHAR)";
        if (type.equals(ValueConversion.ZONED_TIMESTAMP)) {
            return "CASE WHEN isfinite(" + value + ") THEN CAST(" + value
                    + " AT TIME ZONE 'UTC' AS VARCHAR) || '+00' ELSE " + text + " END";
        }
        if (ValueConversion.FLOATS.contains(type)) {
            return "CASE " + text
                    + " WHEN 'nan' THEN 'NaN' WHEN 'inf' THEN 'Infinity' WHEN '-inf' THEN '-Infinity' ELSE " + text
                    + " END";
        }
        return type.equals("BLOB") ? "hex(" + value + ")" : text;
    }

    /** The type of the engine in which the members of a file are read: VARCHAR, or a shape of VARCHARs. */
    static String textType(ColumnType type) {
        if (type instanceof ColumnType.Sequence sequence) {
            return textType(sequence.element()) + "[]";
        }
        if (type instanceof ColumnType.Mapping mapping) {
            return "STRUCT(\"key\" " + textType(mapping.key()) + ", \"value\" " + textType(mapping.value()) + ")[]";
        }
        if (type instanceof ColumnType.Struct struct) {
            return struct.fields().stream()
                    .map(field -> Sql.name(field.name()) + " " + textType(field.type()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        return "VARCHAR";
    }

    /** An expression for the value that an expression of {@link #textType} spells; evaluating it fails when it is none. */
    static String fromText(ColumnType type, String text) {
        return type.nested() ? "CAST(" + fromText(type, text, 1) + " AS " + type.name() + ")" : fromText(type, text, 1);
    }

    private static String fromText(ColumnType type, String text, int depth) {
        String element = "e" + depth;
        if (type instanceof ColumnType.Sequence sequence) {
            return "list_transform(" + text + ", lambda " + element + ": "
                    + fromText(sequence.element(), element, depth + 1) + ")";
        }
        if (type instanceof ColumnType.Mapping mapping) {
            return "map_from_entries(list_transform(" + text + ", lambda " + element + ": struct_pack(k := "
                    + fromText(mapping.key(), element + ".key", depth + 1) + ", v := "
                    + fromText(mapping.value(), element + ".value", depth + 1) + ")))";
        }
        if (type instanceof ColumnType.Struct struct) {
            String fields = struct.fields().stream()
                    .map(field -> Sql.name(field.name()) + " := "
                            + fromText(field.type(), "(" + text + ")." + Sql.name(field.name()), depth))
                    .collect(Collectors.joining(", "));
            return "CASE WHEN " + text + " IS NOT NULL THEN struct_pack(" + fields + ") END";
        }
        return switch (type.name()) {
            case "VARCHAR" -> text;
            case "BLOB" -> "unhex(" + text + ")";
            default -> "CAST(" + text + " AS " + type.name() + ")";
        };
    }
}
