package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.LawResult.Outcome;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.scripts.DuckDbScriptEngine;
import org.lakehousereplay.spi.ReplayRequest;

/** Laws on an engine of streams: by the same road, within what the watermark and the keys of sources allow. */
final class StreamLawsTest {

    private static final String ROWS = """
            id,user_id,channel,amount,paid_at
            1,7,app,10.00,2024-05-18 12:00:00
            2,7,web,20.00,2024-05-18 12:00:05
            3,8,app,30.00,2024-05-18 12:00:08
            4,9,web,40.00,2024-05-18 12:11:00
            5,9,app,50.00,2024-05-18 12:12:00
            """;

    @TempDir
    private Path root;

    private ProjectTree tree;
    private DuckDbScriptEngine.Counted engines;

    @BeforeEach
    void shop() {
        engines = DuckDbScriptEngine.engines();
        tree = new ProjectTree(root)
                .engines(engines)
                .main("shop/pipeline.yaml", "engine: script\nmodes: [streaming]\n")
                .test("shop/day/input/orders.csv", ROWS);
    }

    private MetricResult verify(String laws, String sql) {
        return verify(laws, "", "watermark 10 seconds", sql);
    }

    private MetricResult verify(String laws, String key, String comment, String sql) {
        tree.main(
                "shop/m.sql",
                "CREATE TABLE orders (id BIGINT, user_id BIGINT, channel VARCHAR, amount DECIMAL(12, 2), paid_at TIMESTAMP"
                        + key + ");\nCOMMENT ON COLUMN orders.paid_at IS '" + comment + "';\n"
                        + "/* @metric\nkey: [channel]\nlaws: [" + laws + "]\n*/\nCREATE VIEW m AS " + sql + ";\n");
        tree.test("shop/day/expected/m.csv", "channel\napp\nweb\n");
        RunReport report = tree.verify();
        assertThat(tree.problems(report)).isEmpty();
        return ProjectTree.fixture(report, "shop/day").metrics().get(0);
    }

    private static void assertHeld(MetricResult metric) {
        assertThat(metric.laws()).isNotEmpty().allSatisfy(law -> assertThat(law.outcome())
                .isEqualTo(Outcome.HELD));
        assertThat(metric.status()).isEqualTo(Status.PASSED);
    }

    private static Finding.LawBroken broken(MetricResult metric) {
        assertThat(metric.laws()).extracting(LawResult::outcome).containsExactly(Outcome.BROKEN);
        return (Finding.LawBroken) metric.findings().get(0);
    }

    private static List<Integer> lines(Finding.LawBroken finding) {
        return finding.smallest().orElseThrow().rows().stream()
                .map(row -> row.location().orElseThrow().line())
                .toList();
    }

    @Test
    void a_sum_keeps_what_a_first_value_breaks_within_the_watermark() {
        assertHeld(verify("order-insensitive", "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel"));

        Finding.LawBroken finding =
                broken(verify("order-insensitive", "SELECT channel, first(id) AS id FROM orders GROUP BY channel"));

        // Only 1 and 3 are less than ten seconds apart and of one channel.
        assertThat(finding.trial()).contains("another order that its watermark and keys allow");
        assertThat(lines(finding)).containsExactly(2, 4);
        assertThat(finding.smallest().orElseThrow().minimal()).isTrue();
    }

    @Test
    void no_row_comes_later_than_its_watermark_waits() {
        // A row that were late would be dropped, and the sum would tell.
        assertHeld(verify(
                "order-insensitive, {late-tolerant: 9 seconds}",
                "SELECT channel, SUM(amount) AS gmv, COUNT(*) AS orders FROM orders GROUP BY channel"));
    }

    @Test
    void rows_that_come_later_than_the_watermark_waits_are_lost() {
        Finding.LawBroken finding = broken(verify(
                "{late-tolerant: 20 minutes}", "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel"));

        assertThat(finding.trial()).startsWith("rows arrived up to 20 minutes late");
        assertThat(finding.smallest().orElseThrow().rowsLeft()).isEqualTo(2);
    }

    @Test
    void without_delay_there_is_no_other_order() {
        MetricResult metric = verify(
                "order-insensitive",
                "",
                "watermark 0 seconds",
                "SELECT channel, first(id) AS id FROM orders GROUP BY channel");

        assertThat(metric.laws()).extracting(LawResult::outcome).containsExactly(Outcome.VACUOUS);
    }

    @Test
    void a_second_delivery_is_counted_unless_a_key_takes_it_for_the_same_row() {
        String sql = "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel";
        Finding.LawBroken finding = broken(verify("idempotent", "", "none", sql));
        assertThat(finding.difference().changedRows()).isEqualTo(2);
        assertThat(finding.smallest().orElseThrow().rowsLeft()).isEqualTo(1);

        assertHeld(verify("idempotent", ", PRIMARY KEY (id)", "none", sql));
    }

    @Test
    void distinct_buyers_are_not_additive() {
        String sql =
                "SELECT channel, SUM(amount) AS gmv, COUNT(DISTINCT user_id) AS buyers FROM orders GROUP BY channel";

        assertThat(broken(verify("{additive: [channel]}", sql)).difference().changed())
                .singleElement()
                .satisfies(cell -> assertThat(cell.column()).isEqualTo("buyers"));
        assertHeld(verify("{additive: [channel], measures: [gmv]}", sql));
    }

    @Test
    void the_input_is_split_into_increments_and_the_pipeline_stopped_behind_each() {
        assertHeld(verify("{splittable: 3}", "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel"));

        assertThat(engines.requests().stream().map(ReplayRequest::increments)).containsExactly(1, 1, 3, 3);
        assertThat(engines.requests().stream().map(ReplayRequest::restart)).containsExactly(false, false, false, true);
    }

    @Test
    void nothing_more_is_replayed_where_no_law_is_declared() {
        verify("", "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel");

        assertThat(engines.requests()).hasSize(1);
    }

    @Test
    void a_replay_that_fails_breaks_the_law() {
        Finding.LawBroken finding = broken(verify(
                "idempotent",
                "",
                "none",
                "SELECT channel, (SELECT amount FROM orders WHERE id = 1) AS gmv FROM orders GROUP BY channel"));

        assertThat(finding.failure()).isPresent();
    }
}
