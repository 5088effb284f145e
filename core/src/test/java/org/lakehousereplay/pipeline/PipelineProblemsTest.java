package org.lakehousereplay.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is told about pipelines that are not sound. The cases are in {@code problems.txt}, each with its files and the
 * lines that a user reads; {@code …} stands for words of the engine, which change between its versions.
 */
class PipelineProblemsTest {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyProblemIsToldWithItsPlaceAndRemedy() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(60);
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name, () -> check(one)));
    }

    private void check(Case one) {
        PipelineTree tree =
                new PipelineTree(directory.resolve(one.name.replace(' ', '_').replace('/', '_')));
        if (one.files.stream().noneMatch(file -> file.path.equals("p/sources.sql"))) {
            tree.with("p/sources.sql", PipelineTree.ORDERS);
        }
        one.files.forEach(file -> tree.with(file.path, file.text));
        List<String> actual = tree.problems("p");
        assertThat(actual).as(String.join("\n", actual)).hasSameSizeAs(one.expected);
        for (int index = 0; index < actual.size(); index++) {
            String[] parts = one.expected.get(index).split("…", -1);
            if (parts.length == 1) {
                assertThat(actual.get(index)).isEqualTo(parts[0]);
            } else {
                assertThat(actual.get(index)).startsWith(parts[0]).endsWith(parts[parts.length - 1]);
            }
        }
    }

    @Test
    void aFileThatIsNotUtf8IsToldWithItsLine() {
        PipelineTree tree = new PipelineTree(directory)
                .with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/m.sql", "SELECT id\nFROM orders -- \u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(tree.problems("p"))
                .containsExactly("p/m.sql:2: The file is not UTF-8 text: byte 0xE9 does not fit."
                        + " Save it in the encoding UTF-8. [FILE_UNREADABLE]");
    }

    @Test
    void aTextDoesNotEndAtANulCharacter() {
        PipelineTree tree = new PipelineTree(directory)
                .with("p/sources.sql", PipelineTree.ORDERS)
                .with("p/m.sql", "SELECT 1 AS one\n\0; DROP TABLE orders");

        assertThat(tree.problems("p"))
                .containsExactly("p/m.sql:2: The file is not text: it holds the character U+0000."
                        + " Remove the character, or save the file as UTF-8. [FILE_UNREADABLE]");
    }

    private static List<Case> cases() throws IOException {
        String text;
        try (InputStream stream = PipelineProblemsTest.class.getResourceAsStream("problems.txt")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Case> cases = new ArrayList<>();
        for (String block : text.split("(?m)^=== ")) {
            if (!block.isBlank()) {
                cases.add(parse(block));
            }
        }
        return cases;
    }

    private static Case parse(String block) {
        String[] halves = block.split("(?m)^>>>\n", 2);
        String[] sections = halves[0].split("(?m)^--- ");
        List<SourceFile> files = Arrays.stream(sections)
                .skip(1)
                .map(section -> section.split("\n", 2))
                .map(lines -> new SourceFile(lines[0], lines[1]))
                .toList();
        return new Case(
                sections[0].strip(),
                files,
                halves[1].lines().filter(line -> !line.isBlank()).toList());
    }

    private record SourceFile(String path, String text) {}

    private record Case(String name, List<SourceFile> files, List<String> expected) {}
}
