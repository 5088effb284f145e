package org.lakehousereplay.engine.duckdb;

import java.util.List;

/** A type of the engine, as far as reading values needs to know it. */
sealed interface ColumnType {

    /** The engine's name of the type. */
    String name();

    /** A type without parts, such as {@code BIGINT}, {@code DECIMAL(18,2)} or {@code JSON}. */
    record Scalar(String name) implements ColumnType {}

    /** A {@code STRUCT}. */
    record Struct(String name, List<Field> fields) implements ColumnType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A list or an array. */
    record Sequence(String name, ColumnType element) implements ColumnType {}

    /** A {@code MAP}. */
    record Mapping(String name, ColumnType key, ColumnType value) implements ColumnType {}

    /** A field of a struct. */
    record Field(String name, ColumnType type) {}

    default boolean nested() {
        return !(this instanceof Scalar);
    }
}
