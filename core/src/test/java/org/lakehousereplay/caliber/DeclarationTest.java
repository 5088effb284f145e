package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lakehousereplay.caliber.SampleChanges.FILE;
import static org.lakehousereplay.caliber.SampleChanges.against;
import static org.lakehousereplay.caliber.SampleChanges.declared;
import static org.lakehousereplay.caliber.SampleChanges.difference;
import static org.lakehousereplay.caliber.SampleChanges.key;
import static org.lakehousereplay.caliber.SampleChanges.number;
import static org.lakehousereplay.caliber.SampleChanges.onFixtures;
import static org.lakehousereplay.caliber.SampleChanges.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.diagnostic.ProblemException;

final class DeclarationTest {

    private static final CaliberChange REFUNDS = onFixtures(
            ChangeKind.VALUES_CHANGED,
            difference("noon", List.of(number("gmv", "-3.00", "0.50"), text("note")), key("channel", "app")),
            difference("refund", List.of(number("gmv", "-1.00", "-1.00")), key("channel", "app", "web")));

    @Test
    void a_file_is_written_for_the_first_changes() {
        DeclarationResult result = declare("", REFUNDS, declared(ChangeKind.RE_TYPED, "gmv"));

        assertThat(result.text()).isEqualTo("""
                        # Differences to the baseline that were decided; mvn lakehouse:declare keeps them as narrow as they are.
                        changes:
                          - metric: shop/gmv
                            kind: values-changed
                            baseline: 1.0.0
                            fixtures: [noon, refund]
                            columns: [gmv, note]
                            keys: {channel: [app, web]}
                            delta: {gmv: {from: -3.00, to: 0.50}}
                            reason: "" # write why the metric may change; until then the build breaks
                            decidedBy: ""
                            decidedOn: 2026-11-21
                          - metric: shop/gmv
                            kind: re-typed
                            baseline: 1.0.0
                            columns: [gmv]
                            reason: "" # write why the metric may change; until then the build breaks
                            decidedBy: ""
                            decidedOn: 2026-11-21
                        """);
        assertThat(result.added())
                .extracting(DeclaredChange::kind)
                .containsExactly(ChangeKind.VALUES_CHANGED, ChangeKind.RE_TYPED);
        assertThat(result.added().get(1).location().line()).isEqualTo(13);
        assertThat(result.updated()).isEmpty();
        assertThat(result.removed()).isEmpty();
        assertThat(result.changesFile()).isTrue();
    }

    @Test
    void what_is_there_is_fitted_and_the_rest_stays() {
        String text = """
                # Decided on Mondays.

                changes:   # newest last

                - metric:   "shop/gmv"   # the big one
                  kind: values-changed
                  baseline: 1.0.0
                  reason: 'it''s fine'
                  decidedBy: Li Wei
                  fixtures:
                    - lunch   # gone
                    - 'noon'  # stays
                  columns: [GMV,
                            arpu] # two
                  keys: {channel: [web]}
                  delta: {gmv: {from: -9, to: 0.5}}

                # A revision, not a release.
                - {metric: shop/gmv, kind: re-timed, baseline: "git:main"}
                # the end""";
        DeclarationResult result = declare(text, REFUNDS);

        assertThat(result.text()).isEqualTo("""
                        # Decided on Mondays.

                        changes:   # newest last

                        # gone
                        - metric:   "shop/gmv"   # the big one
                          kind: values-changed
                          baseline: 1.0.0
                          reason: 'it''s fine'
                          decidedBy: Li Wei
                          fixtures:
                            - 'noon'  # stays
                            - refund
                          columns: [GMV, note] # two
                          keys: {channel: [web, app]}
                          delta: {gmv: {from: -3.00, to: 0.5}}

                        # A revision, not a release.
                        - {metric: shop/gmv, kind: re-timed, baseline: "git:main"}
                        # the end""");
        assertThat(result.updated())
                .singleElement()
                .extracting(DeclaredChange::decidedBy)
                .isEqualTo(Optional.of("Li Wei"));
        assertThat(result.added()).isEmpty();
        assertThat(result.removed()).isEmpty();
    }

    @Test
    void stale_entries_of_this_baseline_go() {
        DeclarationResult result = declare("""
                changes:
                  - metric: shop/gmv # goes with its entry
                    kind: re-typed
                    baseline: 1.0.0
                    columns: [gmv]
                    reason: |
                      Two lines,
                      one of them last.

                  # above the revision
                  - {metric: shop/gmv, kind: re-timed, baseline: "git:main"}
                  - {metric: shop/gmv, kind: re-timed, baseline: 0.9.0, reason: old}
                """);

        assertThat(result.text()).isEqualTo("""
                        changes:
                          # above the revision
                          - {metric: shop/gmv, kind: re-timed, baseline: "git:main"}
                        """);
        assertThat(result.removed()).extracting(DeclaredChange::baseline).containsExactly("1.0.0", "0.9.0");
    }

