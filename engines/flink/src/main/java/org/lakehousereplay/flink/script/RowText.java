package org.lakehousereplay.flink.script;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.lakehousereplay.spi.RowFile;

/**
 * Rows in the text form of {@link RowFile} and in Flink's internal form. For the packages of this engine. Instances are
 * immutable.
 */
public final class RowText {

    private final List<String> members;
    private final List<ValueText> values;
    private final List<RowData.FieldGetter> getters;

    /**
     * @param types the types of the columns, in declared order
     */
    public RowText(List<LogicalType> types) {
        this.members =
                IntStream.range(0, types.size()).mapToObj(RowFile::column).toList();
        this.values = types.stream().map(ValueText::of).toList();
        this.getters = IntStream.range(0, types.size())
                .mapToObj(index -> RowData.createFieldGetter(types.get(index), index))
                .toList();
    }

    /**
     * Reads a row.
     *
     * @param node an object with a member for each column that is not NULL
     * @throws IllegalArgumentException when a value does not fit its type; the message says why
     */
    public RowData read(JsonNode node) {
        GenericRowData row = new GenericRowData(kind(node), values.size());
        for (int index = 0; index < values.size(); index++) {
            JsonNode child = node.get(members.get(index));
            row.setField(
                    index,
                    child == null || child.isNull() ? null : values.get(index).read(child));
        }
        return row;
    }

    private static RowKind kind(JsonNode node) {
        return Optional.ofNullable(node.get(RowFile.KIND))
                .map(kind -> kind(kind.asText()))
                .orElse(RowKind.INSERT);
    }

    /**
     * The row kind of a text such as {@code "-U"}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RowKind kind(String text) {
        return switch (text) {
            case "+I" -> RowKind.INSERT;
            case "-U" -> RowKind.UPDATE_BEFORE;
            case "+U" -> RowKind.UPDATE_AFTER;
            case "-D" -> RowKind.DELETE;
            default -> throw new IllegalArgumentException(text + " is no row kind");
        };
    }

    /**
     * Writes a row as one object.
     *
     * @param out takes the object
     * @param row the row
     */
    public void write(JsonGenerator out, RowData row) throws IOException {
        out.writeStartObject();
        if (row.getRowKind() != RowKind.INSERT) {
            out.writeStringField(RowFile.KIND, row.getRowKind().shortString());
        }
        for (int index = 0; index < values.size(); index++) {
            out.writeFieldName(members.get(index));
            Object value = getters.get(index).getFieldOrNull(row);
            if (value == null) {
                out.writeNull();
            } else {
                values.get(index).write(out, value);
            }
        }
        out.writeEndObject();
    }
}
