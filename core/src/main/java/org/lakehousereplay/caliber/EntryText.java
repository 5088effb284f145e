package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.yaml.YamlFlow;
import org.lakehousereplay.yaml.YamlListEditor;

/** How entries stand in the file. */
final class EntryText {

    /** A longer list gets a line for each of its values, so that a difference shows only what differs. */
    private static final int LINE = 100;

    private EntryText() {}

    /** The lines of a new entry. */
    static List<String> lines(DeclaredChange entry) {
        List<String> lines = new ArrayList<>();
        lines.add("metric: " + YamlFlow.text(entry.subject()));
        lines.add("kind: " + entry.kind().label());
        lines.add("baseline: " + YamlFlow.text(entry.baseline()));
        addList(lines, "fixtures", entry.fixtures());
        addList(lines, "columns", entry.columns());
        if (!entry.keys().isEmpty()) {
            lines.add("keys: " + Scope.keysText(entry.keys()));
        }
        addDeltas(lines, entry.deltas());
        lines.add("reason: \"\" # write why the metric may change; until then the build breaks");
        lines.add("decidedBy: \"\"");
        entry.decidedOn().ifPresent(day -> lines.add("decidedOn: " + day));
        return lines;
    }

    private static void addList(List<String> lines, String key, List<String> values) {
        String line = key + ": " + YamlFlow.list(values);
        if (values.isEmpty()) {
            return;
        }
        if (line.length() <= LINE) {
            lines.add(line);
            return;
        }
        lines.add(key + ":");
        values.forEach(value -> lines.add("  - " + YamlFlow.text(value)));
    }

    private static void addDeltas(List<String> lines, Map<String, Bounds> deltas) {
        String line = "delta: " + Scope.deltasText(deltas);
        if (deltas.isEmpty()) {
            return;
        }
        if (line.length() <= LINE) {
            lines.add(line);
            return;
        }
        lines.add("delta:");
        deltas.forEach((column, bounds) -> lines.add("  " + YamlFlow.text(column) + ": " + Scope.text(bounds)));
    }

    /** Writes another scope into an entry, as far as it differs. */
    static void update(YamlListEditor editor, int index, Scope present, Scope fitted) {
        List<String> before = new ArrayList<>(List.of("metric", "kind", "baseline"));
        if (!fitted.fixtures().equals(present.fixtures())) {
            updateList(editor, index, "fixtures", fitted.fixtures(), before);
        }
        before.add("fixtures");
        if (!fitted.columns().equals(present.columns())) {
            updateList(editor, index, "columns", fitted.columns(), before);
        }
        before.add("columns");
        if (!fitted.keys().equals(present.keys())) {
            updateMapping(
                    editor,
                    index,
                    "keys",
                    fitted.keys().isEmpty() ? Optional.empty() : Optional.of(Scope.keysText(fitted.keys())),
                    before);
        }
        before.add("keys");
        if (!fitted.deltas().equals(present.deltas())) {
            updateMapping(
                    editor,
                    index,
                    "delta",
                    fitted.deltas().isEmpty() ? Optional.empty() : Optional.of(Scope.deltasText(fitted.deltas())),
                    before);
        }
    }

    private static void updateList(
            YamlListEditor editor, int index, String key, List<String> values, List<String> before) {
        if (values.isEmpty()) {
            editor.drop(index, key, "[]");
        } else {
            editor.putList(index, key, values, before);
        }
    }

    private static void updateMapping(
            YamlListEditor editor, int index, String key, Optional<String> written, List<String> before) {
        written.ifPresentOrElse(text -> editor.put(index, key, text, before), () -> editor.drop(index, key, "{}"));
    }
}
