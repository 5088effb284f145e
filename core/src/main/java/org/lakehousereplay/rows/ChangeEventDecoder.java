package org.lakehousereplay.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/** Takes the change event of one line apart. */
final class ChangeEventDecoder {

    private static final String INSERT = "+I";
    private static final String BEFORE = "-U";
    private static final String AFTER = "+U";
    private static final String DELETE = "-D";

    /** Events that change no row. */
    private static final Set<String> SILENT = Set.of("bootstrap-start", "bootstrap-complete", "m");

    private final Path file;
    private final int line;
    private final ChangeEnvelope envelope;
    private final List<ChangeEventRows.Change> changes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    ChangeEventDecoder(Path file, int line, ChangeEnvelope envelope) {
        this.file = file;
        this.line = line;
        this.envelope = envelope;
    }

    /** What is wrong with the event. */
    List<Problem> problems() {
        return problems;
    }

    /** The rows that the event tells of; none when it is a tombstone or changes a schema. */
    List<ChangeEventRows.Change> decode(String text) throws IOException {
        JsonValue event = JsonValue.parse(text);
        boolean wrapped = envelope == ChangeEnvelope.DEBEZIUM
                && event.members().containsKey("payload")
                && !event.members().containsKey("op");
        if (wrapped) {
            event = event.members().get("payload");
        }
        if (envelope == ChangeEnvelope.DEBEZIUM && event.kind() == JsonValue.Kind.NULL) {
            return List.of(); // a tombstone follows a deletion for those who compact the log
        }
        if (event.kind() != JsonValue.Kind.OBJECT) {
            problem(event, "the line is not a change event", "Write one JSON object on each line");
        } else if (envelope == ChangeEnvelope.DEBEZIUM) {
            debezium(event);
        } else {
            binlog(event);
        }
        return problems.isEmpty() ? List.copyOf(changes) : List.of();
    }

    private void debezium(JsonValue event) {
        Optional<JsonValue> operation = event.member("op");
        if (operation.isEmpty()) {
            if (!event.members().containsKey("ddl")) {
                problem(
                        event,
                        "the event has no op",
                        "Write events as Debezium does before they are flattened: {\"before\": …, \"after\": …,"
                                + " \"op\": \"c\"}");
            }
            return;
        }
        String word = operation.get().text();
        switch (word) {
            case "c", "r" ->
                row(event, "after").ifPresentOrElse(row -> add(INSERT, row), () -> without(event, "after"));
            case "u" -> {
                row(event, "before").ifPresent(row -> add(BEFORE, row));
                row(event, "after").ifPresentOrElse(row -> add(AFTER, row), () -> without(event, "after"));
            }
            case "d" -> row(event, "before").ifPresentOrElse(row -> add(DELETE, row), () -> without(event, "before"));
            default -> other(operation.get(), word, "c, r, u or d");
        }
    }

    private void binlog(JsonValue event) {
        boolean statement = event.member("isDdl")
                .filter(value -> value.text().equals("true"))
                .isPresent();
        Optional<JsonValue> type = event.member("type");
        if (type.isEmpty()) {
            problem(event, "the event has no type", "Write events as they come, with data, old and type");
            return;
        }
        String word = type.get().text().toLowerCase(Locale.ROOT);
        List<JsonValue> data = rows(event, "data");
        List<JsonValue> old = rows(event, "old");
        switch (word) {
            case "insert", "bootstrap-insert" -> each(event, data, row -> add(INSERT, row.members()));
            case "delete" -> each(event, data, row -> add(DELETE, row.members()));
            case "update" -> {
                each(event, data, row -> {});
                for (int index = 0; index < data.size(); index++) {
                    update(data.get(index), index < old.size() ? Optional.of(old.get(index)) : Optional.empty());
                }
            }
            default -> {
                boolean schema = statement || event.members().containsKey("sql") || word.contains("-");
                if (word.contains("truncate") || !schema) {
                    other(type.get(), word, "insert, update or delete");
                }
            }
        }
    }

    private interface RowReader {
        void read(JsonValue row);
    }

    private void each(JsonValue event, List<JsonValue> rows, RowReader reader) {
        if (rows.isEmpty()) {
            without(event, "data");
        }
        rows.forEach(reader::read);
    }

    /** What was, told by the columns that are not what they were. */
    private void update(JsonValue now, Optional<JsonValue> changed) {
        changed.filter(old -> old.kind() == JsonValue.Kind.OBJECT).ifPresent(old -> {
            Map<String, JsonValue> before = new LinkedHashMap<>(now.members());
            before.putAll(old.members());
            add(BEFORE, before);
        });
        add(AFTER, now.members());
    }

    private List<JsonValue> rows(JsonValue event, String name) {
        Optional<JsonValue> value = event.member(name);
        if (value.isEmpty()) {
            return List.of();
        }
        List<JsonValue> rows =
                value.get().kind() == JsonValue.Kind.ARRAY ? value.get().elements() : List.of(value.get());
        for (JsonValue row : rows) {
            // canal has null for a row whose update changed nothing that it tells
            if (row.kind() != JsonValue.Kind.OBJECT && !(name.equals("old") && row.kind() == JsonValue.Kind.NULL)) {
                problem(row, name + " holds " + row.text() + ", which is no row", "Write a row as a JSON object");
            }
        }
        return rows;
    }

    private Optional<Map<String, JsonValue>> row(JsonValue event, String name) {
        Optional<JsonValue> value = event.member(name);
        if (value.isPresent() && value.get().kind() != JsonValue.Kind.OBJECT) {
            problem(
                    value.get(),
                    name + " is " + value.get().text() + ", which is no row",
                    "Write a row as a JSON object");
            return Optional.of(Map.of());
        }
        return value.map(JsonValue::members);
    }

    private void add(String kind, Map<String, JsonValue> row) {
        changes.add(new ChangeEventRows.Change(kind, row));
    }

    private void without(JsonValue event, String part) {
        problem(
                event,
                "the event holds no row in " + part,
                "Let the database write whole rows into its log, and keep them in the event");
    }

    private void other(JsonValue place, String word, String known) {
        if (!SILENT.contains(word)) {
            problem(
                    place,
                    "a change event of the kind " + word + " cannot be replayed",
                    "Only " + known + " change rows that a fixture can hold; leave the event out");
        }
    }

    private void problem(JsonValue place, String message, String remedy) {
        problems.add(
                Problem.at(new Location(file, line, place.column()), ErrorCode.CHANGE_EVENT_INVALID, message, remedy));
    }
}
