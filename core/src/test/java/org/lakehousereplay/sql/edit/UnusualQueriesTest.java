package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** Whatever parses can be compared, and the database survives it. */
class UnusualQueriesTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() {
        database = ScratchDatabase.open(Duration.ofSeconds(60));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PIVOT a ON x IN (1) USING sum(y) | PIVOT a ON x IN (1, 2) USING sum(y) GROUP BY z",
                "FROM t UNPIVOT (v FOR n IN (a, b)) | FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, c))",
                "SELECT * FROM t, LATERAL (SELECT t.n) AS l | SELECT * FROM t, LATERAL (SELECT t.n + 1) AS l",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) FROM t "
                        + "| WITH RECURSIVE t(n) AS (SELECT 2 UNION SELECT n + 2 FROM t) FROM t",
                "WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 1 AS n UNION SELECT n FROM recurring.t) FROM t "
                        + "| WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 2 AS n UNION SELECT n FROM recurring.t) FROM t",
                "VALUES (1), (2) | VALUES (1), (2), (3)",
                "SELECT * FROM (VALUES (1, 2)) v(a, b) | SELECT * FROM (VALUES (1, 2)) w(a, c)",
                "SELECT {'a': 1}, [1, 2], MAP {'k': 1} | SELECT {'b': 1}, [1, 3], MAP {'k': 2}",
                "SELECT list_transform(l, lambda x : x + 1) | SELECT list_transform(l, lambda x, i : x + i)",
                "SELECT [x for x in y if x > 1] | SELECT [x + 1 for x in y if x > 2]",
                "SELECT a[1], a[1:2], s.f.g, (s).f | SELECT a[2], a[1:3], s.f.h, (s).g",
                "SELECT #1 FROM t ORDER BY 1 | SELECT #2 FROM t ORDER BY 2",
                "SELECT $a, $b | SELECT $a, $c",
                "SELECT ? | SELECT ? + 1",
                "SELECT * EXCLUDE (a) REPLACE (b + 1 AS b) FROM t | SELECT * EXCLUDE (c) REPLACE (b + 2 AS b) FROM t",
                "SELECT COLUMNS('a.*') FROM t | SELECT COLUMNS(c -> c LIKE 'a%') FROM t",
                "SELECT t.* FROM t | SELECT u.* FROM t, u",
                "SELECT a FROM t GROUP BY ALL | SELECT a FROM t GROUP BY a",
                "SELECT a FROM t GROUP BY ROLLUP (a, b) | SELECT a FROM t GROUP BY CUBE (a, b)",
                "SELECT a FROM t GROUP BY GROUPING SETS ((a), (b, c), ()) | SELECT a FROM t GROUP BY a, ROLLUP (b)",
                "SELECT DISTINCT a FROM t ORDER BY ALL | SELECT DISTINCT ON (a) a FROM t ORDER BY ALL DESC NULLS LAST",
                "SELECT a FROM t LIMIT 10 | SELECT a FROM t LIMIT 10 OFFSET 5",
                "SELECT a FROM t LIMIT 10 | SELECT a FROM t LIMIT 10%",
                "SELECT a FROM t TABLESAMPLE 10% | SELECT a FROM t TABLESAMPLE 20% (BERNOULLI)",
                "SELECT a FROM t USING SAMPLE 10 | SELECT a FROM t USING SAMPLE 20 ROWS",
                "SELECT a FROM t AT (VERSION => 1) | SELECT a FROM t AT (VERSION => 2)",
                "SELECT * FROM range(3) r(i) | SELECT * FROM range(1, 4) WITH ORDINALITY AS r(i, o)",
                "SELECT a FROM x.y.z | SELECT a FROM y.z",
                "SELECT * FROM a ASOF JOIN b ON a.t >= b.t | SELECT * FROM a ASOF LEFT JOIN b USING (t)",
                "SELECT * FROM a POSITIONAL JOIN b | SELECT * FROM a NATURAL JOIN b",
                "SELECT * FROM a SEMI JOIN b USING (x) | SELECT * FROM a ANTI JOIN b USING (x)",
                "SELECT * FROM a LEFT JOIN (b CROSS JOIN c) ON a.y = b.y | SELECT * FROM a LEFT JOIN (b JOIN c USING (z)) ON a.y = b.y",
                "SELECT * FROM a, b JOIN c ON b.x = c.x | SELECT * FROM a CROSS JOIN b JOIN c ON a.x = c.x",
                "SELECT * FROM b JOIN a USING (x) | SELECT * FROM a RIGHT JOIN b USING (x)",
                "SELECT sum(x) OVER w FROM t WINDOW w AS (ORDER BY a) | SELECT sum(x) OVER w FROM t WINDOW w AS (ORDER BY b)",
                "SELECT nth_value(x, 2 IGNORE NULLS) OVER (ORDER BY a GROUPS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE TIES) "
                        + "| SELECT nth_value(x, 3) OVER (ORDER BY a GROUPS BETWEEN 1 PRECEDING AND 3 FOLLOWING)",
                "SELECT quantile_cont(x, 0.5) | SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY x)",
                "SELECT string_agg(a, ',' ORDER BY b) | SELECT string_agg(DISTINCT a, ';' ORDER BY b DESC)",
                "SELECT CASE a WHEN 1 THEN 'x' END | SELECT CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' ELSE 'z' END",
                "SELECT 1e300, 1e-7, 0.1, 12345678901234567890123 | SELECT 1e301, 1e-8, 0.10, 12345678901234567890124",
                "SELECT 'it''s', E'\\n', 'ä' | SELECT 'it''s not', E'\\t', 'ö'",
                "SELECT '\\xAA'::BLOB | SELECT '\\xAB'::BLOB",
                "SELECT a::ENUM('x', 'y') | SELECT a::ENUM('x', 'z')",
                "SELECT a::STRUCT(x INT, y VARCHAR[]) | SELECT a::STRUCT(x BIGINT, y VARCHAR[3])",
                "SELECT a COLLATE NOCASE | SELECT a COLLATE NOACCENT",
                "SELECT x IN (SELECT 1), y = ALL (SELECT 2) | SELECT x NOT IN (SELECT 1), y = ANY (SELECT 3)",
                "SELECT a FROM t WHERE (a, b) IN ((1, 2)) | SELECT a FROM t WHERE (a, b) IN ((1, 3), (4, 5))",
                "SELECT ARRAY(SELECT a FROM t) | SELECT ARRAY(SELECT b FROM t)",
                "SELECT a FROM (SELECT 1 AS a UNION BY NAME SELECT 2 AS b) | SELECT a FROM (SELECT 1 AS a UNION ALL BY NAME SELECT 2 AS b)",
                "(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL SELECT b FROM u | SELECT a FROM t UNION ALL SELECT b FROM u LIMIT 1",
                "SELECT a FROM t ORDER BY a LIMIT 1 | SELECT a FROM t UNION SELECT b FROM u ORDER BY 1 LIMIT 2",
                "SELECT a FROM t UNION SELECT b FROM u EXCEPT SELECT c FROM v | SELECT a FROM t UNION SELECT b FROM u INTERSECT SELECT c FROM v",
                "SUMMARIZE t | SUMMARIZE u",
                "DESCRIBE SELECT 1 | DESCRIBE SELECT 2",
                "SHOW TABLES | SHOW ALL TABLES",
                "FROM t | SELECT 1",
                "SELECT 1; SELECT 2 | SELECT 1",
                "SELECT a FROM t | SELECT b, c FROM t",
                "SELECT a FROM t ORDER BY a, b | SELECT a FROM t ORDER BY c",
                "SELECT a FROM t UNION SELECT b FROM u | SELECT c FROM v UNION SELECT d FROM w UNION SELECT e FROM x",
                "SELECT a FROM t GROUP BY a, b | SELECT a FROM t GROUP BY c",
                "WITH a AS (SELECT 1), b AS (SELECT 2) FROM a, b | WITH c AS (SELECT 3) FROM c",
            })
    void can_be_compared(String before, String after) throws SqlFailure {
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.same()).isFalse();
        QueryComparisonTest.assertEditsLeadTo(database, comparison);
        for (QueryEdit edit : comparison.edits()) {
            comparison.probe(edit).ifPresent(probe -> assertThat(List.of(probe.before(), probe.after()))
                    .allSatisfy(query ->
                            assertThat(database.parse(query).statements()).isOne()));
        }
        assertThat(database.query("SELECT 1")).as("the database is still there").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT a~ + 1", "SELECT a~ || 'x'", "SELECT 1 WHERE a~ OR b = 1", "SELECT 1 WHERE a~ AND b"})
    void a_long_chain_can_be_compared(String chain) throws SqlFailure {
        int end = chain.indexOf('~');
        String start = chain.substring(0, end);
        String link = chain.substring(end + 1);
        for (int length : new int[] {100, 900}) {
            String before = start + link.repeat(length);
            QueryComparison comparison = QueryComparison.of(database, before, before + link);

            assertThat(comparison.edits()).isNotEmpty();
            QueryComparisonTest.assertEditsLeadTo(database, comparison);
        }
    }

    @Test
    void a_tree_too_deep_to_be_cut_is_one_edit() throws SqlFailure {
        String before = "SELECT " + "abs(".repeat(600) + "a" + ")".repeat(600);
        String after = before.replace("a)", "b)");

        List<QueryEdit> edits = QueryComparison.of(database, before, after).edits();

        assertThat(edits).singleElement().satisfies(edit -> {
            assertThat(edit.category()).isEqualTo(Category.OTHER);
            assertThat(edit.before()).contains(before);
            assertThat(edit.after()).contains(after);
        });
    }

    @Test
    void a_deep_tree_is_compared_in_a_small_stack() throws Exception {
        String before = "SELECT " + "abs(".repeat(155) + "a" + ")".repeat(155);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        QueryComparison comparison = QueryComparison.of(database, before, before.replace("a)", "b)"));
                        assertThat(comparison.edits()).singleElement().satisfies(edit -> assertThat(edit.before())
                                .contains("abs(a)"));
                    } catch (SqlFailure | AssertionError | StackOverflowError failure) {
                        failures.add(failure);
                    }
                },
                "small stack",
                768 * 1024);
        small.start();
        small.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void a_huge_select_list_is_compared_at_once() throws SqlFailure {
        String before = columns(3_000, 1);
        String after = columns(3_000, 2);

        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.edits()).hasSize(3);
        assertThat(QueryComparison.of(database, before, "SELECT a FROM t").edits())
                .as("too many to be looked at one by one")
                .hasSize(1);
    }

    private static String columns(int count, int factor) {
        return IntStream.range(0, count)
                .mapToObj(index -> "sum(a" + index + " * " + (index % 1_000 == 7 ? factor : 1) + ") AS s" + index)
                .collect(Collectors.joining(", ", "SELECT ", " FROM t"));
    }
}
