package org.lakehousereplay.it.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lakehousereplay.flink.FlinkEngine;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.RowFile;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.spi.TableColumn;

/** The script on the engine, with messages as the rows of its one source. */
final class ReplayedShop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final PipelineScripts scripts;
    private final EngineSession session;
    private final PipelineReading reading;

    ReplayedShop(Path directory, Path script) throws IOException {
        this.directory = directory;
        this.scripts = new PipelineScripts(
                "shop", List.of(new Script(script, Files.readString(script))), ZoneOffset.UTC, Optional.empty());
        Path work = Files.createDirectories(directory.resolve("engine"));
        this.session = new FlinkEngine().open(new EngineSettings(work, 2, Map.of()));
        this.reading = session.read(scripts);
        if (!reading.problems().isEmpty()) {
            throw new IllegalStateException(reading.problems().toString());
        }
    }

    /** The statements of the script, as they stand in it. */
    List<String> statements() {
        String text = scripts.scripts().get(0).text();
        return Stream.concat(
                        reading.sources().stream().map(SourceTable::place),
                        reading.outputs().stream().flatMap(output -> output.places().stream()))
                .distinct()
                .sorted(Comparator.comparing(StatementPlace::start))
                .map(place -> text.substring(place.start(), place.end()))
                .toList();
    }

    /**
     * Replays.
     *
     * @param messages the messages of the topic, in their order
     */
    ReplayOutcome replay(List<String> messages) throws IOException {
        SourceTable source = reading.sources().get(0);
        Path input = directory.resolve("input.jsonl");
        Files.write(input, inputRows(source.columns(), messages));
        List<ReplayOutcome> outcomes = new ArrayList<>();
        session.replay(
                List.of(new ReplayRequest(
                        "shop",
                        scripts,
                        Map.of(source.name(), input),
                        1,
                        false,
                        Set.of("gmv_10min", "open_budgets"),
                        Optional.empty(),
                        PATIENCE,
                        Files.createDirectories(directory.resolve("output")))),
                outcomes::add);
        return outcomes.get(0);
    }

    /** The rows of an output as the messages that a topic would have. */
    List<Message> messages(ReplayOutcome outcome, String output) throws IOException {
        OutputTable table = reading.outputs().stream()
                .filter(any -> any.name().equals(output))
                .findFirst()
                .orElseThrow();
        List<Message> messages = new ArrayList<>();
        for (String line : Files.readAllLines(outcome.outputs().get(output).changelog())) {
            JsonNode row = Messages.read(line);
            ObjectNode key = Messages.object();
            ObjectNode value = Messages.object();
            for (int column = 0; column < table.columns().size(); column++) {
                TableColumn declared = table.columns().get(column);
                String cell = text(declared, row.get(RowFile.column(column)));
                value.put(declared.name(), cell);
                if (table.primaryKey().contains(declared.name())) {
                    key.put(declared.name(), cell);
                }
            }
            boolean added = row.path(RowFile.KIND).asText("+I").startsWith("+");
            messages.add(new Message(
                    key.isEmpty() ? Optional.empty() : Optional.of(key.toString()),
                    added ? Optional.of(value.toString()) : Optional.empty()));
        }
        return messages;
    }

    private static String text(TableColumn column, JsonNode cell) {
        return column.type().startsWith("DECIMAL") ? Messages.text(new BigDecimal(cell.textValue())) : cell.textValue();
    }

    private static List<String> inputRows(List<TableColumn> columns, List<String> messages) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String message : messages) {
            JsonNode values = Messages.read(message);
            ObjectNode row = Messages.object().put(RowFile.INCREMENT, 0);
            for (int column = 0; column < columns.size(); column++) {
                row.put(
                        RowFile.column(column),
                        values.get(columns.get(column).name()).asText());
            }
            rows.add(row.toString());
        }
        return rows;
    }

    @Override
    public void close() {
        session.close();
    }
}
