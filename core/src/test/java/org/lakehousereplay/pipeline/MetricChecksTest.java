package org.lakehousereplay.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks in the header of a metric: which are sound, and what is said of the others. */
final class MetricChecksTest {

    @TempDir
    private Path root;

    private PipelineTree tree;

    @BeforeEach
    void sources() {
        tree = new PipelineTree(root).with("p/sources.sql", PipelineTree.ORDERS);
    }

    @Test
    void texts_and_mappings_stand_side_by_side() {
        assertThat(checks("""
                checks:
                  - gmv >= 0
                  - {check: "buyers <= orders", threshold: 0.010}
                  - check: orders > 0 -- a comment hides nothing
                    threshold: 5 %
                """))
                .extracting(MetricCheck::expression, MetricCheck::threshold, MetricCheck::columns)
                .containsExactly(
                        tuple("gmv >= 0", "0", "gmv"),
                        tuple("buyers <= orders", "0.01", "orders", "buyers"),
                        tuple("orders > 0 -- a comment hides nothing", "0.05", "orders"));
        assertThat(checks("checks: [\"gmv >= 0\"]").get(0).location().toString())
                .endsWith("gmv.sql:3:10");
    }

    private static org.assertj.core.groups.Tuple tuple(String check, String threshold, String... columns) {
        return org.assertj.core.api.Assertions.tuple(check, new BigDecimal(threshold), List.of(columns));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"the \"\"odd\"\" one\" IS NULL OR \"the \"\"odd\"\" one\" >= 0",
                "info.city <> 'x'",
                "(gmv > 0) OR (orders = 0)",
                "len(list_filter(info.tags, lambda tag: tag = 'x')) = 0",
                "CASE WHEN orders > 0 THEN gmv > 0 END",
                "window_start BETWEEN TIMESTAMP '2000-01-01' AND TIMESTAMP '2100-01-01'",
                "GMV >= 0",
                "true",
                "'(' <> ')' AND gmv >= 0",
                "gmv >= 0 -- )",
            })
    void an_expression_over_a_row_is_sound(String expression) {
        assertThat(checks("checks:\n  - '" + expression.replace("'", "''") + "'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gvm >= 0 | reads the column `gvm`, which the output of gmv does not have. Did you mean `gmv`?",
                "zzz | reads the column `zzz`, which the output of gmv does not have. Output columns: window_start, gmv,",
                "gmv.gmv >= 0 | is refused by the engine: ",
                "orders + 1 | is of type BIGINT, not BOOLEAN. Write an expression over the output columns",
                "gmv >= 0, orders > 0 | is of type ",
                "SUM(gmv) > 0 | is refused by the engine: ",
                "row_number() OVER () > 0 | is refused by the engine: ",
                "gmv > (SELECT 1) | holds a query. Check each row by its own columns",
                "EXISTS (FROM orders) | holds a query",
                "gmv IN (FROM range(3)) | holds a query",
                "window_start < now() | depends on more than the row. Remove the clock, chance,",
                "window_start < current_date | depends on more than the row",
                "random() < 2 | depends on more than the row",
                "gmv > ? | depends on more than the row",
                "gmv > $limit | depends on more than the row",
                "getvariable(''lakehouse_fixture'') = 1 | depends on more than the row",
                "COLUMNS(*) IS NOT NULL | does not name the columns that it reads",
                "#2 > 0 | does not name the columns that it reads",
                "unnest([true]) | is refused by the engine: ",
                "upper(gmv) = 1 | is refused by the engine: ",
                "nonsense(gmv) | is refused by the engine: ",
                "rowid > 0 | reads the column `rowid`",
                "_fixture > 0 | reads the column `_fixture`",
                "gmv >= | is no expression: ",
                "gmv >= 0) OR (true | is no expression: ",
                "true) FROM orders WHERE (true | is no expression: ",
                "gmv >= 0 FROM orders | is no expression: ",
                "gmv >= 0 AS sound | is no expression: ",
                "gmv >= 0 WHERE true | is no expression: ",
                "gmv >= 0 UNION SELECT true | is no expression: ",
                "gmv >= 0; SELECT 1 | holds a second statement. Write one expression without a semicolon",
                "gmv >= 0; | is no expression: ",
                "DROP TABLE orders | is no expression: ",
                "gmv >= 0 AND \" | is no expression: ",
                "gmv >= 0 AND \" | is no expression: ",
            })
    void what_is_no_expression_over_a_row_is_refused_at_its_place(String expression, String complaint) {
        String sql = header("checks:\n  - {check: '" + expression + "'}");

        List<String> problems = tree.with("p/gmv.sql", sql).problems("p");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .startsWith("p/gmv.sql:4:13: The check `" + expression.replace("''", "'") + "` " + complaint)
                .endsWith("[METRIC_HEADER_INVALID]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.01",
                "-0.1",
                "101 %",
                "a lot",
                "NaN",
                "1e-999999999",
                "1e999999999",
                "0.0000000000000000000000000001"
            })
    void a_threshold_is_a_share(String threshold) {
        assertThat(tree.with("p/gmv.sql", header("checks: [{check: gmv >= 0, threshold: " + threshold + "}]"))
                        .problems("p"))
                .containsExactly(
                        "p/gmv.sql:3:39: The threshold `" + threshold + "` is no share from 0 to 1. Write the"
                                + " largest share of rows that may break the check, such as 0.01 or 1 %. [METRIC_HEADER_INVALID]");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1.000, 1", "100 %, 1", "0.5 %, 0.005", "1e-2, 0.01", "0.0, 0"})
    void a_share_is_the_same_however_it_is_written(String written, String threshold) {
        assertThat(checks("checks: [{check: gmv >= 0, threshold: " + written + "}]")
                        .get(0)
                        .threshold())
                .isEqualTo(new BigDecimal(threshold));
    }

    @Test
    void other_mistakes_are_told_at_their_place() {
        assertThat(tree.with("p/gmv.sql", header("""
                checks:
                  - gmv >= 0
                  - {threshold: 0.1}
                  - {check: gmv < 10, treshold: 1}
                  - [gmv]
                  -
                  - {check: " gmv >= 0"}
                  - ""
                """)).problems("p"))
                .extracting(problem -> problem.substring("p/gmv.sql:".length(), problem.indexOf('.', 10)))
                .containsExactly(
                        "5:5: The entry has no `check`",
                        "6:23: The key `treshold` is not known here",
                        "7:5: An entry of `checks` must be one value, not a list",
                        "8:4: An entry of `checks` has no value",
                        "9:5: The check `gmv >= 0` stands here a second time",
                        "10:5: The check is empty");
        assertThat(tree.with("p/gmv.sql", header("checks: gmv >= 0"))
                        .problems("p")
                        .get(0))
                .startsWith("p/gmv.sql:3:9: `checks` must be a list");
    }

    @Test
    void no_checks_are_no_checks() {
        assertThat(checks("checks:")).isEmpty();
        assertThat(checks("checks: []")).isEmpty();
        assertThat(checks("unit: CNY")).isEmpty();
    }

    private List<MetricCheck> checks(String lines) {
        return tree.with("p/gmv.sql", header(lines))
                .sound()
                .metrics()
                .get(0)
                .metric()
                .orElseThrow()
                .checks();
    }

    private static String header(String lines) {
        return "/* @metric\nkey: [window_start]\n" + lines.stripTrailing() + "\n*/\n" + """
                SELECT date_trunc('hour', paid_at) AS window_start, SUM(amount) AS gmv, COUNT(*) AS orders,
                    COUNT(DISTINCT user_id) AS buyers, any_value(info) AS info, 1 AS "the ""odd"" one"
                FROM orders GROUP BY ALL
                """;
    }
}
