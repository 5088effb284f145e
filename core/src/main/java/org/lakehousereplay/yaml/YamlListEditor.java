package org.lakehousereplay.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.TextFile;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Edits the entries of a list of mappings in the text of a YAML document. What is not edited stays as it is to the last
 * character, and comments on lines that are rewritten move above their entry. For writers of settings inside this
 * library.
 *
 * <pre>{@code
 * YamlListEditor editor = new YamlListEditor(text, "changes");
 * editor.put(0, "fixtures", "[noon]", List.of("metric"));
 * editor.remove(1);
 * String edited = editor.text();
 * }</pre>
 *
 * <p>Whoever uses it reads the text again and compares: YAML has layouts that nobody foresees.
 */
public final class YamlListEditor {

    private static final String UNUSUAL = "the layout of the list is unusual";

    private final String mark;
    private final String source;
    private final String lineBreak;
    private final boolean open;
    private final String list;
    private final YamlLayout layout;
    private final Optional<NodeTuple> pair;
    private final List<Node> entries;
    private final TextEdits edits = new TextEdits();
    private int removed;
    private boolean appended;

    /**
     * Prepares the editing of a document that has been read without problems.
     *
     * @param text all of its text
     * @param list the key of the list
     * @throws UnsupportedLayoutException when the document is laid out in a way that cannot be edited
     */
    public YamlListEditor(String text, String list) {
        String content = TextFile.withoutMark(text);
        this.mark = text.substring(0, text.length() - content.length());
        this.lineBreak = content.contains("\r\n") ? "\r\n" : "\n";
        this.open = !content.isEmpty() && !content.endsWith("\n");
        this.source = open ? content + lineBreak : content;
        this.list = list;
        this.layout = new YamlLayout(source);
        if (layout.hasAnchors()) {
            throw new UnsupportedLayoutException("it uses anchors (`&name`, `*name`)");
        }
        Optional<Node> root = source.isBlank() ? Optional.empty() : compose(source);
        this.pair = root.filter(MappingNode.class::isInstance)
                .flatMap(mapping -> YamlLayout.pair((MappingNode) mapping, list));
        this.entries = pair.map(NodeTuple::getValueNode)
                .filter(SequenceNode.class::isInstance)
                .map(sequence -> ((SequenceNode) sequence).getValue())
                .orElse(List.of());
        if (root.filter(node -> node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW)
                        .isPresent()
                || (!entries.isEmpty()
                        && ((SequenceNode) pair.orElseThrow().getValueNode()).getFlowStyle() == FlowStyle.FLOW)) {
            throw new UnsupportedLayoutException("the list is written with brackets");
        }
    }

    private static Optional<Node> compose(String source) {
        return new Compose(YamlDocument.settings(source)).composeString(source);
    }

    /** Takes an entry away, with the comments on its own lines. */
    public void remove(int entry) {
        int dash = dash(entry);
        edits.replace(layout.lineStart(dash), layout.nextLine(layout.end(entries.get(entry))), "");
        removed++;
    }

