package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.caliber.SampleChanges.FILE;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

final class CaliberChangesFileTest {

    @Test
    void an_entry_is_read_as_it_stands() {
        assertThat(read("""
                                # decided on Mondays
                                changes:
                                  - metric: weekend-coupon/gmv_10min
                                    kind: rows-let-in
                                    baseline: 1.0.0
                                    fixtures: [lunch-peak, refund]
                                    columns: [gmv, arpu]
                                    keys: {channel: [app, ""], shop: ["07"]}
                                    delta: {gmv: {from: -3.00, to: 12345678901234567890.10}}
                                    reason: "  Finance counts refunds: FIN-12 "
                                    decidedBy: Li Wei
                                    decidedOn: 2026-11-21
                                    expires: 2027-01-31
                                """).entries())
                .containsExactly(new DeclaredChange(
                        "weekend-coupon",
                        "gmv_10min",
                        ChangeKind.ROWS_LET_IN,
                        "1.0.0",
                        List.of("lunch-peak", "refund"),
                        List.of("gmv", "arpu"),
                        Map.of("channel", List.of("app", ""), "shop", List.of("07")),
                        Map.of("gmv", new Bounds(new BigDecimal("-3.00"), new BigDecimal("12345678901234567890.10"))),
                        "Finance counts refunds: FIN-12",
                        Optional.of("Li Wei"),
                        Optional.of(LocalDate.of(2026, 11, 21)),
                        Optional.of(LocalDate.of(2027, 1, 31)),
                        new Location(FILE, 3, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "changes:\n", "changes: []\n", "\uFEFFchanges: []\n", "---\n"})
    void a_file_without_entries_declares_nothing(String text) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, text);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entries()).isEmpty();
        assertThat(reading.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_wrong_is_told_with_its_place(String expected, String text) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, text);

