package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.LawResult.Outcome;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Laws are tested on the rows of fixtures: SQL that keeps them is left alone, and SQL that breaks them is shown up. */
final class ReplayLawsTest {

    private static final String ROWS =
            """
            id,user_id,channel,amount,paid_at
            1,7,app,10.00,2024-05-18T12:00:00
            2,7,web,20.00,2024-05-18T12:01:00
            3,8,app,30.00,2024-05-18T12:02:00
            4,9,web,40.00,2024-05-18T12:11:00
            5,9,app,50.00,2024-05-18T12:12:00
            """;

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(root)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (id BIGINT, user_id BIGINT, channel VARCHAR, amount DECIMAL(12, 2),"
                                + " paid_at TIMESTAMP);\n"
                                + "CREATE TABLE users (user_id BIGINT, city VARCHAR);\n")
                .main("shop/pipeline.yaml", "sources: {orders: {eventTime: paid_at, identity: [id]}}\n")
                .test("shop/day/input/orders.csv", ROWS)
                .test("shop/day/input/users.csv", "user_id,city\n7,Graz\n8,Linz\n9,Graz\n");
    }

    private MetricResult verify(String header, String sql) {
        tree.main("shop/m.sql", "/* @metric\n" + header + "\n*/\n" + sql + "\n");
        tree.main("shop/total.sql", "/* @metric\nkey: []\n*/\nSELECT COUNT(*) AS orders FROM orders\n")
                .test("shop/day/expected/total.csv", "orders\n5\n");
        RunReport report = tree.verify();
        assertThat(tree.problems(report)).isEmpty();
        return metric(report, "day");
    }

    private static MetricResult metric(RunReport report, String fixture) {
        return ProjectTree.fixture(report, "shop/" + fixture).metrics().stream()
                .filter(metric -> metric.metric().equals("m"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertHeld(MetricResult metric) {
        assertThat(metric.findings()).isEmpty();
        assertThat(metric.laws()).isNotEmpty().allSatisfy(law -> assertThat(law.outcome())
                .isEqualTo(Outcome.HELD));
    }

    private static Finding.LawBroken broken(MetricResult metric) {
        assertThat(metric.status()).isEqualTo(Status.FAILED);
        assertThat(metric.laws()).extracting(LawResult::outcome).containsExactly(Outcome.BROKEN);
        return (Finding.LawBroken) metric.findings().get(0);
    }

    private static List<String> lines(Finding.LawBroken finding) {
        return finding.smallest().orElseThrow().rows().stream()
                .map(row -> row.source() + ":" + row.location().orElseThrow().line())
                .toList();
    }

    private static String console(RunReport report) {
        return ConsoleSummary.lines(report).stream().map(ConsoleLine::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT channel, SUM(amount) AS gmv, COUNT(*) AS orders FROM orders GROUP BY channel",
                "SELECT channel, arg_max(amount, id) AS gmv, 1 AS orders FROM orders GROUP BY channel",
                "SELECT channel, AVG(amount::DOUBLE) AS gmv, median(amount) AS orders FROM orders GROUP BY channel",
                "SELECT channel, amount AS gmv, id AS orders FROM orders"
                        + " QUALIFY row_number() OVER (PARTITION BY channel ORDER BY paid_at DESC, id) = 1"
            })
    void what_does_not_look_at_the_order_keeps_order_insensitive(String sql) {
        assertHeld(verify("key: [channel]\nlaws: [order-insensitive, {late-tolerant: 10 minutes}]", sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT channel, first(amount) AS gmv FROM orders GROUP BY channel",
                "SELECT channel, any_value(amount) AS gmv FROM orders GROUP BY channel",
                "SELECT channel, string_agg(id, ',') AS gmv FROM orders GROUP BY channel",
                "SELECT channel, amount AS gmv FROM orders"
                        + " QUALIFY row_number() OVER (PARTITION BY channel) = 1",
                "SELECT channel, amount AS gmv FROM orders"
                        + " QUALIFY row_number() OVER (PARTITION BY channel ORDER BY amount > 1000) = 1"
            })
    void what_takes_the_first_row_breaks_order_insensitive(String sql) {
        Finding.LawBroken finding = broken(verify("key: [channel]\nlaws: [order-insensitive]", sql));

        assertThat(finding.trial()).isEqualTo("the rows of each source arrived in reverse order");
        assertThat(finding.difference().changedRows()).isEqualTo(2);
        // Two rows of one channel are all that is needed, and each of them is.
        LawWitness smallest = finding.smallest().orElseThrow();
        assertThat(smallest.minimal()).isTrue();
        assertThat(smallest.rowsLeft()).isEqualTo(2);
        assertThat(smallest.rowsBefore()).isEqualTo(5);
        assertThat(lines(finding)).isIn(List.of("orders:2", "orders:4"), List.of("orders:3", "orders:5"),
                List.of("orders:2", "orders:6"), List.of("orders:4", "orders:6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT channel, COUNT(DISTINCT id) AS orders FROM orders GROUP BY channel",
                "SELECT channel, SUM(amount) AS orders FROM (SELECT DISTINCT * FROM orders) GROUP BY channel",
                "SELECT channel, SUM(amount) AS orders FROM (FROM orders QUALIFY"
                        + " row_number() OVER (PARTITION BY id ORDER BY paid_at) = 1) GROUP BY channel",
                "SELECT channel, MAX(amount) AS orders FROM orders GROUP BY channel"
            })
    void what_removes_repeated_rows_keeps_idempotent(String sql) {
        assertHeld(verify("key: [channel]\nlaws: [idempotent]", sql));
    }

    @Test
    void a_sum_breaks_idempotent_by_a_single_row() {
        MetricResult metric = verify(
                "key: [channel]\nlaws: [idempotent]",
                "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel");

        Finding.LawBroken finding = broken(metric);
        assertThat(finding.trial()).isEqualTo("the rows of orders (same id) were delivered twice");
        assertThat(finding.difference().changed().get(0).expected()).contains("90.00");
        assertThat(finding.difference().changed().get(0).actual()).contains("180.00");
        assertThat(finding.smallest().orElseThrow().rowsLeft()).isEqualTo(1);
    }

    @Test
    void a_row_that_comes_out_twice_breaks_idempotent_though_both_are_right() {
        Finding.LawBroken finding =
                broken(verify("key: [id]\nlaws: [idempotent]", "SELECT id, amount AS gmv FROM orders"));

        assertThat(finding.difference().addedRows()).isEqualTo(5);
        assertThat(finding.difference().changedRows()).isZero();
    }

    @Test
    void a_ratio_hides_a_second_delivery_of_both_its_sides_and_not_that_of_one() {
        Finding.LawBroken finding = broken(verify(
                "key: []\nlaws: [idempotent]",
                "SELECT (SELECT COUNT(*) FROM orders) / (SELECT COUNT(*) FROM users) AS orders_per_user"));

        assertThat(finding.trial()).isEqualTo("the rows of orders (same id) were delivered twice");
    }

    @Test
    void sources_can_be_named_that_may_come_twice() {
        String sql = "SELECT city, COUNT(DISTINCT id) AS orders, COUNT(*) AS pairs FROM orders JOIN users USING (user_id)"
                + " GROUP BY city";
        assertHeld(verify(
                "key: [city]\nlaws: [{idempotent: [Orders]}]", sql.replace(", COUNT(*) AS pairs", "")));
        assertThat(broken(verify("key: [city]\nlaws: [idempotent]", sql)).difference().changedRows())
                .isEqualTo(2);
    }

    @Test
    void a_query_that_fails_when_rows_come_twice_breaks_idempotent() {
        Finding.LawBroken finding = broken(verify(
                "key: []\nlaws: [idempotent]", "SELECT (SELECT amount FROM orders WHERE id = 1) AS amount"));

        assertThat(finding.failure()).isPresent();
    }

    @Test
    void a_broken_law_is_told_with_what_was_done_and_with_the_rows_that_show_it() {
        tree.main(
                        "shop/m.sql",
                        "/* @metric\nkey: [channel]\nlaws: [idempotent]\n*/\n"
                                + "SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel\n")
                .test("shop/day/expected/m.csv", "channel,gmv\napp,90.00\nweb,60.00\n");

        String console = console(tree.verify());

        assertThat(console)
                .contains("m [shop/day]: law `idempotent` broken (2 rows differ)")
                .contains("law `idempotent` is broken: the rows of orders (same id) were delivered twice")
                .contains("original  delivered twice")
                .contains("the smallest input that breaks it (1 of 5 rows):")
                .contains("src/test/lakehouse/shop/day/input/orders.csv:")
                .contains("so it cannot be accepted: correct the model, or take the law back.");
    }
}