    /**
     * Sets a value of an entry.
     *
     * @param entry the number of the entry, from 0
     * @param key the key
     * @param written the value on one line, as {@link YamlFlow} writes it
     * @param predecessors the keys behind which it is put when it is not there
     */
    public void put(int entry, String key, String written, List<String> predecessors) {
        MappingNode mapping = mapping(entry);
        Optional<NodeTuple> present = YamlLayout.pair(mapping, key);
        if (present.isPresent()) {
            setValue(entry, present.get(), written);
            return;
        }
        NodeTuple neighbour = mapping.getValue().stream()
                .filter(tuple ->
                        tuple.getKeyNode() instanceof ScalarNode name && predecessors.contains(name.getValue()))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new UnsupportedLayoutException(UNUSUAL));
        int end = layout.end(neighbour.getValueNode());
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            edits.replace(end, end, ", " + key + ": " + written);
        } else {
            int line = layout.nextLine(end);
            edits.replace(
                    line, line, " ".repeat(layout.column(layout.start(mapping))) + key + ": " + written + lineBreak);
        }
    }

    /** Takes a value of an entry away; leaves the key with an empty one where the line holds something else too. */
    public void drop(int entry, String key, String empty) {
        MappingNode mapping = mapping(entry);
        Optional<NodeTuple> present = YamlLayout.pair(mapping, key);
        if (present.isEmpty()) {
            return;
        }
        int start = layout.start(present.get().getKeyNode());
        if (mapping.getFlowStyle() == FlowStyle.FLOW || !layout.beginsLine(start)) {
            setValue(entry, present.get(), empty);
            return;
        }
        int to = layout.nextLine(layout.end(present.get().getValueNode()));
        keepComments(entry, start, to);
        edits.replace(layout.lineStart(start), to, "");
    }

    /**
     * Sets a list of texts of an entry; a list that has a line for each text keeps the lines of those that stay.
     *
     * @param entry the number of the entry, from 0
     * @param key the key
     * @param values the texts
     * @param predecessors the keys behind which it is put when it is not there
     */
    public void putList(int entry, String key, List<String> values, List<String> predecessors) {
        Optional<SequenceNode> lines = YamlLayout.pair(mapping(entry), key)
                .map(NodeTuple::getValueNode)
                .filter(node -> node instanceof SequenceNode sequence && isLines(sequence))
                .map(SequenceNode.class::cast);
        if (lines.isEmpty()) {
            put(entry, key, YamlFlow.list(values), predecessors);
            return;
        }
        List<String> present = new ArrayList<>();
        for (Node item : lines.get().getValue()) {
            String value = ((ScalarNode) item).getValue();
            present.add(value);
            if (!values.contains(value)) {
                int to = layout.nextLine(layout.end(item));
                keepComments(entry, layout.dash(item), to);
                edits.replace(layout.lineStart(layout.dash(item)), to, "");
            }
        }
        int dash = layout.dash(lines.get().getValue().get(0));
        int end = layout.nextLine(layout.end(lines.get()));
        String indent = source.substring(layout.lineStart(dash), dash);
        values.stream()
                .filter(value -> !present.contains(value))
                .forEach(value -> edits.replace(end, end, indent + "- " + YamlFlow.text(value) + lineBreak));
    }

    private boolean isLines(SequenceNode sequence) {
        return sequence.getFlowStyle() == FlowStyle.BLOCK
                && sequence.getValue().stream()
                        .allMatch(item -> item instanceof ScalarNode && layout.beginsLine(layout.dash(item)));
    }

    private void setValue(int entry, NodeTuple present, String written) {
        Node value = present.getValueNode();
        boolean block = !(value instanceof ScalarNode) && isBlock(value);
        // Between the key and a block stands at least a line break, which would be left behind.
        int from = block ? layout.colonEnd(present) : layout.start(value);
        int to = layout.end(value);
        keepComments(entry, from, to);
        edits.replace(from, to, block ? " " + written : written);
    }

    private static boolean isBlock(Node value) {
        return (value instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK)
                || (value instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.BLOCK);
    }

    /**
     * Adds an entry behind the last one.
     *
     * @param lines its {@code key: value} lines
     */
    public void append(List<String> lines) {
        int dashColumn = entries.isEmpty() ? 2 : layout.column(dash(entries.size() - 1));
        String indent = " ".repeat(dashColumn);
        StringBuilder added = new StringBuilder();
        int position;
        if (pair.isEmpty()) {
            position = source.length();
            added.append(appended ? "" : list + ":" + lineBreak);
        } else if (entries.isEmpty()) {
            position = layout.nextLine(layout.end(pair.get().getValueNode()));
            if (!appended) {
                // What stands there is nothing or `[]`.
                edits.replace(layout.colonEnd(pair.get()), layout.end(pair.get().getValueNode()), "");
            }
        } else {
            position = layout.nextLine(layout.end(entries.get(entries.size() - 1)));
            added.append(separatesByBlankLines() ? lineBreak : "");
        }
        String start = indent + "- ";
        for (String line : lines) {
            added.append(start).append(line).append(lineBreak);
            start = indent + "  ";
        }
        appended = true;
        edits.replace(position, position, added.toString());
    }

    private boolean separatesByBlankLines() {
        return entries.size() > 1 && layout.followsBlankLine(dash(entries.size() - 1));
    }

    /** The edited text. */
    public String text() {
        if (removed > 0 && removed == entries.size() && !appended) {
            int colon = layout.colonEnd(pair.orElseThrow());
            edits.replace(colon, colon, " []");
        }
        String edited = mark + edits.applyTo(source).orElseThrow(() -> new UnsupportedLayoutException(UNUSUAL));
        boolean ended = open && edited.endsWith(lineBreak);
        return ended ? edited.substring(0, edited.length() - lineBreak.length()) : edited;
    }

    /** Moves comments above the entry, whose lines are the only place that is sure to be free. */
    private void keepComments(int entry, int from, int to) {
        int dash = dash(entry);
        int line = layout.lineStart(dash);
        for (String comment : layout.comments(from, to)) {
            edits.replace(line, line, " ".repeat(layout.column(dash)) + comment + lineBreak);
        }
    }

    private int dash(int entry) {
        int dash = layout.dash(entries.get(entry));
        if (dash < 0 || !layout.beginsLine(dash)) {
            throw new UnsupportedLayoutException(UNUSUAL);
        }
        return dash;
    }

    private MappingNode mapping(int entry) {
        return (MappingNode) entries.get(entry);
    }

    /** A layout of YAML in which editing is not safe. */
    public static final class UnsupportedLayoutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsupportedLayoutException(String message) {
            super(message);
        }
    }
}