        assertThat(reading.problems())
                .extracting(Problem::render)
                .containsExactly(Stream.of(expected.split(" \\| ", -1))
                        .map("caliber-changes.yaml:"::concat)
                        .toArray(String[]::new));
    }

    static Stream<Arguments> what_is_wrong_is_told_with_its_place() {
        String head = "changes:\n  - metric: shop/gmv\n    kind: re-timed\n    baseline: 1.0.0\n";
        String kinds = "The kinds are metric-added, metric-removed, column-added, column-removed, re-typed, re-keyed,"
                + " re-timed, re-scaled, re-ordered, rows-let-in, rows-filtered-out, values-changed, unit-changed,"
                + " description-changed, checks-changed, unobserved, not-comparable";
        return Stream.of(
                Arguments.of(
                        "2:5: The entry has no `metric`. Write metric: <pipeline>/<metric>. [CHANGE_INVALID]"
                                + " | 2:5: The entry has no `baseline`. Write the version that it was decided against:"
                                + " 1.0.0. [CHANGE_INVALID]",
                        "changes:\n  - kind: re-timed\n"),
                Arguments.of(
                        "3:11: `kind` is no kind of change: `retimed`. Did you mean `re-timed`? " + kinds
                                + ". [YAML_WRONG_VALUE]",
                        head.replace("re-timed", "retimed")),
                Arguments.of(
                        "2:13: `metric` must name a pipeline and a metric, not `gmv`. Write metric: <pipeline>/<metric>."
                                + " [YAML_WRONG_VALUE]",
                        head.replace("shop/gmv", "gmv")),
                Arguments.of(
                        "4:15: `baseline` is empty. Write the version that it was decided against: 1.0.0."
                                + " [YAML_WRONG_VALUE]",
                        head.replace("1.0.0", "''")),
                Arguments.of(
                        "5:5: The key `fixture` is not known here. Did you mean `fixtures`? Known keys: `baseline`,"
                                + " `columns`, `decidedBy`, `decidedOn`, `delta`, `expires`, `fixtures`, `keys`, `kind`,"
                                + " `metric`, `reason`. [YAML_UNKNOWN_KEY]",
                        head + "    fixture: noon\n"),
                Arguments.of(
                        "1:1: The key `change` is not known here. Did you mean `changes`? Known keys: `changes`."
                                + " [YAML_UNKNOWN_KEY]",
                        "change: []\n"),
                Arguments.of(
                        "1:10: `changes` must be a list. Begin each of its entries with `- `. [YAML_WRONG_VALUE]",
                        "changes: {metric: a}\n"),
                Arguments.of(
                        "2:5: An entry of `changes` must be a mapping. Write `key: value` pairs behind the `- `."
                                + " [YAML_WRONG_VALUE]",
                        "changes:\n  - shop/gmv\n"),
                Arguments.of(
                        "2:5: An entry for re-scaled needs `fixtures`. Write fixtures: [...], or let"
                                + " mvn lakehouse:declare write the entry. [CHANGE_INVALID]"
                                + " | 2:5: An entry for re-scaled needs `columns`. Write columns: [...], or let"
                                + " mvn lakehouse:declare write the entry. [CHANGE_INVALID]",
                        head.replace("re-timed", "re-scaled")),
                Arguments.of(
                        "5:15: `fixtures` must be a list. Write it as `fixtures: [first, second]`. [YAML_WRONG_VALUE]",
                        head.replace("re-timed", "rows-let-in") + "    fixtures: noon\n"),
                Arguments.of(
                        "5:22: `noon` stands in `fixtures` a second time. Keep one of them. [CHANGE_INVALID]",
                        head + "    fixtures: [noon, noon]\n"),
                Arguments.of(
                        "5:20: `GMV` stands in `columns` a second time. Keep one of them. [CHANGE_INVALID]",
                        head + "    columns: [gmv, GMV]\n"),
                Arguments.of(
                        "5:15: A name in `columns` is empty. Write a name, or remove it. [CHANGE_INVALID]",
                        head + "    columns: ['']\n"),
                Arguments.of(
                        "5:21: `channel` allows no value at all. List values, or remove the key. [YAML_WRONG_VALUE]",
                        head + "    keys: {channel: []}\n"),
                Arguments.of(
                        "5:13: `delta` bounds `gmv`, which is not among the `columns` of the entry."
                                + " Add it to `columns`, or remove it here. [CHANGE_INVALID]",
                        head + "    delta: {gmv: {from: 0, to: 1}}\n"),
                Arguments.of(
                        "6:25: `from` 1 is larger than `to` -1 for `gmv`. Write the smaller number behind `from`;"
                                + " a negative number means that the candidate has less. [CHANGE_INVALID]",
                        head + "    columns: [gmv]\n    delta: {gmv: {from: 1, to: -1}}\n"),
                Arguments.of(
                        "6:13: The bounds of `gmv` need `from` and `to`. Write {from: -3.00, to: 0.00}."
                                + " [CHANGE_INVALID]",
                        head + "    columns: [gmv]\n    delta: {gmv: {from: 1}}\n"),
                Arguments.of(
                        "6:25: `from` must be a number, not `a lot`. Write a number such as 0.001. [YAML_WRONG_VALUE]"
                                + " | 6:36: `to` is larger than any number or finer than any digit. Write a number such"
                                + " as -3.00. [YAML_WRONG_VALUE]",
                        head + "    columns: [gmv]\n    delta: {gmv: {from: a lot, to: 1e999999999}}\n"),
                Arguments.of(
                        "5:16: `decidedOn` must be a day, not `21.11.2026`. Write it as 2026-11-21. [YAML_WRONG_VALUE]"
                                + " | 6:14: `expires` must be a day, not `2026-02-30`. Write it as 2026-11-21."
                                + " [YAML_WRONG_VALUE]",
                        head + "    decidedOn: 21.11.2026\n    expires: 2026-02-30\n"),
                Arguments.of(
                        "6:14: `expires` 2026-11-20 lies before `decidedOn` 2026-11-21. Write a later day."
                                + " [CHANGE_INVALID]",
                        head + "    decidedOn: 2026-11-21\n    expires: 2026-11-20\n"),
                Arguments.of(
                        "5:5: The change re-timed of shop/GMV against 1.0.0 is declared on line 2 already."
                                + " Keep one of the entries. [CHANGE_INVALID]",
                        head + "  - {metric: shop/GMV, kind: re-timed, baseline: 1.0.0}\n"),
                Arguments.of(
                        "6:5: The change re-timed of shop/gmv against 1.0.0 on fixture b is declared on line 2 already."
                                + " Keep one of the entries. [CHANGE_INVALID]",
                        head + "    fixtures: [a, b]\n"
                                + "  - {metric: shop/gmv, kind: re-timed, baseline: 1.0.0, fixtures: [b, c]}\n"));
    }

    @Test
    void problems_of_all_entries_are_told_and_the_others_are_read() {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, """
                changes:
                  - {metric: shop/a, kind: none, baseline: 1.0.0}
                  - {metric: shop/b, kind: re-timed, baseline: 1.0.0}
                  - {metric: shop/c, kind: re-timed}
                """);

        assertThat(reading.problems())
                .extracting(problem -> problem.location().orElseThrow().line())
                .containsExactly(2, 4);
        assertThat(reading.entries()).extracting(DeclaredChange::metric).containsExactly("b");
    }

    @Test
    void entries_for_other_fixtures_columns_and_baselines_are_no_duplicates() {
        String entry = "  - {metric: shop/gmv, kind: re-typed, columns: [a], baseline: 1.0.0}\n";

        assertThat(read("changes:\n" + entry + entry.replace("[a]", "[b]") + entry.replace("1.0.0", "git:main")
                                + entry.replace("[a]", "[a], fixtures: [x]")
                                + entry.replace("[a]", "[a], fixtures: [y]"))
                        .entries())
                .hasSize(5);
    }

    @Test
    void a_file_that_is_not_there_declares_nothing_and_one_that_cannot_be_read_is_a_problem(@TempDir Path directory)
            throws IOException {
        assertThat(CaliberChangesFile.read(directory.resolve("absent.yaml")).problems())
                .isEmpty();
        Path broken = Files.write(directory.resolve("broken.yaml"), new byte[] {'a', (byte) 0xFF});
        Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), directory.resolve("nowhere"));

        for (Path file : List.of(broken, link, directory)) {
            assertThat(CaliberChangesFile.read(file).problems())
                    .as(file.toString())
                    .hasSize(1);
        }
    }

    private static CaliberChangesFile.Reading read(String text) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, text);
        assertThat(reading.problems()).isEmpty();
        return reading;
    }
}
