package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.report.FailureMessage;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * What is told about input that is not sound, and that everything else still runs. The cases are in {@code
 * bad-input.txt}; the first block explains how one is written.
 */
class BadInputTest {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyProblemIsToldWithItsPlaceAndRemedy() throws IOException {
        List<Case> cases = Case.readAll("bad-input.txt");
        assertThat(cases).hasSizeGreaterThan(150);
        assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
        Case sound = cases.get(0);
        List<DynamicTest> tests = new ArrayList<>();
        for (int index = 0; index < cases.size(); index++) {
            Case one = cases.get(index);
            Path root = directory.resolve("case-" + index);
            tests.add(DynamicTest.dynamicTest(one.name, () -> check(sound, one, root)));
        }
        return tests.stream();
    }

    private static void check(Case sound, Case one, Path root) throws IOException {
        ProjectTree tree = new ProjectTree(root);
        for (CaseFile file : sound.files) {
            file.write(tree);
        }
        for (CaseFile file : one.files) {
            file.write(tree);
        }
        List<String> actual = run(tree, one);
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

    private static List<String> run(ProjectTree tree, Case one) {
        List<String> told = new ArrayList<>();
        try {
            RunReport report = one.name.startsWith("output: ") ? tree.verify() : tree.verdict();
            told.add(report.status().name());
            told.addAll(tree.problems(report));
            for (FixtureResult fixture : report.fixtures()) {
                for (MetricResult metric : fixture.metrics()) {
                    if (metric.status() == Status.FAILED) {
                        told.add(FailureMessage.of(tree.root(), fixture, metric).headline());
                    }
                }
            }
            assertThat(ProjectTree.fixture(report, "calm/sound").status()).isEqualTo(Status.PASSED);
            if (report.pipelines().stream()
                    .filter(pipeline -> pipeline.name().equals("shop"))
                    .allMatch(pipeline -> pipeline.problems().isEmpty())) {
                assertThat(ProjectTree.fixture(report, "shop/sound").status()).isEqualTo(Status.PASSED);
            }
        } catch (ProblemException refused) {
            assertThat(one.expected).first().isEqualTo("REFUSED");
            told.add("REFUSED");
            refused.problems().forEach(problem -> told.add(tree.show(problem)));
        }
        return told;
    }

    private record Case(String name, List<CaseFile> files, List<String> expected) {

        static List<Case> readAll(String resource) throws IOException {
            String text;
            try (InputStream stream = BadInputTest.class.getResourceAsStream(resource)) {
                text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            return Arrays.stream(text.split("(?m)^=== "))
                    .filter(block -> !block.startsWith("#"))
                    .map(Case::parse)
                    .toList();
        }

        private static Case parse(String block) {
            String[] halves = block.split("(?m)^>>> ", 2);
            String[] sections = halves[0].split("(?m)^--- ");
            List<CaseFile> files =
                    Arrays.stream(sections).skip(1).map(CaseFile::parse).toList();
            return new Case(
                    sections[0].strip(),
                    files,
                    halves[1].lines().filter(line -> !line.isBlank()).toList());
        }
    }

    /** A file of a case: the words behind its path say how its text becomes a file. */
    private record CaseFile(String path, String manner, String text) {

        static CaseFile parse(String section) {
            String[] lines = section.split("\n", 2);
            String[] head = lines[0].split(" : ", 2);
            return new CaseFile(head[0].strip(), head.length == 1 ? "" : head[1].strip(), lines[1]);
        }

        private String place() {
            return path.replaceFirst("^main/", "src/main/lakehouse/")
                    .replaceFirst("^test/", "src/test/lakehouse/")
                    .replaceFirst("^case/", "src/test/lakehouse/shop/case/");
        }

        void write(ProjectTree tree) throws IOException {
            switch (manner) {
                case "" -> tree.file(place(), text);
                case "escaped" -> tree.bytes(place(), unescape(text.replace("\n", "")));
                case "utf-16" -> tree.bytes(place(), text.getBytes(StandardCharsets.UTF_16));
                case "parquet" -> tree.parquet(place(), text);
                case "half parquet" -> {
                    byte[] whole = Files.readAllBytes(
                            tree.parquet(place(), text).root().resolve(place()));
                    tree.bytes(place(), Arrays.copyOf(whole, whole.length / 2));
                }
                case "folder" -> Files.createDirectories(tree.root().resolve(place()));
                case "link" -> Files.createSymbolicLink(tree.place(place()), Path.of(text.strip()));
                case "removed" -> remove(tree.root().resolve(place()));
                default -> throw new IllegalArgumentException(manner);
            }
        }

        private static void remove(Path path) throws IOException {
            try (Stream<Path> walk = Files.walk(path)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        /** Turns {@code \xE9}, {@code \n}, {@code \r}, {@code \t} and {@code \0} into bytes. */
        private static byte[] unescape(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int index = 0;
            while (index < text.length()) {
                char character = text.charAt(index);
                if (character != '\\') {
                    bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                    index++;
                    continue;
                }
                switch (text.charAt(index + 1)) {
                    case 'n' -> bytes.write('\n');
                    case 'r' -> bytes.write('\r');
                    case 't' -> bytes.write('\t');
                    case '0' -> bytes.write(0);
                    case 'x' -> {
                        bytes.write(Integer.parseInt(text.substring(index + 2, index + 4), 16));
                        index += 2;
                    }
                    default -> throw new IllegalArgumentException(text);
                }
                index += 2;
            }
            return bytes.toByteArray();
        }
    }
}
