package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.yaml.YamlFlow;

/** What holds for any file and any changes: what is written reads back, covers, and leaves alone what people wrote. */
final class DeclarationPropertyTest {

    private static final Circumstances CIRCUMSTANCES = SampleChanges.against("1.0.0");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_declared_lacks_nothing_but_reasons(long seed) {
        List<CaliberChange> changes = new RandomChanges(new Random(seed)).changes();

        String text = declare("", changes).text();
        Judgement finished = judge(finish(text), changes);

        assertThat(finished.problems()).isEmpty();
        assertThat(finished.changes()).noneMatch(judged -> judged.standing() == Standing.UNDECLARED);
        assertThat(declare(text, changes).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_there_is_fitted_and_keeps_what_people_wrote(long seed) {
        Random random = new Random(seed);
        RandomChanges generator = new RandomChanges(random);
        List<CaliberChange> before = generator.changes();
        List<CaliberChange> now = generator.changes();
        List<DeclaredChange> entries = entries(finish(declare("", before).text()));
        String written = new Layout(random).write(entries);

        DeclarationResult result = declare(written, now);
        List<DeclaredChange> kept = new ArrayList<>(entries(result.text()));
        kept.removeAll(result.added());

        assertThat(result.changesFile()).isEqualTo(!result.text().equals(written));
        assertThat(kept.size() + result.removed().size()).isEqualTo(entries.size());
        assertThat(kept).allMatch(entry -> entry.reason().equals("Because of # " + entry.kind()));
        assertThat(comments(result.text())).containsAll(commentsToKeep(written, kept));
        assertThat(result.text().startsWith("\uFEFF")).isEqualTo(written.startsWith("\uFEFF"));
        assertThat(result.text().replace("\r\n", "").contains("\n"))
                .isEqualTo(written.replace("\r\n", "").contains("\n"));

        Judgement finished = judge(finish(result.text()), now);
        assertThat(finished.problems()).isEmpty();
        assertThat(finished.changes()).noneMatch(judged -> judged.standing() == Standing.UNDECLARED);
        assertThat(declare(result.text(), now).text()).isEqualTo(result.text());
    }

    private static DeclarationResult declare(String text, List<CaliberChange> changes) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(SampleChanges.FILE, text);
        Judgement judgement = Judgement.of(changes, reading.entries(), CIRCUMSTANCES);
        return Declaration.of(reading, judgement.changes(), CIRCUMSTANCES);
    }

    private static Judgement judge(String text, List<CaliberChange> changes) {
        return Judgement.of(changes, entries(text), CIRCUMSTANCES);
    }

    private static List<DeclaredChange> entries(String text) {
        return SampleChanges.entries(text);
    }

    /** Fills in the reasons as a person would. */
    private static String finish(String text) {
        StringBuilder finished = new StringBuilder();
        String kind = "";
        for (String line : text.split("(?<=\n)", -1)) {
            if (line.strip().startsWith("kind: ")) {
                String label = line.strip().substring("kind: ".length()).split(" ", 2)[0];
                kind = ChangeKind.of(label).orElseThrow().name();
            }
            finished.append(
                    line.strip().startsWith("reason: \"\"")
                            ? line.replace("\"\"", "'Because of # " + kind + "'")
                            : line);
        }
        return finished.toString();
    }

    /** The numbers of the comments that {@link Layout} wrote. */
    private static List<String> comments(String text) {
        return Stream.of(text.split("# comment ", -1))
                .skip(1)
                .map(rest -> rest.lines().findFirst().orElse("").strip())
                .toList();
    }

    private static List<String> commentsToKeep(String written, List<DeclaredChange> kept) {
        List<String> subjects = kept.stream()
                .map(entry -> entry.subject() + " " + entry.kind().label())
                .toList();
        return comments(written).stream()
                .filter(comment ->
                        comment.startsWith("outside") || subjects.stream().anyMatch(comment::startsWith))
                .toList();
    }

    /** Writes entries in a layout of its own, with comments wherever YAML takes them. */
    private static final class Layout {

        private final Random random;
        private final String lineBreak;
        private final String indent;
        private final String inner;
        private final StringBuilder text = new StringBuilder();
        private String owner = "outside";
        private int comments;

        Layout(Random random) {
            this.random = random;
            this.lineBreak = random.nextBoolean() ? "\n" : "\r\n";
            this.indent = " ".repeat(random.nextInt(4));
            this.inner = " ".repeat(random.nextInt(3));
        }

        String write(List<DeclaredChange> entries) {
            if (random.nextInt(3) == 0) {
                line("---");
            }
            commentLine("");
            if (entries.isEmpty()) {
                line("changes: []" + comment());
            } else {
                line("changes:" + comment());
            }
            boolean blank = random.nextBoolean();
            for (DeclaredChange entry : entries) {
                owner = "outside";
                commentLine(indent);
                owner = entry.subject() + " " + entry.kind().label();
                if (random.nextInt(4) == 0) {
                    flow(entry);
                } else {
                    block(entry);
                }
                if (blank) {
                    line("");
                }
            }
            owner = "outside";
            commentLine("");
            if (random.nextInt(4) == 0) {
                line("...");
            }
            String all = text.toString();
            if (random.nextInt(4) == 0) {
                all = all.substring(0, all.length() - lineBreak.length());
            }
            return random.nextInt(4) == 0 ? "\uFEFF" + all : all;
        }

        private void flow(DeclaredChange entry) {
            line(indent + "- " + inner + "{" + String.join(", ", pairs(entry).values()) + "}" + comment());
        }

        private void block(DeclaredChange entry) {
            String start = indent + "- " + inner;
            if (random.nextInt(5) == 0) {
                line(indent + "-" + comment());
                start = indent + "  " + inner;
            }
            for (Map.Entry<String, String> pair : pairs(entry).entrySet()) {
                String padding = indent + "  " + inner;
                boolean list = pair.getKey().equals("fixtures") || pair.getKey().equals("columns");
                if (list && random.nextBoolean()) {
                    line(start + pair.getKey() + ":" + comment());
                    for (String name : pair.getKey().equals("fixtures") ? entry.fixtures() : entry.columns()) {
                        commentLine(padding);
                        line(padding + "- " + YamlFlow.text(name) + comment());
                    }
                } else if (pair.getKey().equals("delta") && random.nextBoolean()) {
                    line(start + "delta:" + comment());
                    entry.deltas().forEach((column, bounds) -> {
                        line(padding + "  " + YamlFlow.text(column) + ":" + comment());
                        line(padding + "    from: " + Amounts.plain(bounds.from()) + comment());
                        line(padding + "    to: " + Amounts.plain(bounds.to()) + comment());
                    });
                } else if (pair.getKey().equals("reason") && random.nextBoolean()) {
                    line(start + "reason: >-");
                    line(padding + "  Because of");
                    line(padding + "  # " + entry.kind());
                } else {
                    line(start + pair.getValue() + comment());
                }
                commentLine(padding);
                start = padding;
            }
        }

        /** The pairs on one line each, in any order. */
        private Map<String, String> pairs(DeclaredChange entry) {
            Map<String, String> pairs =
                    EntryText.lines(entry.withScope(new Scope(List.of(), List.of(), entry.keys(), Map.of()))).stream()
                            .filter(line -> !line.startsWith("reason"))
                            .collect(Collectors.toMap(line -> line.substring(0, line.indexOf(':')), line -> line));
            pairs.put("reason", "reason: 'Because of # " + entry.kind() + "'");
            if (!entry.fixtures().isEmpty()) {
                pairs.put("fixtures", "fixtures: " + YamlFlow.list(entry.fixtures()));
            }
            if (!entry.columns().isEmpty()) {
                pairs.put("columns", "columns: " + YamlFlow.list(entry.columns()));
            }
            if (!entry.deltas().isEmpty()) {
                pairs.put("delta", "delta: " + Scope.deltasText(entry.deltas()));
            }
            List<String> keys = new ArrayList<>(pairs.keySet());
            Collections.shuffle(keys, random);
            Map<String, String> shuffled = new LinkedHashMap<>();
            keys.forEach(key -> shuffled.put(key, pairs.get(key)));
            return shuffled;
        }

        private void line(String line) {
            text.append(line).append(lineBreak);
        }

        private void commentLine(String padding) {
            if (random.nextInt(4) == 0) {
                line(padding + comment().strip());
            }
        }

        private String comment() {
            return random.nextInt(3) == 0 ? " # comment " + owner + " " + comments++ : "";
        }
    }
}
