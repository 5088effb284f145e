package org.lakehousereplay.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * JSON lines: one object a line, blank lines allowed. Numbers keep every digit as they are written. For engines and entry
 * points inside this library.
 *
 * @param file the file
 * @param textColumns the columns, as the file spells them, whose values must be JSON strings
 * @param jsonColumns the columns, as the file spells them, whose values stay JSON, strings in their quotes
 */
public record JsonTextRows(Path file, Set<String> textColumns, Set<String> jsonColumns) implements TextRows {

    private static final JsonFactory JSON = JsonLines.JSON;

    public JsonTextRows {
        textColumns = Set.copyOf(textColumns);
        jsonColumns = Set.copyOf(jsonColumns);
    }

    @Override
    public List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        List<Problem> problems = eachObject((line, members) -> {
            names.addAll(members.keySet());
            return List.of();
        });
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return List.copyOf(names);
    }

    @Override
    public List<Problem> read(List<String> columns, Consumer<TextRow> rows) {
        return eachObject((line, members) -> {
            List<Optional<String>> values = new ArrayList<>(columns.size());
            for (String column : columns) {
                Member member = members.get(column);
                if (member == null || member.text().isEmpty()) {
                    values.add(Optional.empty());
                    continue;
                }
                if (textColumns.contains(column) && !member.string()) {
                    return List.of(notAString(line, member, column));
                }
                values.add(jsonColumns.contains(column) ? Optional.of(member.json()) : member.text());
            }
            rows.accept(new TextRow(line, values));
            return List.of();
        });
    }

    /** The line of the first object that has a key, or no line when none has. */
    public Location firstLine(String key) {
        AtomicInteger found = new AtomicInteger();
        eachObject((line, members) -> {
            if (members.containsKey(key)) {
                found.compareAndSet(0, line);
            }
            return List.of();
        });
        return new Location(file, found.get(), 0);
    }

    private Problem notAString(int line, Member member, String column) {
        return Problem.at(
                new Location(file, line, member.column()),
                ErrorCode.VALUE_INVALID,
                "column " + column + " holds text, and " + member.text().orElse("null") + " is not in quotes",
                "Write it as a JSON string");
    }

    private List<Problem> eachObject(ObjectReader objects) {
        return new JsonLines(file).each((line, text) -> {
            Map<String, Member> members = new LinkedHashMap<>();
            List<Problem> problems = parse(line, text, members);
            return problems.isEmpty() ? objects.read(line, members) : problems;
        });
    }

    private List<Problem> parse(int line, String text, Map<String, Member> members) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of(Problem.at(
                        new Location(file, line, 1),
                        ErrorCode.JSON_MALFORMED,
                        "the line is not a JSON object",
                        "Write one JSON object on each line, not an array of them"));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, member(parser));
            }
            if (parser.nextToken() != null) {
                return List.of(Problem.at(
                        new Location(file, line, parser.currentTokenLocation().getColumnNr()),
                        ErrorCode.JSON_MALFORMED,
                        "there is more on the line after the JSON object",
                        "Write one JSON object on each line"));
            }
            return List.of();
        }
    }

    private static Member member(JsonParser parser) throws IOException {
        int column = parser.currentTokenLocation().getColumnNr();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return new Member(Optional.empty(), false, column);
        }
        if (token.isScalarValue()) {
            return new Member(Optional.of(parser.getText()), token == JsonToken.VALUE_STRING, column);
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return new Member(Optional.of(text.toString()), false, column);
    }

    /** A value of an object: its text, whether it was a JSON string, and where it starts. */
    private record Member(Optional<String> text, boolean string, int column) {

        String json() {
            String value = text.orElse("null");
            return string ? '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"' : value;
        }
    }

    private interface ObjectReader {
        List<Problem> read(int line, Map<String, Member> members) throws IOException;
    }
}
