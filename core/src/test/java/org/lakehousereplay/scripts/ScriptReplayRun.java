package org.lakehousereplay.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.LateRow;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.RowFile;
import org.lakehousereplay.spi.TableColumn;
import org.lakehousereplay.sql.EngineError;

/** One replay on the tables of a run. */
final class ScriptReplayRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScriptRun run;
    private final ReplayRequest request;
    private final List<LateRow> late = new ArrayList<>();
    private final Map<String, Instant> watermarks = new HashMap<>();
    private final Map<String, List<List<String>>> current = new HashMap<>();
    private final Map<String, List<String>> emitted = new LinkedHashMap<>();

    ScriptReplayRun(ScriptRun run, ReplayRequest request) {
        this.run = run;
        this.request = request;
    }

    ReplayOutcome run(long start) {
        List<EngineProblem> problems = new ArrayList<>();
        Map<String, OutputRows> outputs = new LinkedHashMap<>();
        request.outputs().forEach(output -> emitted.put(output, new ArrayList<>()));
        try {
            Map<String, List<JsonNode>> inputs = inputs();
            for (int increment = 0; increment < request.increments(); increment++) {
                for (String source : new TreeSet<>(inputs.keySet())) {
                    take(source, inputs.get(source), increment);
                }
                run.fillSinks();
                for (String output : new TreeSet<>(request.outputs())) {
                    emit(output);
                }
            }
            for (String output : request.outputs()) {
                outputs.put(output, new OutputRows(write(output), Optional.empty()));
            }
        } catch (SQLException failure) {
            problems.add(new EngineProblem(
                    EngineProblem.Kind.FAILED,
                    Optional.empty(),
                    EngineError.of(failure).message(),
                    ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new ReplayOutcome(
                request.id(), outputs, late, late.size(), problems, Duration.ofNanos(System.nanoTime() - start));
    }

    private Map<String, List<JsonNode>> inputs() throws IOException {
        Map<String, List<JsonNode>> inputs = new HashMap<>();
        for (Map.Entry<String, Path> input : request.inputs().entrySet()) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : Files.readAllLines(input.getValue())) {
                rows.add(JSON.readTree(line));
            }
            inputs.put(input.getKey(), rows);
        }
        return inputs;
    }

    private void take(String source, List<JsonNode> rows, int increment) throws SQLException {
        List<TableColumn> columns = run.columns(source);
        List<String> key = run.primaryKey(source);
        Optional<EventTime> eventTime = run.eventTime(source);
        for (int number = 0; number < rows.size(); number++) {
            JsonNode row = rows.get(number);
            if (row.path(RowFile.INCREMENT).asInt() != increment || late(source, columns, eventTime, row, number + 1)) {
                continue;
            }
            boolean adds = row.path(RowFile.KIND).asText("+I").matches("\\+[IU]");
            List<Integer> matched = IntStream.range(0, columns.size())
                    .filter(index ->
                            key.isEmpty() || key.contains(columns.get(index).name()))
                    .boxed()
                    .toList();
            if (!adds || !key.isEmpty()) {
                String condition = matched.stream()
                        .map(index -> columns.get(index).name() + " IS NOT DISTINCT FROM CAST(? AS "
                                + columns.get(index).storeType() + ")")
                        .collect(Collectors.joining(" AND "));
                update("DELETE FROM " + source + " WHERE " + condition, row, matched);
            }
            if (adds) {
                String values = columns.stream().map(ScriptReplayRun::parameter).collect(Collectors.joining(", "));
                update(
                        "INSERT INTO " + source + " VALUES (" + values + ")",
                        row,
                        IntStream.range(0, columns.size()).boxed().toList());
            }
        }
    }

    /** In streaming mode a row behind the watermark is told and dropped. */
    private boolean late(
            String source, List<TableColumn> columns, Optional<EventTime> eventTime, JsonNode row, int number) {
        if (eventTime.isEmpty() || !run.streaming()) {
            return false;
        }
        int index = columns.stream()
                .map(TableColumn::name)
                .toList()
                .indexOf(eventTime.get().column());
        Instant time = Timestamp.valueOf(row.path(RowFile.column(index)).asText())
                .toLocalDateTime()
                .toInstant(ZoneOffset.UTC);
        Instant watermark = watermarks.getOrDefault(source, Instant.MIN);
        if (time.isBefore(watermark)) {
            late.add(new LateRow(source, number, time, watermark));
            return true;
        }
        Instant next = time.minus(eventTime.get().delay().orElse(Duration.ZERO));
        if (next.isAfter(watermark)) {
            watermarks.put(source, next);
        }
        return false;
    }

    private static boolean hasParts(TableColumn column) {
        return column.storeType().endsWith("]") || column.storeType().startsWith("STRUCT");
    }

    private static String parameter(TableColumn column) {
        return "CAST(" + (hasParts(column) ? "CAST(? AS JSON)" : "?") + " AS " + column.storeType() + ")";
    }

    private static String text(TableColumn column) {
        if (hasParts(column)) {
            return "CAST(to_json(" + column.name() + ") AS VARCHAR)";
        }
        return column.storeType().equals("TIMESTAMP WITH TIME ZONE")
                ? "CAST(timezone('UTC', " + column.name() + ") AS VARCHAR) || '+00'"
                : "CAST(" + column.name() + " AS VARCHAR)";
    }

    /** The same value with text for its leaves. */
    private static JsonNode spelled(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(spelled(field.getValue())));
            return object;
        }
        if (value instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                array.set(index, spelled(array.get(index)));
            }
            return array;
        }
        return value.isNull() ? value : JSON.getNodeFactory().textNode(value.asText());
    }

    private void update(String sql, JsonNode row, List<Integer> columns) throws SQLException {
        try (PreparedStatement statement = run.connection().prepareStatement(sql)) {
            for (int parameter = 0; parameter < columns.size(); parameter++) {
                JsonNode value = row.path(RowFile.column(columns.get(parameter)));
                statement.setString(
                        parameter + 1,
                        value.isTextual() ? value.asText() : value.isContainerNode() ? value.toString() : null);
            }
            statement.executeUpdate();
        }
    }

    private void emit(String output) throws SQLException {
        List<TableColumn> columns = run.columns(output);
        List<String> key = run.primaryKey(output);
        String values = columns.stream().map(ScriptReplayRun::text).collect(Collectors.joining(", "));
        List<List<String>> now = run.query("SELECT " + values + " FROM " + output);
        List<List<String>> gone = new ArrayList<>(current.getOrDefault(output, List.of()));
        List<List<String>> fresh = new ArrayList<>();
        for (List<String> row : now) {
            if (!gone.remove(row)) {
                fresh.add(row);
            }
        }
        List<Integer> keys = IntStream.range(0, columns.size())
                .filter(index -> key.contains(columns.get(index).name()))
                .boxed()
                .toList();
        for (List<String> row : fresh) {
            Optional<List<String>> before = keys.isEmpty()
                    ? Optional.empty()
                    : gone.stream()
                            .filter(old -> keys.stream()
                                    .allMatch(index -> old.get(index).equals(row.get(index))))
                            .findFirst();
            if (before.isPresent()) {
                gone.remove(before.get());
                line(output, "-U", before.get());
            }
            line(output, before.isPresent() ? "+U" : "+I", row);
        }
        for (List<String> row : gone) {
            line(output, "-D", row);
        }
        current.put(output, now);
    }

    private void line(String output, String kind, List<String> row) throws SQLException {
        ObjectNode line = JSON.createObjectNode();
        if (!kind.equals("+I")) {
            line.put(RowFile.KIND, kind);
        }
        List<TableColumn> columns = run.columns(output);
        for (int index = 0; index < row.size(); index++) {
            String name = RowFile.column(index);
            if (row.get(index) != null && hasParts(columns.get(index))) {
                line.set(name, parts(row.get(index)));
            } else {
                line.put(name, row.get(index));
            }
        }
        emitted.get(output).add(line.toString());
    }

    private static JsonNode parts(String json) {
        try {
            return spelled(JSON.readTree(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path write(String output) throws IOException {
        Path file = request.directory().resolve(output + ".jsonl");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (String line : emitted.get(output)) {
                writer.write(line);
                writer.newLine();
            }
        }
        return file;
    }
}
