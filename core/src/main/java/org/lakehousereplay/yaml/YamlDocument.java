package org.lakehousereplay.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.TextFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML document with the places of its values and the problems found so far. For readers of settings inside this
 * library.
 *
 * <pre>{@code
 * YamlDocument document = YamlDocument.read(file);
 * YamlMapping root = document.root();
 * Optional<String> description = root.string("description");
 * Optional<YamlText> clock = root.text("clock");
 * root.rejectUnknownKeys();
 * problems.addAll(document.problems());
 * }</pre>
 *
 * <p>Not thread-safe; the mappings of a document report into it while they are read.
 */
public final class YamlDocument {

    /** Far more than settings need, far less than a document that is built to exhaust memory. */
    private static final int CODE_POINT_LIMIT = 1_000_000;

    private static final int BUFFER_RESERVE = 16;
    private static final int NESTING_LIMIT = 32;
    private static final int ALIAS_LIMIT = 50;

    private final Location start;
    private final List<Problem> problems = new ArrayList<>();
    private final YamlMapping root;

    private YamlDocument(Location start, String text) {
        this.start = start;
        this.root = new YamlMapping(this, start, compose(text));
    }

    /**
     * Reads a file of its own.
     *
     * @param file the file, UTF-8
     * @throws org.lakehousereplay.diagnostic.ProblemException when the file cannot be read as text
     */
    public static YamlDocument read(Path file) {
        return parse(file, TextFile.read(file));
    }

    /**
     * Reads the text of a file.
     *
     * @param file the file, for messages
     * @param text all of its text
     */
    public static YamlDocument parse(Path file, String text) {
        return parse(text, new Location(file, 1, 1));
    }

    /**
     * Reads YAML that is a part of another file, such as the comment at the head of a metric.
     *
     * @param text the YAML
     * @param start the place of its first character
     */
    public static YamlDocument parse(String text, Location start) {
        return new YamlDocument(start, text);
    }

    /** The mapping that the document consists of; without any key when the document is not sound. */
    public YamlMapping root() {
        return root;
    }

    /** What was found wrong up to now, in the order of finding. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    void report(Location location, ErrorCode code, String message, String remedy) {
        problems.add(Problem.at(location, code, message, remedy));
    }

    Location locate(Optional<Mark> mark) {
        return mark.map(place -> new Location(
                        start.file(),
                        start.line() + place.getLine(),
                        (place.getLine() == 0 ? start.column() : 1) + place.getColumn()))
                .orElse(start);
    }

    private MappingNode compose(String text) {
        if (text.isBlank()) {
            report(start, ErrorCode.YAML_INVALID, "The YAML document is empty", "Write `key: value` lines into it");
            return nothing();
        }
        try {
            return withinLimits(text) ? rootMapping(new Compose(settings(text)).composeString(text)) : nothing();
        } catch (MarkedYamlEngineException malformed) {
            report(
                    locate(malformed.getProblemMark().or(malformed::getContextMark)),
                    ErrorCode.YAML_INVALID,
                    "This is not valid YAML: " + reason(malformed),
                    remedy(malformed));
        } catch (ReaderException unreadable) {
            report(
                    locateCodePoint(text, unreadable.getPosition()),
                    ErrorCode.YAML_INVALID,
                    "This is not valid YAML: the character U+%04X is not allowed".formatted(unreadable.getCodePoint()),
                    "Remove the character");
        } catch (YamlEngineException refused) {
            report(
                    start,
                    ErrorCode.YAML_INVALID,
                    "This is not valid YAML: " + oneLine(String.valueOf(refused.getMessage())),
                    "Correct the document");
        }
        return nothing();
    }

    private MappingNode rootMapping(Optional<Node> composed) {
        if (composed.isEmpty() || composed.get().getTag().equals(Tag.NULL)) {
            // Only comments: somebody keeps the keys at hand without using them.
            return nothing();
        }
        if (composed.get() instanceof MappingNode mapping) {
            return mapping;
        }
        report(
                locate(composed.get().getStartMark()),
                ErrorCode.YAML_INVALID,
                "The YAML document is not a mapping",
                "Write it as `key: value` lines");
        return nothing();
    }

    /**
     * Looks at the events before any tree is built: composing is recursive, and its stack must not depend on what a
     * stranger wrote.
     */
    private boolean withinLimits(String text) {
        if (text.codePointCount(0, text.length()) > CODE_POINT_LIMIT) {
            report(
                    start,
                    ErrorCode.YAML_INVALID,
                    "The YAML document has more than " + CODE_POINT_LIMIT + " characters",
                    "Shorten it");
            return false;
        }
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings(text)).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                default -> {
                    // Scalars and the frame of the document cost nothing.
                }
            }
            if (depth > NESTING_LIMIT) {
                return refuse(event, "is nested deeper than " + NESTING_LIMIT + " levels", "Flatten it");
            }
            if (aliases > ALIAS_LIMIT) {
                return refuse(event, "uses more than " + ALIAS_LIMIT + " aliases (`*name`)", "Write the values out");
            }
        }
        return true;
    }

    private boolean refuse(Event event, String excess, String remedy) {
        report(locate(event.getStartMark()), ErrorCode.YAML_INVALID, "The YAML document " + excess, remedy);
        return false;
    }

    private Location locateCodePoint(String text, int codePointIndex) {
        int line = 0;
        int column = 0;
        int index = 0;
        for (int count = 0; count < codePointIndex && index < text.length(); count++) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            column = codePoint == '\n' ? 0 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
        return new Location(start.file(), start.line() + line, (line == 0 ? start.column() : 1) + column);
    }

    /** How the library has to read a text. */
    static LoadSettings settings(String text) {
        return LoadSettings.builder()
                // The library (2.10) fails where a character outside the basic plane crosses the end of its buffer.
                .setBufferSize(text.length() + BUFFER_RESERVE)
                .setCodePointLimit(CODE_POINT_LIMIT)
                .setMaxAliasesForCollections(ALIAS_LIMIT)
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setUseMarks(true)
                .build();
    }

    private static MappingNode nothing() {
        return new MappingNode(Tag.MAP, Collections.emptyList(), FlowStyle.BLOCK);
    }

    private static String reason(MarkedYamlEngineException malformed) {
        String problem = oneLine(String.valueOf(malformed.getProblem()));
        return problem.contains("(TAB)") ? "a tab stands where only spaces may indent" : problem;
    }

    private static String remedy(MarkedYamlEngineException malformed) {
        return String.valueOf(malformed.getProblem()).contains("(TAB)")
                ? "Replace the tab by spaces"
                : "Check indentation, colons and quotes; quote a text that holds `: ` or ` #`";
    }

    private static String oneLine(String text) {
        return text.strip().lines().findFirst().orElse("it does not parse");
    }
}
