package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.caliber.SampleChanges.against;
import static org.lakehousereplay.caliber.SampleChanges.declared;
import static org.lakehousereplay.caliber.SampleChanges.difference;
import static org.lakehousereplay.caliber.SampleChanges.entries;
import static org.lakehousereplay.caliber.SampleChanges.entry;
import static org.lakehousereplay.caliber.SampleChanges.file;
import static org.lakehousereplay.caliber.SampleChanges.key;
import static org.lakehousereplay.caliber.SampleChanges.number;
import static org.lakehousereplay.caliber.SampleChanges.onFixtures;
import static org.lakehousereplay.caliber.SampleChanges.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.diagnostic.Problem;

final class JudgementTest {

    /** Refunds let in: two fixtures, two columns, all rows of one channel. */
    private static final CaliberChange REFUNDS = onFixtures(
            ChangeKind.VALUES_CHANGED,
            difference("lunch-peak", List.of(number("gmv", "-3.00", "0.50"), text("note")), key("channel", "app")),
            difference("refund", List.of(number("gmv", "-1.00", "-1.00")), key("channel", "app", "web")));

    private static final String COVERING = entry(
            ChangeKind.VALUES_CHANGED,
            "fixtures: [lunch-peak, refund]",
            "columns: [gmv, note]",
            "keys: {channel: [app, web]}",
            "delta: {gmv: {from: -3.00, to: 0.5}}");

    @Test
    void a_change_that_an_entry_covers_is_declared() {
        Judgement judgement = judge(COVERING);

        assertThat(judgement.changes().get(0).standing()).isEqualTo(Standing.DECLARED);
        assertThat(judgement.changes().get(0).entries()).hasSize(1);
        assertThat(judgement.problems()).isEmpty();
    }

    @Test
    void a_change_without_an_entry_is_undeclared() {
        JudgedChange judged = judge("").changes().get(0);

        assertThat(judged.standing()).isEqualTo(Standing.UNDECLARED);
        assertThat(judged.entries()).isEmpty();
        assertThat(judged.uncovered()).isEmpty();
    }

