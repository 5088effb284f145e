package org.lakehousereplay.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An error as the engine tells it when its connection says {@code errors_as_json}. For readers and
 * engines inside this library.
 *
 * @param type the kind, such as {@code Parser}, {@code Binder}, {@code Catalog}; empty when the engine did not tell
 * @param subtype the finer kind, such as {@code COLUMN_NOT_FOUND}; may be empty
 * @param message the engine's words, without its suggestions
 * @param position the 0-based byte offset into the SQL, if known
 * @param entryType what is missing, such as {@code Table}; may be empty
 * @param name the name that is to blame; may be empty
 * @param candidates names that the engine finds similar
 */
public record EngineError(
        String type,
        String subtype,
        String message,
        OptionalLong position,
        String entryType,
        String name,
        List<String> candidates) {

    private static final JsonMapper JSON = new JsonMapper();

    public EngineError {
        candidates = List.copyOf(candidates);
    }

    /** Reads the error out of an exception of the driver, which may stand behind a line of the driver's own. */
    public static EngineError of(SQLException exception) {
        String text = String.valueOf(exception.getMessage());
        int brace = text.indexOf('{');
        if (brace >= 0) {
            try {
                JsonNode json = JSON.readTree(text.substring(brace));
                if (json.has("exception_message")) {
                    return of(json, "exception_type", "exception_message");
                }
            } catch (JsonProcessingException notJson) {
                // A message of another shape is still a message.
            }
        }
        return new EngineError("", "", firstLine(text), OptionalLong.empty(), "", "", List.of());
    }

    static EngineError of(JsonNode json, String typeField, String messageField) {
        String position = json.path("position").asText();
        return new EngineError(
                json.path(typeField).asText(),
                json.path("error_subtype").asText(),
                firstLine(json.path(messageField).asText()),
                isNumber(position) ? OptionalLong.of(Long.parseLong(position)) : OptionalLong.empty(),
                json.path("type").asText(),
                json.path("name").asText(),
                Arrays.stream(json.path("candidates").asText().split(","))
                        .map(String::strip)
                        .filter(candidate -> !candidate.isEmpty())
                        .toList());
    }

    /** The same error in a text of which the failing SQL is a part. */
    public EngineError shifted(long bytes) {
        OptionalLong moved = position.isPresent()
                ? OptionalLong.of(Math.max(0, position.getAsLong() + bytes))
                : OptionalLong.empty();
        return new EngineError(type, subtype, message, moved, entryType, name, candidates);
    }

    /** The same error without a place, for SQL that the user did not write. */
    public EngineError withoutPosition() {
        return new EngineError(type, subtype, message, OptionalLong.empty(), entryType, name, candidates);
    }

    /** Whether the parser refused the text. */
    public boolean isSyntax() {
        return type.equalsIgnoreCase("parser") || subtype.equals("SYNTAX_ERROR");
    }

    /** Whether the query needed more memory than it may use. */
    public boolean outOfMemory() {
        return type.equalsIgnoreCase("Out of Memory");
    }

    /** The column that was not found, if that is the error. */
    public Optional<String> unknownColumn() {
        return subtype.equals("COLUMN_NOT_FOUND") ? Optional.of(name) : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(Character::isDigit);
    }

    private static String firstLine(String message) {
        String line = message.strip()
                .lines()
                .findFirst()
                .orElse("the engine gave no reason")
                .strip();
        int end = line.length();
        while (end > 1 && (line.charAt(end - 1) == '.' || line.charAt(end - 1) == '!')) {
            end--;
        }
        return line.substring(0, end);
    }
}
