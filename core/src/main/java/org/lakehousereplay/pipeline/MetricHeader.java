package org.lakehousereplay.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.sql.HeadComment;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * The {@code @metric} comment at the head of a model, before its columns are looked up in the output.
 *
 * @param description what the metric measures; may be empty
 * @param unit the unit of its measures; may be empty
 * @param key the names of the key columns
 * @param windowColumn the name of the window column, if there is a window
 * @param windowSize the length of the window, if there is a window
 * @param ordered whether the order of the rows counts
 * @param checks what every row has to hold
 * @param changelog whether the changes that lead to the output are asserted, too
 * @param laws what has to hold however the input arrives
 * @param location where the declaration stands
 */
record MetricHeader(
        String description,
        String unit,
        List<YamlText> key,
        Optional<YamlText> windowColumn,
        Optional<WindowSize> windowSize,
        boolean ordered,
        List<DeclaredCheck> checks,
        boolean changelog,
        List<ReplayLaw> laws,
        Location location) {

    static final String MARK = "@metric";

    MetricHeader {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
        laws = List.copyOf(laws);
    }

    /** The same header without checks and laws. */
    MetricHeader withoutChecks() {
        return new MetricHeader(
                description, unit, key, windowColumn, windowSize, ordered, List.of(), changelog, List.of(), location);
    }

    /** The header of a model; empty when it has none, or none that is sound. */
    static Optional<MetricHeader> read(Path file, String sql, List<Problem> problems) {
        return read(new CommentedText(file, sql, 0, sql.length()), true, problems);
    }

    /**
     * The header in front of a statement of a script; empty when it has none, or none that is sound. Other comments may
     * stand before it, such as those that belong to the script as a whole.
     */
    static Optional<MetricHeader> read(CommentedText before, List<Problem> problems) {
        return read(before, false, problems);
    }

    private static Optional<MetricHeader> read(CommentedText before, boolean first, List<Problem> problems) {
        Optional<MetricHeader> header = Optional.empty();
        boolean marked = false;
        boolean blockBefore = false;
        for (HeadComment comment : HeadComment.read(before.part())) {
            Location place = before.locate(comment.offset() - 2);
            String word = firstWord(comment.text());
            if (!word.equals(MARK)) {
                if (Spelling.nearest(word, List.of(MARK)).isPresent()) {
                    invalid(problems, place, "The comment begins with `" + word + "`", "Did you mean `@metric`?");
                }
            } else if (!comment.block()) {
                invalid(problems, place, "`@metric` stands in a line comment", "Put it into a block comment /* ... */");
            } else if (marked) {
                invalid(problems, place, "This is a second `@metric` comment", "Keep one of them");
            } else if (blockBefore && first) {
                marked = true;
                invalid(
                        problems,
                        place,
                        "Another block comment stands before the `@metric` comment",
                        "Make the `@metric` comment the first one of the file");
            } else {
                marked = true;
                header = parse(before, comment, problems);
            }
            blockBefore |= comment.block();
        }
        return header;
    }

    private static Optional<MetricHeader> parse(CommentedText text, HeadComment comment, List<Problem> problems) {
        Location place = text.locate(comment.offset() - 2);
        if (!comment.closed()) {
            invalid(problems, place, "The `@metric` comment is not closed", "End it by */ before the SELECT");
            return Optional.empty();
        }
        int yamlOffset = comment.text().indexOf(MARK) + MARK.length();
        String yaml = comment.text().substring(yamlOffset);
        if (yaml.isBlank()) {
            missingKey(problems, place);
            return Optional.empty();
        }
        YamlDocument document = YamlDocument.parse(yaml, text.locate(comment.offset() + yamlOffset));
        YamlMapping root = document.root();
        List<Problem> found = new ArrayList<>();
        String description = root.string("description").orElse("");
        String unit = root.string("unit").orElse("");
        boolean ordered = root.flag("ordered").orElse(false);
        boolean changelog = root.flag("changelog").orElse(false);
        List<YamlText> key = root.texts("key").orElse(List.of());
        Optional<YamlMapping> window = root.mapping("window");
        Optional<YamlText> windowColumn = window.flatMap(mapping -> mapping.text("column"));
        Optional<YamlText> windowLength = window.flatMap(mapping -> mapping.text("size"));
        List<DeclaredCheck> checks = DeclaredCheck.read(root, found);
        List<ReplayLaw> laws = LawReader.read(root, "laws", found);
        root.rejectUnknownKeys();
        window.ifPresent(YamlMapping::rejectUnknownKeys);
        // What is missing is only worth telling when the rest could be read.
        if (document.problems().isEmpty()) {
            if (!root.has("key")) {
                missingKey(found, place);
            }
            rejectRepeated(key, found);
            window.ifPresent(mapping -> checkWindow(mapping, windowColumn, windowLength, found));
        }
        problems.addAll(document.problems());
        problems.addAll(found);
        if (!document.problems().isEmpty() || !found.isEmpty()) {
            return Optional.empty();
        }
        Optional<WindowSize> windowSize = windowLength.map(YamlText::text).flatMap(WindowSize::parse);
        return Optional.of(new MetricHeader(
                description, unit, key, windowColumn, windowSize, ordered, checks, changelog, laws, place));
    }

    private static void checkWindow(
            YamlMapping window, Optional<YamlText> column, Optional<YamlText> length, List<Problem> problems) {
        if (column.isEmpty()) {
            invalid(
                    problems,
                    window.location(),
                    "The window has no `column`",
                    "Name the output column that holds its start");
        }
        if (length.isEmpty()) {
            invalid(problems, window.location(), "The window has no `size`", "Write a length such as 10 minutes");
        } else if (WindowSize.parse(length.get().text()).isEmpty()) {
            invalid(
                    problems,
                    length.get().location(),
                    "The window size `" + length.get().text() + "` is no length of time",
                    "Write a whole number and a unit, such as 10 minutes, 1 hour or 1 day");
        }
    }

    private static void rejectRepeated(List<YamlText> key, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (YamlText column : key) {
            if (!seen.add(column.text().toLowerCase(Locale.ROOT))) {
                invalid(
                        problems,
                        column.location(),
                        "The key names the column `" + column.text() + "` twice",
                        "Keep one of them");
            }
        }
    }

    private static void missingKey(List<Problem> problems, Location place) {
        invalid(
                problems,
                place,
                "The metric declares no `key`",
                "Name the output columns that tell one row from another, such as key: [window_start, channel];"
                        + " write key: [] when the output is one row");
    }

    private static void invalid(List<Problem> problems, Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.METRIC_HEADER_INVALID, message, remedy));
    }

    private static String firstWord(String comment) {
        String text = comment.strip();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.startsWith("@") ? text.substring(0, end) : "";
    }

    /**
     * The part of a file in which a header may stand.
     *
     * @param file the file
     * @param text its whole text
     * @param from the index at which the part begins
     * @param to the index behind its end
     */
    record CommentedText(Path file, String text, int from, int to) {

        String part() {
            return text.substring(from, to);
        }

        /** The place of a character of the part. */
        Location locate(int index) {
            String before = text.substring(0, from + index);
            return Location.ofByteOffset(file, text, before.getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
