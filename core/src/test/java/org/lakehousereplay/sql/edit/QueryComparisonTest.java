package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.EditCases.EditCase;

class QueryComparisonTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<EditCase> cases() {
        return EditCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_change_is_cut_into_edits(EditCase change) throws SqlFailure {
        List<String> edits = texts(QueryComparison.of(database, change.before(), change.after()));

        assertThat(edits).hasSameSizeAs(change.edits());
        for (int index = 0; index < edits.size(); index++) {
            assertThat(change.edits().get(index).stream().map(QueryComparisonTest::plain))
                    .contains(plain(edits.get(index)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void edits_lead_from_one_version_to_the_other_and_back(EditCase change) throws SqlFailure {
        assertEditsLeadTo(database, QueryComparison.of(database, change.before(), change.after()));
        assertEditsLeadTo(database, QueryComparison.of(database, change.after(), change.before()));
    }

    /** All edits give the later version, none the earlier, and each alone something else that parses. */
    static void assertEditsLeadTo(ScratchDatabase database, QueryComparison comparison) throws SqlFailure {
        Set<QueryEdit> all = new HashSet<>(comparison.edits());
        String before = comparison.merged(Set.of());
        String after = comparison.merged(all);
        assertThat(comparison.same()).isEqualTo(all.isEmpty());
        if (isCut(comparison)) {
            assertSame(database, comparison.written(Set.of()).orElseThrow(), before);
            assertSame(database, comparison.written(all).orElseThrow(), after);
        }
        for (QueryEdit edit : all) {
            String alone = comparison.merged(Set.of(edit));
            assertThat(database.parse(alone).statements()).isPositive();
            assertThat(sameTree(database, before, alone)).as(alone).isFalse();
        }
        Set<QueryEdit> applied = new HashSet<>();
        for (QueryEdit edit : comparison.edits()) {
            applied.add(edit);
            assertThat(database.parse(comparison.merged(applied)).statements()).isPositive();
        }
    }

    private static void assertSame(ScratchDatabase database, String some, String other) throws SqlFailure {
        assertThat(sameTree(database, some, other))
                .as("%s%nand%n%s", some, other)
                .isTrue();
    }

    private static boolean sameTree(ScratchDatabase database, String some, String other) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        return new TreeFacts()
                .same(
                        PlainForm.of(trees.read(some).orElseThrow()),
                        PlainForm.of(trees.read(other).orElseThrow()));
    }

    /** Whether it is more than one edit that replaces everything. */
    private static boolean isCut(QueryComparison comparison) {
        return comparison.written(Set.of()).isPresent();
    }

    static List<String> texts(QueryComparison comparison) {
        List<String> texts = new ArrayList<>();
        for (QueryEdit edit : comparison.edits()) {
            texts.add(edit.group() + " " + edit.category() + ": "
                    + edit.before().orElse("-") + " -> " + edit.after().orElse("-"));
        }
        return texts;
    }

    /** The engine puts parentheses and spaces at other places in each version. */
    private static String plain(String text) {
        return text.replace("(", "").replace(")", "").replace(" ", "");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a FROM t | select A  from T -- comment",
                "SELECT a FROM t WHERE x <> 1 | SELECT a FROM t WHERE (x != 1)",
                "SELECT a::INT FROM t | SELECT CAST(a AS INTEGER) FROM t",
                "SELECT \"a\" FROM t | SELECT a FROM \"T\"",
                "SELECT sum(Amount) AS Gmv FROM t | SELECT SUM(amount) AS gmv FROM t;",
                "SELECT 1 WHERE a AND (b AND c) | SELECT 1 WHERE (a AND b) AND c",
                "SELECT a FROM t UNION ALL (SELECT b FROM u UNION ALL SELECT c FROM v) "
                        + "| (SELECT a FROM t UNION ALL SELECT b FROM u) UNION ALL SELECT c FROM v",
                "FROM t | SELECT * FROM t",
                "SELECT INTERVAL 10 MINUTE | SELECT INTERVAL 10 minutes",
                "SELECT * FROM a JOIN b ON true | SELECT * FROM a CROSS JOIN b",
                "SELECT * FROM a, b | SELECT * FROM a CROSS JOIN b",
                "-- nothing | /* nothing at all */",
            })
    void layout_is_no_change(String before, String after) throws SqlFailure {
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.edits()).isEmpty();
        assertThat(comparison.same()).isTrue();
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 'a' | SELECT 'A'",
                "SELECT 1 | SELECT 1.0",
                "SELECT 1.0 | SELECT 1.00",
                "SELECT a UNION ALL (SELECT b UNION SELECT c) | SELECT a UNION ALL SELECT b UNION SELECT c",
                "SELECT a - (b - c) | SELECT a - b - c",
                "SELECT 1 WHERE a OR b AND c | SELECT 1 WHERE (a OR b) AND c",
                "SELECT count(*) FROM t | SELECT count(1) FROM t",
                "-- nothing | SELECT 1",
            })
    void what_may_compute_something_else_is_a_change(String before, String after) throws SqlFailure {
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.same()).isFalse();
        assertEditsLeadTo(database, comparison);
    }

    @Test
    void an_edit_knows_its_place_in_both_texts() throws SqlFailure {
        String before = "SELECT '中' AS a, SUM(b) FROM t JOIN u USING (k) WHERE c > 5";
        String after = "SELECT '中' AS a, SUM(b) FROM t LEFT JOIN u USING (k) WHERE d AND c >= 5";

        List<QueryEdit> edits = QueryComparison.of(database, before, after).edits();

        assertThat(edits).hasSize(3);
        assertThat(rest(before, edits.get(0).beforePosition())).startsWith("JOIN u");
        assertThat(rest(after, edits.get(0).afterPosition())).startsWith("LEFT JOIN u");
        assertThat(edits.get(1).beforePosition()).isEmpty();
        assertThat(rest(after, edits.get(1).afterPosition())).startsWith("d AND");
        assertThat(rest(before, edits.get(2).beforePosition())).startsWith("c > 5");
        assertThat(rest(after, edits.get(2).afterPosition())).startsWith("c >= 5");
    }

    private static String rest(String text, OptionalLong position) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int offset = Math.toIntExact(position.orElseThrow());
        return new String(bytes, offset, bytes.length - offset, StandardCharsets.UTF_8);
    }

    @Test
    void the_same_edit_in_two_places_is_alike() throws SqlFailure {
        List<QueryEdit> edits = QueryComparison.of(
                        database,
                        "SELECT round(a, 2), round(a, 2) AS again, round(b, 2) FROM t",
                        "SELECT round(a, 4), round(a, 4) AS again, round(b, 4) FROM t")
                .edits();

        assertThat(edits).extracting(QueryEdit::group).containsExactly(1, 1, 3);
        assertThat(edits.get(0).isLike(edits.get(1))).isTrue();
        assertThat(edits.get(0).isLike(edits.get(2))).isFalse();
    }

    @Test
    void none_and_all_edits_give_the_texts_themselves() throws SqlFailure {
        String before = "SELECT a -- why\nFROM t";
        String after = "SELECT b -- because\nFROM t";
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.merged(Set.of())).isEqualTo(before);
        assertThat(comparison.merged(Set.copyOf(comparison.edits()))).isEqualTo(after);
    }

    @Test
    void edits_of_another_comparison_are_refused() throws SqlFailure {
        QueryComparison one = QueryComparison.of(database, "SELECT 1", "SELECT 2");
        QueryComparison other = QueryComparison.of(database, "SELECT 1", "SELECT 3");

        assertThatThrownBy(() -> one.merged(Set.copyOf(other.edits()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.probe(other.edits().get(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_does_not_parse_is_an_error_with_a_place() {
        assertThatThrownBy(() -> QueryComparison.of(database, "SELECT 1", "SELECT FROM WHERE"))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.error().position()).isPresent());
    }
}