    @Test
    void entries_for_other_fixtures_cover_a_change_together() {
        Judgement judgement = judge(
                entry(ChangeKind.VALUES_CHANGED, "fixtures: [lunch-peak]", "columns: [GMV, note]"),
                entry(ChangeKind.VALUES_CHANGED, "fixtures: [refund]", "columns: [gmv]"));

        assertThat(judgement.changes().get(0).standing()).isEqualTo(Standing.DECLARED);
        assertThat(judgement.changes().get(0).entries()).hasSize(2);
        assertThat(judgement.problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_not_covered_is_named(String uncovered, String entry) {
        JudgedChange judged = judge(entry).changes().get(0);

        assertThat(judged.standing()).isEqualTo(Standing.UNDECLARED);
        assertThat(judged.uncovered()).containsExactly(uncovered.split("; ", -1));
        assertThat(judged.entries()).hasSize(1);
    }

    static Stream<Arguments> what_is_not_covered_is_named() {
        return Stream.of(
                Arguments.of(
                        "fixture refund",
                        entry(ChangeKind.VALUES_CHANGED, "fixtures: [lunch-peak]", "columns: [gmv, note]")),
                Arguments.of(
                        "fixture lunch-peak: column note",
                        entry(ChangeKind.VALUES_CHANGED, "fixtures: [lunch-peak, refund]", "columns: [gmv]")),
                Arguments.of(
                        "column gmv; fixture lunch-peak: column note",
                        entry(ChangeKind.VALUES_CHANGED, "fixtures: [lunch-peak, refund]", "columns: [other]")),
                Arguments.of("fixture refund: channel web", covering("keys: {channel: [app]}")),
                Arguments.of("`keys` names shop, which is no column of the key", covering("keys: {shop: [app]}")),
                Arguments.of(
                        "fixture lunch-peak: gmv differs by up to +0.50, declared are -3.00 to 0.00",
                        covering("delta: {gmv: {from: -3.00, to: 0.00}}")),
                Arguments.of(
                        "fixture lunch-peak: gmv differs by down to -3.00, declared are -2.99 to +1",
                        covering("delta: {gmv: {from: -2.99, to: 1}}")),
                Arguments.of(
                        "fixture lunch-peak: gmv differs by -3.00 to +0.50, declared are -1.00",
                        covering("delta: {gmv: {from: -1.00, to: -1.0}}")),
                Arguments.of(
                        "fixture lunch-peak: note differs in cells that no bounds can hold, such as NULL",
                        covering("delta: {note: {from: 0, to: 1}}")),
                Arguments.of("the entry on line 2 expired on 2026-11-20", covering("expires: 2026-11-20")),
                Arguments.of("the entry on line 2 has no reason yet", withoutReason()));
    }

    @Test
    void values_of_a_key_that_are_not_all_known_are_not_covered() {
        CaliberChange change = onFixtures(
                ChangeKind.ROWS_LET_IN, difference("noon", List.of(), new KeyExtent("channel", 3, List.of("app"))));
        Judgement judgement = Judgement.of(
                List.of(change),
                entries(file(entry(ChangeKind.ROWS_LET_IN, "fixtures: [noon]", "keys: {channel: [app, tv]}"))),
                against("1.0.0"));

        assertThat(judgement.changes().get(0).uncovered())
                .containsExactly("the values of channel are too many to be told, or NULL is among them");
        assertThat(judgement.problems()).isEmpty();
    }

    @Test
    void a_cell_that_becomes_null_is_held_by_no_bounds() {
        CaliberChange change = onFixtures(
                ChangeKind.VALUES_CHANGED,
                difference(
                        "noon",
                        List.of(new ColumnDifference(
                                "gmv",
                                2,
                                1,
                                Optional.of(BigDecimal.ONE),
                                Optional.of(BigDecimal.ONE),
                                Optional.empty()))));
        Judgement judgement = Judgement.of(
                List.of(change),
                entries(file(entry(
                        ChangeKind.VALUES_CHANGED,
                        "fixtures: [noon]",
                        "columns: [gmv]",
                        "delta: {gmv: {from: 1, to: 1}}"))),
                against("1.0.0"));

        assertThat(judgement.changes().get(0).uncovered())
                .containsExactly("gmv differs in cells that no bounds can hold, such as NULL");
    }

    @Test
    void a_change_of_declarations_is_covered_column_by_column() {
        CaliberChange change = declared(ChangeKind.RE_TYPED, "gmv", "day", "note");
        Judgement judgement = Judgement.of(
                List.of(change),
                entries(file(
                        entry(ChangeKind.RE_TYPED, "columns: [gmv]"), entry(ChangeKind.RE_TYPED, "columns: [note]"))),
                against("1.0.0"));

        assertThat(judgement.changes().get(0).uncovered()).containsExactly("column day");
        assertThat(judgement.problems()).isEmpty();
    }

    @Test
    void a_change_below_the_level_is_tolerated_with_and_without_an_entry() {
        CaliberChange change = declared(ChangeKind.DESCRIPTION_CHANGED);

        for (String text : List.of("", file(entry(ChangeKind.DESCRIPTION_CHANGED)))) {
            Judgement judgement = Judgement.of(List.of(change), entries(text), against("1.0.0"));

            assertThat(judgement.changes().get(0).standing()).isEqualTo(Standing.TOLERATED);
            assertThat(judgement.problems()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void entries_are_held_against_what_is_observed(String expected, String entry) {
        assertThat(judge(entry).problems())
                .extracting(Problem::render)
                .containsExactly(("caliber-changes.yaml:2:5: The entry for " + expected).split(" \\| ", -1));
    }

    static Stream<Arguments> entries_are_held_against_what_is_observed() {
        return Stream.of(
                Arguments.of(
                        "re-timed of shop/gmv matches nothing: what is observed of the metric is values-changed."
                                + " Remove it, or run mvn lakehouse:declare. [CHANGE_STALE]",
                        entry(ChangeKind.RE_TIMED)),
                Arguments.of(
                        "re-typed of shop/buyers matches nothing: the metric is the same as in 1.0.0."
                                + " Remove it, or run mvn lakehouse:declare. [CHANGE_STALE]",
                        entry(ChangeKind.RE_TYPED, "columns: [a]").replace("shop/gmv", "shop/buyers")),
                Arguments.of(
                        "re-timed of shop/gvm matches nothing: neither version has such a metric."
                                + " Did you mean `shop/gmv`? [CHANGE_STALE]",
                        entry(ChangeKind.RE_TIMED).replace("shop/gmv", "shop/gvm")),
                Arguments.of(
                        "values-changed of shop/gmv matches nothing: the change is observed on fixture lunch-peak,"
                                + " fixture refund only. Correct the entry, or run mvn lakehouse:declare."
                                + " [CHANGE_STALE]",
                        entry(ChangeKind.VALUES_CHANGED, "fixtures: [lunch-peek]", "columns: [gmv]")),
                Arguments.of(
                        "re-timed of shop/gmv was decided against 0.9.0, the baseline is 1.0.0 now."
                                + " Remove it, or run mvn lakehouse:declare. [CHANGE_STALE]",
                        entry(ChangeKind.RE_TIMED).replace("1.0.0", "0.9.0")),
                Arguments.of(
                        "values-changed of shop/gmv has no reason. Write behind `reason:` why the metric may change."
                                + " [CHANGE_UNFINISHED]",
                        withoutReason()),
                Arguments.of(
                        "values-changed of shop/gmv expired on 2026-11-20. Decide again and write a later day behind"
                                + " `expires:`, or take the change back. [CHANGE_EXPIRED]",
                        covering("expires: 2026-11-20")),
                Arguments.of(
                        "values-changed of shop/gmv was decided on 2026-11-23, which is yet to come."
                                + " Write the day of the decision behind `decidedOn:`. [CHANGE_INVALID]",
                        covering("decidedOn: 2026-11-23")),
                Arguments.of(
                        "values-changed of shop/gmv allows more than what is observed: fixture noon, column arpu,"
                                + " channel tv, gmv from -9, gmv to +2. Write fixtures: [lunch-peak, refund], columns:"
                                + " [gmv, note], keys: {channel: [app, web]}, delta: {gmv: {from: -3.00, to: 0.50}},"
                                + " or run mvn lakehouse:declare. [CHANGE_TOO_BROAD]",
                        entry(
                                ChangeKind.VALUES_CHANGED,
                                "fixtures: [lunch-peak, noon, refund]",
                                "columns: [gmv, arpu, note]",
                                "keys: {channel: [app, tv, web]}",
                                "delta: {gmv: {from: -9, to: 2}}")),
                Arguments.of(
                        "values-changed of shop/gmv allows more than what is observed: the bounds of note."
                                + " Write no delta, or run mvn lakehouse:declare. [CHANGE_TOO_BROAD]",
                        covering("delta: {note: {from: 0, to: 1}}")));
    }

    @Test
    void the_last_day_of_an_entry_and_tomorrow_of_its_author_are_fine() {
        assertThat(judge(covering("expires: 2026-11-21", "decidedOn: 2026-11-21"))
                        .problems())
                .isEmpty();
        assertThat(judge(covering("decidedOn: 2026-11-22")).problems()).isEmpty();
    }

    @Test
    void a_partial_comparison_calls_nothing_stale_or_too_broad() {
        Circumstances partial =
                new Circumstances("1.0.0", ChangeLevel.MINOR, SampleChanges.TODAY, true, SampleChanges.METRICS);
        Judgement judgement = Judgement.of(
                List.of(REFUNDS),
                entries(file(
                        entry(ChangeKind.RE_TIMED),
                        entry(ChangeKind.RE_TIMED).replace("1.0.0", "0.9.0"),
                        entry(
                                ChangeKind.VALUES_CHANGED,
                                "fixtures: [lunch-peak, noon, refund]",
                                "columns: [gmv, arpu, note]"))),
                partial);

        assertThat(judgement.changes().get(0).standing()).isEqualTo(Standing.DECLARED);
        assertThat(judgement.problems()).isEmpty();
    }

    @Test
    void entries_against_a_baseline_of_another_sort_are_left_alone() {
        List<DeclaredChange> entries = entries(file(
                entry(ChangeKind.RE_TIMED).replace("1.0.0", "git:main"),
                entry(ChangeKind.RE_TIMED).replace("1.0.0", "dir:../old"),
                entry(ChangeKind.RE_TIMED).replace("1.0.0", "0.9.0")));

        Judgement release = Judgement.of(List.of(), entries, against("1.0.0"));
        Judgement revision = Judgement.of(List.of(), entries, against("git:release"));

        assertThat(release.elsewhere()).extracting(DeclaredChange::baseline).containsExactly("git:main", "dir:../old");
        assertThat(release.problems()).hasSize(1);
        assertThat(revision.elsewhere()).hasSize(3);
        assertThat(revision.problems()).isEmpty();
    }

    @Test
    void floating_point_sums_may_move_by_rounding() {
        CaliberChange change = onFixtures(
                ChangeKind.VALUES_CHANGED,
                difference("noon", List.of(number("rate", "-0.30000000000000004", "0.1999999999999998"))));
        List<DeclaredChange> entries = entries(file(entry(
                ChangeKind.VALUES_CHANGED,
                "fixtures: [noon]",
                "columns: [rate]",
                "delta: {rate: {from: -0.3, to: 0.20000000000000007}}")));

        Judgement judgement = Judgement.of(List.of(change), entries, against("1.0.0"));

        assertThat(judgement.changes().get(0).standing()).isEqualTo(Standing.DECLARED);
        assertThat(judgement.problems()).isEmpty();
    }

    private static Judgement judge(String... entries) {
        return Judgement.of(List.of(REFUNDS), entries(file(entries)), against("1.0.0"));
    }

    private static String withoutReason() {
        return COVERING.replace("Refunds count from now on, FIN-12", "''");
    }

    /** An entry that covers all, but for what the lines say. */
    private static String covering(String... lines) {
        String defaults = COVERING;
        for (String line : lines) {
            String key = line.substring(0, line.indexOf(':') + 1);
            defaults = defaults.lines()
                            .filter(each -> !each.strip().startsWith(key))
                            .reduce("", (all, each) -> all + each + "\n")
                    + "    "
                    + line
                    + "\n";
        }
        return defaults;
    }
}
