package org.lakehousereplay.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value of a line that knows where it stands.
 *
 * @param kind what it is
 * @param text the text of a string, otherwise the value as it is written
 * @param written the value as it is written
 * @param column where it starts, from 1
 * @param members the members of an object
 * @param elements the elements of an array
 */
record JsonValue(
        Kind kind, String text, String written, int column, Map<String, JsonValue> members, List<JsonValue> elements) {

    enum Kind {
        NULL,
        STRING,
        NUMBER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }

    /** The value of a whole line. */
    static JsonValue parse(String line) throws IOException {
        try (JsonParser parser = JsonLines.JSON.createParser(line)) {
            parser.nextToken();
            JsonValue value = read(parser, line);
            if (parser.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(
                        parser, "there is more on the line behind the JSON value", parser.currentTokenLocation());
            }
            return value;
        }
    }

    private static JsonValue read(JsonParser parser, String line) throws IOException {
        int column = parser.currentTokenLocation().getColumnNr();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        List<JsonValue> elements = new ArrayList<>();
        Kind kind;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                kind = Kind.OBJECT;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser, line));
                }
            }
            case START_ARRAY -> {
                kind = Kind.ARRAY;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser, line));
                }
            }
            case VALUE_STRING -> kind = Kind.STRING;
            case VALUE_NULL -> kind = Kind.NULL;
            case VALUE_TRUE, VALUE_FALSE -> kind = Kind.BOOLEAN;
            default -> kind = Kind.NUMBER;
        }
        String decoded = kind == Kind.STRING ? parser.getText() : "";
        parser.finishToken();
        String written = line.substring(start, (int) parser.currentLocation().getCharOffset());
        return new JsonValue(kind, kind == Kind.STRING ? decoded : written.strip(), written, column, members, elements);
    }

    /** A member that is there and not null. */
    Optional<JsonValue> member(String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> value.kind != Kind.NULL);
    }
}
