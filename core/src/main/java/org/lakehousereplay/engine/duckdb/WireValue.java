package org.lakehousereplay.engine.duckdb;

import java.util.stream.Collectors;

/** Values of a column as another engine writes them: every leaf is a text. */
final class WireValue {

    private WireValue() {}

    /** The type that reading such a value gives. */
    static String type(ColumnType type) {
        if (type instanceof ColumnType.Struct struct) {
            return struct.fields().stream()
                    .map(field -> Sql.name(field.name()) + " " + type(field.type()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        if (type instanceof ColumnType.Sequence sequence) {
            return type(sequence.element()) + "[]";
        }
        if (type instanceof ColumnType.Mapping mapping) {
            return "STRUCT(\"key\" " + type(mapping.key()) + ", \"value\" " + type(mapping.value()) + ")[]";
        }
        return "VARCHAR";
    }

    /** An expression of the column's type for such a value. */
    static String typed(ColumnType type, String value) {
        return typed(type, value, 0);
    }

    private static String typed(ColumnType type, String value, int depth) {
        String item = "item" + depth;
        if (type instanceof ColumnType.Struct struct) {
            String fields = struct.fields().stream()
                    .map(field -> Sql.name(field.name()) + " := "
                            + typed(field.type(), "(" + value + ")." + Sql.name(field.name()), depth))
                    .collect(Collectors.joining(", ", "struct_pack(", ")"));
            return "CASE WHEN " + value + " IS NULL THEN NULL ELSE " + fields + " END";
        }
        if (type instanceof ColumnType.Sequence sequence) {
            String list = "list_transform(" + value + ", lambda " + item + ": "
                    + typed(sequence.element(), item, depth + 1) + ")";
            return "CAST(" + list + " AS " + sequence.name() + ")";
        }
        if (type instanceof ColumnType.Mapping mapping) {
            String entry = "struct_pack(k := " + typed(mapping.key(), item + ".\"key\"", depth + 1) + ", v := "
                    + typed(mapping.value(), item + ".\"value\"", depth + 1) + ")";
            return "CASE WHEN " + value + " IS NULL THEN NULL ELSE map_from_entries(list_transform(" + value
                    + ", lambda " + item + ": " + entry + ")) END";
        }
        return type.name().equals("BLOB") ? "unhex(" + value + ")" : "CAST(" + value + " AS " + type.name() + ")";
    }
}
