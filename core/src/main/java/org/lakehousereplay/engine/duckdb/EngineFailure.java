package org.lakehousereplay.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * What DuckDB says of a failed statement, read from its error in JSON form.
 *
 * @param kind the engine's kind of error, such as {@code Binder}, {@code Conversion} or {@code Out of Memory}
 * @param message the engine's message, without position and stack
 * @param position the byte offset into the statement, where the engine tells one
 */
record EngineFailure(String kind, String message, OptionalLong position) {

    private static final JsonMapper JSON = new JsonMapper();

    static EngineFailure of(SQLException exception) {
        String text = String.valueOf(exception.getMessage());
        int start = text.indexOf('{');
        if (start >= 0) {
            try {
                JsonNode error = JSON.readTree(text.substring(start));
                if (error.hasNonNull("exception_message")) {
                    return new EngineFailure(
                            error.path("exception_type").asText("Unknown"),
                            error.path("exception_message").asText(),
                            position(error));
                }
            } catch (JsonProcessingException notJson) {
                // Some errors of the driver itself are plain text; they are shown as they are.
            }
        }
        return new EngineFailure("Unknown", text, OptionalLong.empty());
    }

    private static OptionalLong position(JsonNode error) {
        String position = error.path("position").asText("");
        return position.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(position));
    }

    boolean outOfMemory() {
        return kind.equalsIgnoreCase("Out of Memory");
    }

    /** The first line of the message, for people. */
    String summary() {
        return message.lines().findFirst().orElse(message);
    }
}
