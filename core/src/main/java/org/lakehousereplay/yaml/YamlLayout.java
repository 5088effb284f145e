package org.lakehousereplay.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.Token;

/** Where the parts of a sound YAML document stand in its text, as offsets of characters. */
final class YamlLayout {

    private final String text;
    private final int[] offsets;
    private final List<Piece> pieces = new ArrayList<>();

    /** A token of the text; what lies between two pieces is white space and comments. */
    private record Piece(Token.ID id, int start, int end) {}

    YamlLayout(String text) {
        this.text = text;
        this.offsets = new int[text.codePointCount(0, text.length()) + 1];
        for (int index = 1; index < offsets.length; index++) {
            offsets[index] = text.offsetByCodePoints(offsets[index - 1], 1);
        }
        LoadSettings settings = YamlDocument.settings(text);
        ScannerImpl scanner = new ScannerImpl(settings, new StreamReader(settings, text));
        while (scanner.hasNext()) {
            Token token = scanner.next();
            pieces.add(new Piece(token.getTokenId(), offset(token.getStartMark()), offset(token.getEndMark())));
        }
    }

    /** Whether one part of the document stands for another, so that editing one would edit the other. */
    boolean hasAnchors() {
        return pieces.stream().anyMatch(piece -> piece.id == Token.ID.Anchor || piece.id == Token.ID.Alias);
    }

    static Optional<NodeTuple> pair(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(pair -> pair.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    int start(Node node) {
        return offset(node.getStartMark());
    }

    /** The end of the last scalar or bracket; the library's own end of a block lies behind the comments after it. */
    int end(Node node) {
        if (node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK) {
            if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
                return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
            }
            if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
                return end(sequence.getValue().get(sequence.getValue().size() - 1));
            }
        }
        return offset(node.getEndMark());
    }

    /** The end of the colon between a key and its value. */
    int colonEnd(NodeTuple pair) {
        int key = end(pair.getKeyNode());
        return pieces.stream()
                .filter(piece -> piece.id == Token.ID.Value && piece.start >= key)
                .findFirst()
                .orElseThrow()
                .end;
    }

    /** The dash in front of an entry of a block list. */
    int dash(Node entry) {
        int start = start(entry);
        int dash = -1;
        for (Piece piece : pieces) {
            if (piece.id == Token.ID.BlockEntry && piece.start < start) {
                dash = piece.start;
            }
        }
        return dash;
    }

    /** The comments in a range, from their {@code #} on. */
    List<String> comments(int from, int to) {
        List<String> comments = new ArrayList<>();
        int gap = 0;
        for (Piece piece : pieces) {
            for (int index = Math.max(gap, from); index < Math.min(piece.start, to); index++) {
                if (text.charAt(index) == '#') {
                    comments.add(text.substring(index, lineEnd(index)).stripTrailing());
                    index = lineEnd(index);
                }
            }
            gap = Math.max(gap, piece.end);
        }
        return comments;
    }

    int lineStart(int offset) {
        int start = offset;
        while (start > 0 && !isBreak(start - 1)) {
            start--;
        }
        return start;
    }

    private int lineEnd(int offset) {
        int end = offset;
        while (end < text.length() && !isBreak(end)) {
            end++;
        }
        return end;
    }

    /** Where the line goes on after what ends at an offset; a block of text ends behind its last line break. */
    int nextLine(int end) {
        if (end > 0 && isBreak(end - 1)) {
            return end;
        }
        int next = lineEnd(end);
        return Math.min(next + 1, text.length());
    }

    /** How many characters stand in front of an offset on its line. */
    int column(int offset) {
        return offset - lineStart(offset);
    }

    /** Whether nothing but spaces stands in front of an offset on its line. */
    boolean beginsLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    /** Whether the line in front of the line of an offset is blank. */
    boolean followsBlankLine(int offset) {
        int start = lineStart(offset);
        return start > 0 && text.substring(lineStart(start - 1), start).isBlank();
    }

    private boolean isBreak(int index) {
        return text.charAt(index) == '\n';
    }

    private int offset(Optional<Mark> mark) {
        // The library counts code points.
        return offsets[mark.orElseThrow().getIndex()];
    }
}
