package org.lakehousereplay.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * Change events of a database, one a line, as rows with row kinds: an update is the row before it and the row after it,
 * in this order, both on the line of the event. For engines and entry points inside this library.
 *
 * @param file the file
 * @param envelope whose words the events are told in
 * @param textColumns the columns, as the file spells them, whose values must be JSON strings
 * @param jsonColumns the columns, as the file spells them, whose values stay JSON, strings in their quotes
 */
public record ChangeEventRows(Path file, ChangeEnvelope envelope, Set<String> textColumns, Set<String> jsonColumns)
        implements TextRows {

    /** The column with the row kinds, beside those of the rows. */
    public static final String KIND = "_op";

    public ChangeEventRows {
        textColumns = Set.copyOf(textColumns);
        jsonColumns = Set.copyOf(jsonColumns);
    }

    /** A row that an event tells of. */
    record Change(String kind, Map<String, JsonValue> row) {}

    @Override
    public List<String> columns() {
        Set<String> names = new LinkedHashSet<>(Set.of(KIND));
        List<Problem> problems = eachChange((line, change) -> {
            names.addAll(change.row().keySet());
            return List.of();
        });
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return List.copyOf(names);
    }

    @Override
    public List<Problem> read(List<String> columns, Consumer<TextRow> rows) {
        return eachChange((line, change) -> {
            List<Optional<String>> values = new ArrayList<>(columns.size());
            for (String column : columns) {
                if (column.equals(KIND)) {
                    values.add(Optional.of(change.kind()));
                    continue;
                }
                JsonValue value = change.row().get(column);
                if (value == null || value.kind() == JsonValue.Kind.NULL) {
                    values.add(Optional.empty());
                } else if (textColumns.contains(column) && value.kind() != JsonValue.Kind.STRING) {
                    return List.of(Problem.at(
                            new Location(file, line, value.column()),
                            ErrorCode.VALUE_INVALID,
                            "column " + column + " holds text, and " + value.text() + " is not in quotes",
                            "Write it as a JSON string"));
                } else {
                    values.add(Optional.of(jsonColumns.contains(column) ? value.written() : value.text()));
                }
            }
            rows.accept(new TextRow(line, values));
            return List.of();
        });
    }

    private interface ChangeReader {
        List<Problem> read(int line, Change change);
    }

    private List<Problem> eachChange(ChangeReader reader) {
        return new JsonLines(file).each((line, text) -> {
            ChangeEventDecoder decoder = new ChangeEventDecoder(file, line, envelope);
            for (Change change : decoder.decode(text)) {
                List<Problem> problems = reader.read(line, change);
                if (!problems.isEmpty()) {
                    return problems;
                }
            }
            return decoder.problems();
        });
    }
}
