package org.lakehousereplay.flink.script;

import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The text form of values of one type, as files of {@link org.lakehousereplay.spi.RowFile} have it, and Flink's
 * internal form of the same values. For the packages of this engine. Instances are immutable.
 */
public abstract sealed class ValueText permits ScalarText, ArrayText, MapText, StructText {

    ValueText() {}

    /**
     * The text form of a type that {@link ColumnTypes#storeType} knows.
     *
     * @throws IllegalArgumentException for another type
     */
    public static ValueText of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case ARRAY -> new ArrayText(((ArrayType) type).getElementType());
            case MAP -> new MapText((MapType) type);
            case ROW -> new StructText((RowType) type);
            default -> new ScalarText(type);
        };
    }

    /**
     * Reads a value.
     *
     * @param node its text form, not NULL
     * @return Flink's internal form
     * @throws IllegalArgumentException when it is no value of the type; the message says why, for the fixture's author
     */
    public abstract Object read(JsonNode node);

    /**
     * Reads a value of a type without parts.
     *
     * @param text its text, not NULL
     * @return Flink's internal form
     * @throws IllegalArgumentException when it is no value of the type; the message says why, for the fixture's author
     */
    public abstract Object parse(String text);

    /**
     * Writes a value.
     *
     * @param out takes its text form
     * @param value Flink's internal form, not NULL
     */
    public abstract void write(JsonGenerator out, Object value) throws IOException;
}
