package org.lakehousereplay.flink.script;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.types.logical.MapType;

/** Maps: JSON arrays of objects with a key and a value. */
final class MapText extends ValueText {

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final ValueText key;
    private final ValueText value;
    private final ArrayText keys;
    private final ArrayText values;

    MapText(MapType type) {
        this.key = ValueText.of(type.getKeyType());
        this.value = ValueText.of(type.getValueType());
        this.keys = new ArrayText(type.getKeyType());
        this.values = new ArrayText(type.getValueType());
    }

    @Override
    public Object read(JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("a map is expected, as a list of keys and values");
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (JsonNode entry : node) {
            entries.put(part(entry, KEY, key), part(entry, VALUE, value));
        }
        return new GenericMapData(entries);
    }

    private static Object part(JsonNode entry, String name, ValueText text) {
        JsonNode child = entry.get(name);
        return child == null || child.isNull() ? null : text.read(child);
    }

    @Override
    public Object parse(String text) {
        throw new IllegalArgumentException("a map is expected, as a list of keys and values");
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        MapData map = (MapData) value;
        ArrayData keyArray = map.keyArray();
        ArrayData valueArray = map.valueArray();
        out.writeStartArray();
        for (int index = 0; index < map.size(); index++) {
            out.writeStartObject();
            out.writeFieldName(KEY);
            keys.writeElement(out, keyArray, index);
            out.writeFieldName(VALUE);
            values.writeElement(out, valueArray, index);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
