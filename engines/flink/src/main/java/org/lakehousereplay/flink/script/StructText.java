package org.lakehousereplay.flink.script;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows within rows: JSON objects. */
final class StructText extends ValueText {

    private final List<String> names;
    private final List<ValueText> fields;
    private final List<RowData.FieldGetter> getters;

    StructText(RowType type) {
        this.names = type.getFieldNames();
        this.fields = type.getChildren().stream().map(ValueText::of).toList();
        this.getters = IntStream.range(0, names.size())
                .mapToObj(index -> RowData.createFieldGetter(type.getTypeAt(index), index))
                .toList();
    }

    @Override
    public Object read(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a struct is expected");
        }
        GenericRowData row = new GenericRowData(names.size());
        for (int index = 0; index < names.size(); index++) {
            JsonNode child = node.get(names.get(index));
            row.setField(
                    index,
                    child == null || child.isNull() ? null : fields.get(index).read(child));
        }
        return row;
    }

    @Override
    public Object parse(String text) {
        throw new IllegalArgumentException("a struct is expected");
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeStartObject();
        for (int index = 0; index < names.size(); index++) {
            out.writeFieldName(names.get(index));
            Object child = getters.get(index).getFieldOrNull((RowData) value);
            if (child == null) {
                out.writeNull();
            } else {
                fields.get(index).write(out, child);
            }
        }
        out.writeEndObject();
    }
}
