package org.lakehousereplay.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.engine.duckdb.MutationMemory.Remembered;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.SuggestedFixture;

/** The text of the file in which outcomes are remembered. Files are left out of it: a project may be moved. */
final class MutationCacheText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path NOWHERE = Path.of("");

    private MutationCacheText() {}

    static byte[] render(Map<String, Remembered> remembered) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        remembered.forEach((key, found) -> {
            ObjectNode entry = root.putObject(key);
            entry.put("dropped", found.dropped());
            ArrayNode outcomes = entry.putArray("outcomes");
            found.outcomes().forEach(outcome -> write(outcomes.addObject(), outcome));
        });
        return JSON.writeValueAsBytes(root);
    }

    private static void write(ObjectNode node, MutantOutcome outcome) {
        Mutant mutant = outcome.mutant();
        node.put("id", mutant.id()).put("model", mutant.model());
        node.put("operator", mutant.operator().name());
        node.put("line", mutant.location().line())
                .put("column", mutant.location().column());
        node.put("before", mutant.before()).put("after", mutant.after()).put("words", mutant.words());
        node.put("status", outcome.status().name());
        outcome.kill().ifPresent(kill -> node.putObject("kill")
                .put("by", kill.by().name())
                .put("fixture", kill.fixture())
                .put("metric", kill.metric()));
        outcome.metrics().forEach(node.putArray("metrics")::add);
        outcome.fixtures().forEach(node.putArray("fixtures")::add);
        node.put("generated", outcome.generated());
        outcome.suggestion().ifPresent(suggestion -> {
            ObjectNode suggested = node.putObject("suggestion");
            suggested.put("metric", suggestion.metric());
            ArrayNode inputs = suggested.putArray("inputs");
            suggestion.inputs().forEach(rows -> write(inputs.addObject(), rows));
            write(suggested.putObject("original"), suggestion.original());
            write(suggested.putObject("changed"), suggestion.changed());
        });
    }

    private static void write(ObjectNode node, SuggestedFixture.Rows rows) {
        node.put("table", rows.table());
        rows.columns().forEach(node.putArray("columns")::add);
        ArrayNode lines = node.putArray("rows");
        for (List<Optional<String>> row : rows.rows()) {
            ArrayNode line = lines.addArray();
            row.forEach(value -> line.add(value.orElse(null)));
        }
    }

    /**
     * Reads the text again.
     *
     * @throws RuntimeException when it is not what was written
     */
    static Map<String, Remembered> parse(byte[] text) throws IOException {
        Map<String, Remembered> remembered = new HashMap<>();
        JSON.readTree(text).properties().forEach(entry -> {
            List<MutantOutcome> outcomes = new ArrayList<>();
            need(entry.getValue(), "outcomes").forEach(outcome -> outcomes.add(outcome(outcome)));
            remembered.put(
                    entry.getKey(),
                    new Remembered(outcomes, need(entry.getValue(), "dropped").intValue()));
        });
        return remembered;
    }

    private static JsonNode need(JsonNode node, String name) {
        return node.required(name);
    }

    private static String text(JsonNode node, String name) {
        return need(node, name).textValue();
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        need(node, name).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static MutantOutcome outcome(JsonNode node) {
        Mutant mutant = new Mutant(
                text(node, "id"),
                text(node, "model"),
                MutationOperator.valueOf(text(node, "operator")),
                new Location(
                        NOWHERE,
                        need(node, "line").intValue(),
                        need(node, "column").intValue()),
                text(node, "before"),
                text(node, "after"),
                text(node, "words"));
        Optional<Kill> kill = Optional.ofNullable(node.get("kill"))
                .map(found ->
                        new Kill(Kill.By.valueOf(text(found, "by")), text(found, "fixture"), text(found, "metric")));
        Optional<SuggestedFixture> suggestion = Optional.ofNullable(node.get("suggestion"))
                .map(found -> {
                    List<SuggestedFixture.Rows> inputs = new ArrayList<>();
                    need(found, "inputs").forEach(rows -> inputs.add(rows(rows)));
                    return new SuggestedFixture(
                            text(found, "metric"), inputs, rows(need(found, "original")), rows(need(found, "changed")));
                });
        return new MutantOutcome(
                mutant,
                MutantStatus.valueOf(text(node, "status")),
                kill,
                texts(node, "metrics"),
                texts(node, "fixtures"),
                need(node, "generated").intValue(),
                suggestion);
    }

    private static SuggestedFixture.Rows rows(JsonNode node) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (JsonNode line : need(node, "rows")) {
            List<Optional<String>> row = new ArrayList<>();
            line.forEach(value -> row.add(Optional.ofNullable(value.textValue())));
            rows.add(row);
        }
        return new SuggestedFixture.Rows(text(node, "table"), texts(node, "columns"), rows);
    }

    /** The outcomes of a model whose file is known. */
    static Remembered placed(Remembered remembered, Path file) {
        return new Remembered(
                remembered.outcomes().stream()
                        .map(outcome -> new MutantOutcome(
                                placed(outcome.mutant(), file),
                                outcome.status(),
                                outcome.kill(),
                                outcome.metrics(),
                                outcome.fixtures(),
                                outcome.generated(),
                                outcome.suggestion()))
                        .toList(),
                remembered.dropped());
    }

    private static Mutant placed(Mutant mutant, Path file) {
        Location location =
                new Location(file, mutant.location().line(), mutant.location().column());
        return new Mutant(
                mutant.id(),
                mutant.model(),
                mutant.operator(),
                location,
                mutant.before(),
                mutant.after(),
                mutant.words());
    }
}
