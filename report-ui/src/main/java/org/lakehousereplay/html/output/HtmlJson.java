package org.lakehousereplay.html.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that is fit to stand in HTML, whatever the texts in it. */
public final class HtmlJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HtmlJson() {}

    /** Writes maps, lists and texts. */
    public static String write(Object value) {
        try {
            StringBuilder escaped = new StringBuilder();
            MAPPER.writeValueAsString(value).chars().forEach(character -> append(escaped, (char) character));
            return escaped.toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static void append(StringBuilder target, char character) {
        switch (character) {
            case '<' -> target.append("\\u003c");
            case '>' -> target.append("\\u003e");
            case '&' -> target.append("\\u0026");
            case '\u2028' -> target.append("\\u2028");
            case '\u2029' -> target.append("\\u2029");
            default -> target.append(character);
        }
    }
}