    @Test
    void the_last_entry_that_goes_leaves_an_empty_list_that_takes_new_ones() {
        String text = "# ours\nchanges: # all of them\n  - {metric: shop/gmv, kind: re-timed, baseline: 1.0.0}\n";
        String empty = "# ours\nchanges: [] # all of them\n";

        assertThat(declare(text).text()).isEqualTo(empty);
        assertThat(declare(empty, declared(ChangeKind.METRIC_REMOVED)).text())
                .startsWith("# ours\nchanges: # all of them\n  - metric: shop/gmv\n    kind: metric-removed\n");
    }

    @Test
    void an_entry_in_braces_is_edited_within_them() {
        String text = "changes:\n  - {metric: shop/gmv, kind: values-changed, fixtures: [noon], columns: [gmv, note],"
                + " baseline: 1.0.0, keys: {shop: [a]}, reason: r}\n";

        assertThat(declare(text, REFUNDS).text())
                .isEqualTo(text.replace("[noon]", "[noon, refund]").replace("{shop: [a]}", "{}"));
    }

    @Test
    void a_part_of_the_comparison_widens_and_removes_nothing() {
        String text = """
                changes:
                  - metric: shop/gmv
                    kind: values-changed
                    baseline: 1.0.0
                    fixtures: [lunch, noon]
                    columns: [arpu, gmv, note]
                    keys: {channel: [tv]}
                    delta: {arpu: {from: 0, to: 1}, gmv: {from: -1, to: 7}}
                    reason: r
                  - {metric: shop/buyers, kind: re-timed, baseline: 1.0.0, reason: r}
                """;
        Circumstances partial =
                new Circumstances("1.0.0", ChangeLevel.MINOR, SampleChanges.TODAY, true, SampleChanges.METRICS);

        assertThat(declare(text, partial, REFUNDS).text())
                .isEqualTo(text.replace("[lunch, noon]", "[lunch, noon, refund]")
                        .replace("[tv]", "[tv, app, web]")
                        .replace("from: -1,", "from: -3.00,"));
    }

    @Test
    void nothing_to_do_leaves_the_file_as_it_is() {
        String text = "\uFEFF{ 'changes' : [ { metric: shop/gmv, kind: re-timed, 'baseline': 1.0.0, reason: r } ] }";

        DeclarationResult result = declare(text, declared(ChangeKind.RE_TIMED));

        assertThat(result.text()).isEqualTo(text);
        assertThat(result.changesFile()).isFalse();
    }

    @Test
    void what_is_tolerated_needs_no_entry() {
        assertThat(declare("", declared(ChangeKind.UNOBSERVED)).changesFile()).isFalse();
    }

    @Test
    void long_lists_get_a_line_for_each_value() {
        OutputDifference[] differences = IntStream.range(0, 9)
                .mapToObj(number ->
                        difference("a-fixture-with-a-name-" + number, List.of(number("amount_" + number, "1", "2"))))
                .toArray(OutputDifference[]::new);

        assertThat(declare("", onFixtures(ChangeKind.VALUES_CHANGED, differences))
                        .text())
                .contains("\n    fixtures:\n      - a-fixture-with-a-name-0\n      - a-fixture-with-a-name-1\n")
                .contains("\n    columns: [amount_0, ")
                .contains("\n    delta:\n      amount_0: {from: 1, to: 2}\n      amount_1: {from: 1, to: 2}\n");
    }

    @Test
    void a_layout_that_cannot_be_edited_is_told() {
        String entry = "{metric: shop/gmv, kind: re-timed, baseline: 1.0.0, reason: &why r}";

        assertThatThrownBy(() -> declare("changes: [" + entry.replace("&why ", "") + "]\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "caliber-changes.yaml: mvn lakehouse:declare cannot edit this file: the list is written with"
                                + " brackets. Write `changes:` on a line of its own, and below it each entry behind a `- ` of its"
                                + " own. [CHANGE_INVALID]");
        assertThatThrownBy(() -> declare("changes:\n  - " + entry + "\n"))
                .hasMessageContaining("cannot edit this file: it uses anchors (`&name`, `*name`). ");
    }

    @Test
    void a_file_with_a_problem_is_not_edited() {
        assertThatThrownBy(() -> declare("changes:\n  - {metric: shop/gmv}\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The entry has no `kind`");
    }

    @ParameterizedTest
    @CsvSource({"1E+3, 1000", "1E+100, 1E+100", "-0.000000001, -0.000000001", "1E-60, 1E-60"})
    void numbers_are_written_for_people(String amount, String written) {
        CaliberChange change =
                onFixtures(ChangeKind.VALUES_CHANGED, difference("noon", List.of(number("gmv", amount, amount))));

        assertThat(declare("", change).text()).contains("delta: {gmv: {from: " + written + ", to: " + written + "}}");
    }

    private static DeclarationResult declare(String text, CaliberChange... changes) {
        return declare(text, against("1.0.0"), changes);
    }

    private static DeclarationResult declare(String text, Circumstances circumstances, CaliberChange... changes) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, text);
        Judgement judgement = Judgement.of(List.of(changes), reading.entries(), circumstances);
        return Declaration.of(reading, judgement.changes(), circumstances);
    }
}
