package org.lakehousereplay.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Spelling;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A cursor on one mapping of a {@link YamlDocument}. For readers of settings inside this library.
 *
 * <p>An accessor answers empty when the key is absent and also when its value is of the wrong kind; in the second case
 * the document gets a problem. Whatever key was asked for counts as known in {@link #rejectUnknownKeys()}.
 */
public final class YamlMapping implements YamlItem {

    private final YamlDocument document;
    private final Location location;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, YamlMapping> nested = new LinkedHashMap<>();

    YamlMapping(YamlDocument document, Location location, MappingNode node) {
        this.document = document;
        this.location = location;
        for (NodeTuple tuple : node.getValue()) {
            addEntry(tuple);
        }
    }

    private void addEntry(NodeTuple tuple) {
        Location place = document.locate(tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            document.report(place, ErrorCode.YAML_INVALID, "A key must be a plain text", "Name the key by one word");
            return;
        }
        YamlText name = new YamlText(key.getValue(), place);
        if (entries.putIfAbsent(name.text(), new Entry(name, tuple.getValueNode())) != null) {
            document.report(
                    place,
                    ErrorCode.YAML_INVALID,
                    "The key `" + name.text() + "` stands here a second time",
                    "Keep one of them");
        }
    }

    /** Where the mapping begins. */
    @Override
    public Location location() {
        return location;
    }

    /** The keys in the order of the document; for mappings whose keys are names that the user chose. */
    public List<YamlText> keys() {
        return entries.values().stream().map(Entry::name).toList();
    }

    /** Whether the key is there, with any value. */
    public boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /** Where the value of a key stands; the place of the mapping when the key is absent. */
    public Location locationOf(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(entry -> document.locate(entry.value.getStartMark()))
                .orElse(location);
    }

    /** A scalar, in the form in which it was written: a text, a date, a number. */
    public Optional<YamlText> text(String key) {
        return entry(key).flatMap(entry -> scalar(entry.value, "`" + key + "`", "Write one value behind it"));
    }

    /** A scalar without its place. */
    public Optional<String> string(String key) {
        return text(key).map(YamlText::text);
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        Optional<YamlText> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        switch (text.get().text()) {
            case "true":
                return Optional.of(true);
            case "false":
                return Optional.of(false);
            default:
                wrongValue(key, "must be true or false, not `" + text.get().text() + "`", "Write true or false");
                return Optional.empty();
        }
    }

    /** A decimal number, exactly as written. */
    public Optional<BigDecimal> decimal(String key) {
        Optional<YamlText> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.get().text()));
        } catch (NumberFormatException notANumber) {
            wrongValue(key, "must be a number, not `" + text.get().text() + "`", "Write a number such as 0.001");
            return Optional.empty();
        }
    }

    /** A list of scalars; entries of another kind are reported and left out. */
    public Optional<List<YamlText>> texts(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (!(entry.get().value instanceof SequenceNode sequence)) {
            wrongValue(key, "must be a list", "Write it as `" + key + ": [first, second]`");
            return Optional.empty();
        }
        List<YamlText> texts = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            scalar(element, "An entry of `" + key + "`", "Write one value for each entry")
                    .ifPresent(texts::add);
        }
        return Optional.of(List.copyOf(texts));
    }

    /** A list of scalars without their places. */
    public Optional<List<String>> stringList(String key) {
        return texts(key).map(texts -> texts.stream().map(YamlText::text).toList());
    }

    /** A mapping below this one; the same cursor whenever it is asked for. */
    public Optional<YamlMapping> mapping(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (!(entry.get().value instanceof MappingNode node)) {
            wrongValue(key, "must be a mapping", "Write `key: value` pairs below it");
            return Optional.empty();
        }
        return Optional.of(nested.computeIfAbsent(
                key, name -> new YamlMapping(document, document.locate(node.getStartMark()), node)));
    }

    /**
     * A list of mappings; entries of another kind are reported and left out. A key without a value is an empty list: it
     * is what remains when somebody has deleted the last entry.
     */
    public Optional<List<YamlMapping>> mappings(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty() || entry.get().value.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (!(entry.get().value instanceof SequenceNode sequence)) {
            wrongValue(key, "must be a list", "Begin each of its entries with `- `");
            return Optional.empty();
        }
        List<YamlMapping> mappings = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            Location place = document.locate(element.getStartMark());
            if (element instanceof MappingNode mapping) {
                mappings.add(new YamlMapping(document, place, mapping));
            } else {
                document.report(
                        place,
                        ErrorCode.YAML_WRONG_VALUE,
                        "An entry of `" + key + "` must be a mapping",
                        "Write `key: value` pairs behind the `- `");
            }
        }
        return Optional.of(List.copyOf(mappings));
    }

    /**
     * A list of scalars and mappings; entries of another kind are reported and left out. A key without a value is an
     * empty list.
     */
    public Optional<List<YamlItem>> items(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty() || entry.get().value.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (!(entry.get().value instanceof SequenceNode sequence)) {
            wrongValue(key, "must be a list", "Write it as `" + key + ": [first, second]`");
            return Optional.empty();
        }
        List<YamlItem> items = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            if (element instanceof MappingNode mapping) {
                items.add(new YamlMapping(document, document.locate(element.getStartMark()), mapping));
            } else {
                scalar(element, "An entry of `" + key + "`", "Write one value for each entry")
                        .ifPresent(items::add);
            }
        }
        return Optional.of(List.copyOf(items));
    }

    /** Whether the value is a list; for keys that take a list or something else. */
    public boolean isList(String key) {
        return entry(key).filter(entry -> entry.value instanceof SequenceNode).isPresent();
    }

    /** Whether the value is a mapping; for keys that take a mapping or something else. */
    public boolean isMapping(String key) {
        return entry(key).filter(entry -> entry.value instanceof MappingNode).isPresent();
    }

    /**
     * Reports a value that has the right form and cannot be used all the same.
     *
     * @param key the key whose value it is
     * @param complaint how the sentence goes on after the key, such as {@code must be true or false}
     * @param remedy what to do
     */
    public void wrongValue(String key, String complaint, String remedy) {
        document.report(locationOf(key), ErrorCode.YAML_WRONG_VALUE, "`" + key + "` " + complaint, remedy);
    }

    /** Reports every key that was never asked for. */
    public void rejectUnknownKeys() {
        for (Entry entry : entries.values()) {
            String key = entry.name.text();
            if (known.contains(key)) {
                continue;
            }
            String list = known.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            String guess = Spelling.didYouMean(key, known);
            document.report(
                    entry.name.location(),
                    ErrorCode.YAML_UNKNOWN_KEY,
                    "The key `" + key + "` is not known here",
                    (guess.isEmpty() ? "" : guess + " ") + "Known keys: " + list);
        }
    }

    private Optional<Entry> entry(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private Optional<YamlText> scalar(Node node, String subject, String remedy) {
        Location place = document.locate(node.getStartMark());
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(new YamlText(scalar.getValue(), place));
        }
        String complaint = node instanceof ScalarNode
                ? " has no value"
                : node instanceof SequenceNode ? " must be one value, not a list" : " must be one value, not a mapping";
        document.report(place, ErrorCode.YAML_WRONG_VALUE, subject + complaint, remedy);
        return Optional.empty();
    }

    private record Entry(YamlText name, Node value) {}
}
