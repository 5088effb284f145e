package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.rows.CsvTextRows;
import org.lakehousereplay.rows.TextRow;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Whether green means something: every expected file of the sample project is spoilt in every way, one at a time, and
 * each must be noticed; and written in other ways that mean the same, and none may be.
 *
 * <p>Each variant is a fixture of its own, so that thousands of them take one run.
 */
@Timeout(120)
class ComparatorDistrustTest {

    private static final Path SAMPLE = Path.of("../sample-project");
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)?";

    @TempDir
    private Path directory;

    /** An expected file: the metric, the names of its columns, and its rows with an empty text for NULL. */
    private record Table(String metric, List<String> columns, List<List<String>> rows, boolean ordered) {

        Table with(List<List<String>> newRows) {
            return new Table(metric, columns, newRows, ordered);
        }

        Table withCell(int row, int column, String value) {
            List<String> changed = new ArrayList<>(rows.get(row));
            changed.set(column, value);
            return replaceRow(row, List.of(changed));
        }

        Table replaceRow(int row, List<List<String>> replacement) {
            List<List<String>> all = new ArrayList<>(rows.subList(0, row));
            all.addAll(replacement);
            all.addAll(rows.subList(row + 1, rows.size()));
            return with(all);
        }

        String csv() {
            return csv("\n", cell -> cell);
        }

        String csv(String lineEnd, Function<String, String> cell) {
            return Stream.concat(Stream.of(columns), rows.stream())
                    .map(row -> row.stream().map(cell).collect(Collectors.joining(",")) + lineEnd)
                    .collect(Collectors.joining());
        }
    }

    /** The text of an expected file in the place of the one there is. */
    private record Variant(String description, String fileEnding, String text) {

        static Variant csv(String description, Table table) {
            return new Variant(description, ".csv", table.csv());
        }
    }

    @Test
    void whateverIsSpoiltIsNoticed() {
        Map<String, Map<String, String>> spoilt = write(ComparatorDistrustTest::spoil);

        RunReport report = verify();

        List<String> overlooked = verdicts(report, spoilt, status -> status == Status.PASSED);
        assertThat(spoilt.values().stream().mapToInt(Map::size).sum()).isGreaterThan(1000);
        assertThat(overlooked).isEmpty();
    }

    @Test
    void whateverMeansTheSameIsGreen() {
        Map<String, Map<String, String>> same = write(ComparatorDistrustTest::rewrite);

        RunReport report = verify();

        List<String> blamed = verdicts(report, same, status -> status != Status.PASSED);
        assertThat(same.values().stream().mapToInt(Map::size).sum()).isGreaterThan(300);
        assertThat(blamed).isEmpty();
    }

    private static List<Variant> spoil(Table table) {
        List<Variant> variants = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = table.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                String place = " in row " + row + " of " + table.columns().get(column);
                variants.add(Variant.csv(
                        "another value" + place, table.withCell(row, column, otherThan(cells.get(column)))));
                if (!cells.get(column).isEmpty()) {
                    variants.add(Variant.csv("NULL" + place, table.withCell(row, column, "")));
                }
            }
            variants.add(Variant.csv("without row " + row, table.replaceRow(row, List.of())));
            variants.add(Variant.csv("row " + row + " twice", table.replaceRow(row, List.of(cells, cells))));
            List<String> others =
                    cells.stream().map(ComparatorDistrustTest::otherThan).toList();
            variants.add(Variant.csv("one more than row " + row, table.replaceRow(row, List.of(cells, others))));
        }
        if (table.ordered() && table.rows().size() > 1) {
            variants.add(Variant.csv("in another order", reversed(table)));
        }
        return variants;
    }

    private static String otherThan(String cell) {
        if (cell.isEmpty()) {
            return "1";
        }
        if (cell.matches(TIME)) {
            return cell.substring(0, 18) + (cell.charAt(18) == '0' ? '1' : '0') + cell.substring(19);
        }
        char last = cell.charAt(cell.length() - 1);
        return Character.isDigit(last) ? cell.substring(0, cell.length() - 1) + (last - '0' + 1) % 10 : cell + "x";
    }

    private static List<Variant> rewrite(Table table) {
        List<Variant> variants = new ArrayList<>();
        if (!table.ordered()) {
            variants.add(Variant.csv("rows in reverse", reversed(table)));
        }
        List<Integer> backwards = IntStream.range(0, table.columns().size())
                .boxed()
                .sorted(Collections.reverseOrder())
                .toList();
        Function<List<String>, List<String>> mirror =
                row -> backwards.stream().map(row::get).toList();
        Table mirrored = new Table(
                table.metric(),
                mirror.apply(table.columns()),
                table.rows().stream().map(mirror).toList(),
                table.ordered());
        variants.add(Variant.csv("columns in reverse", mirrored));
        variants.add(new Variant("CRLF", ".csv", table.csv("\r\n", cell -> cell)));
        variants.add(new Variant("quotes", ".csv", table.csv("\n", cell -> cell.isEmpty() ? cell : '"' + cell + '"')));
        variants.add(new Variant(
                "further zeros", ".csv", table.csv("\n", cell -> cell.matches("-?\\d+\\.\\d+") ? cell + "000" : cell)));
        variants.add(new Variant(
                "a blank before the time",
                ".csv",
                table.csv("\n", cell -> cell.matches(TIME) ? cell.replace('T', ' ') : cell)));
        variants.add(new Variant("upper-case header", ".csv", upperCaseHeader(table)));
        variants.add(new Variant("byte order mark", ".csv", "\ufeff" + table.csv()));
        variants.add(new Variant("no end of the last line", ".csv", table.csv().stripTrailing()));
        variants.add(new Variant("JSON lines", ".jsonl", jsonLines(table)));
        variants.add(new Variant("JSON lines backwards", ".jsonl", jsonLines(mirrored)));
        return variants;
    }

    private static String upperCaseHeader(Table table) {
        String csv = table.csv();
        int end = csv.indexOf('\n');
        return csv.substring(0, end).toUpperCase(Locale.ROOT) + csv.substring(end);
    }

    private static Table reversed(Table table) {
        List<List<String>> rows = new ArrayList<>(table.rows());
        Collections.reverse(rows);
        return table.with(rows);
    }

    private static String jsonLines(Table table) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : table.rows()) {
            List<String> members = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String value = cell.isEmpty() ? "null" : cell.matches(NUMBER) ? cell : '"' + cell + '"';
                members.add('"' + table.columns().get(column) + "\":" + value);
            }
            text.append('{').append(String.join(",", members)).append("}\n");
        }
        return text.toString();
    }

    /** Copies each fixture of the sample once for each variant; tells fixture, metric and what was done to it. */
    private Map<String, Map<String, String>> write(Function<Table, List<Variant>> variantsOf) {
        Map<String, Map<String, String>> done = new LinkedHashMap<>();
        copy(SAMPLE.resolve("src/main/lakehouse"), directory.resolve("main"));
        for (Path pipeline : children(SAMPLE.resolve("src/test/lakehouse"))) {
            for (Path fixture : Files.isDirectory(pipeline) ? children(pipeline) : List.<Path>of()) {
                Map<Path, List<Variant>> variants = new LinkedHashMap<>();
                for (Path file : children(fixture.resolve("expected"))) {
                    variants.put(file, variantsOf.apply(table(pipeline, file)));
                }
                int copies =
                        variants.values().stream().mapToInt(List::size).max().orElse(0);
                for (int number = 0; number < copies; number++) {
                    String id = pipeline.getFileName() + "/" + fixture.getFileName() + "-" + number;
                    done.put(id, writeCopy(fixture, directory.resolve("test").resolve(id), variants, number));
                }
            }
        }
        return done;
    }

    private static Map<String, String> writeCopy(
            Path fixture, Path copy, Map<Path, List<Variant>> variants, int number) {
        Map<String, String> done = new LinkedHashMap<>();
        copy(fixture, copy);
        variants.forEach((file, ofFile) -> {
            if (number < ofFile.size()) {
                Variant variant = ofFile.get(number);
                String metric = stem(file);
                try {
                    Files.delete(copy.resolve("expected").resolve(file.getFileName()));
                    Files.writeString(copy.resolve("expected").resolve(metric + variant.fileEnding()), variant.text());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                done.put(metric, variant.description());
            }
        });
        return done;
    }

    private static Table table(Path pipeline, Path file) {
        CsvTextRows reader = new CsvTextRows(file);
        List<TextRow> rows = new ArrayList<>();
        assertThat(reader.read(reader.columns(), rows::add)).isEmpty();
        return new Table(
                stem(file),
                reader.columns(),
                rows.stream()
                        .map(row -> row.values().stream()
                                .map(value -> value.orElse(""))
                                .toList())
                        .toList(),
                isOrdered(pipeline.getFileName().toString(), stem(file)));
    }

    private static boolean isOrdered(String pipeline, String metric) {
        try (Stream<Path> files =
                Files.walk(SAMPLE.resolve("src/main/lakehouse").resolve(pipeline))) {
            Optional<Path> model = files.filter(
                            file -> file.getFileName().toString().equals(metric + ".sql"))
                    .findFirst();
            return Files.readString(model.orElseThrow()).contains("\nordered: true\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RunReport verify() {
        Path output = directory.resolve("output");
        Project project = new Project(
                directory,
                directory.resolve("main"),
                directory.resolve("test"),
                output,
                output.resolve("junit"),
                List.of());
        Limits limits = new Limits(2, "", Duration.ofMinutes(1));
        return new Verification(project, Selection.all(), limits, Progress.SILENT)
                .replay(List.of(), (session, pipelines, fixtures) -> {});
    }

    /** The variants whose verdict is wrong; what was left as it is must be green in any case. */
    private static List<String> verdicts(
            RunReport report, Map<String, Map<String, String>> done, Function<Status, Boolean> wrong) {
        assertThat(report.problems()).isEmpty();
        assertThat(report.fixtures()).extracting(FixtureResult::id).containsExactlyInAnyOrderElementsOf(done.keySet());
        List<String> told = new ArrayList<>();
        for (FixtureResult fixture : report.fixtures()) {
            assertThat(fixture.problems()).as(fixture.id()).isEmpty();
            for (MetricResult metric : fixture.metrics()) {
                String variant = done.get(fixture.id()).get(metric.metric());
                if (variant == null) {
                    assertThat(metric.status())
                            .as(fixture.id() + " " + metric.metric())
                            .isIn(Status.PASSED, Status.NOT_ASSERTED);
                } else if (wrong.apply(metric.status()) || metric.status() == Status.NOT_ASSERTED) {
                    told.add(fixture.id() + " " + metric.metric() + ": " + variant + " is " + metric.status() + " "
                            + metric.findings() + metric.problems());
                }
            }
        }
        return told;
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Path target = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
