package org.lakehousereplay.flink.script;

import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.LogicalType;

/** Lists: JSON arrays. */
final class ArrayText extends ValueText {

    private final ValueText element;
    private final ArrayData.ElementGetter getter;

    ArrayText(LogicalType elementType) {
        this.element = ValueText.of(elementType);
        this.getter = ArrayData.createElementGetter(elementType);
    }

    @Override
    public Object read(JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("a list is expected");
        }
        Object[] values = new Object[node.size()];
        for (int index = 0; index < values.length; index++) {
            JsonNode child = node.get(index);
            values[index] = child.isNull() ? null : element.read(child);
        }
        return new GenericArrayData(values);
    }

    @Override
    public Object parse(String text) {
        throw new IllegalArgumentException("a list is expected");
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        ArrayData array = (ArrayData) value;
        out.writeStartArray();
        for (int index = 0; index < array.size(); index++) {
            writeElement(out, array, index);
        }
        out.writeEndArray();
    }

    /** Writes one element, or null. */
    void writeElement(JsonGenerator out, ArrayData array, int index) throws IOException {
        Object child = getter.getElementOrNull(array, index);
        if (child == null) {
            out.writeNull();
        } else {
            element.write(out, child);
        }
    }
}
