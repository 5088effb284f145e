package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    private static final String ROWS = """
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
                "SELECT channel, amount AS gmv FROM orders" + " QUALIFY row_number() OVER (PARTITION BY channel) = 1",
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
        assertThat(lines(finding))
                .isIn(
                        List.of("orders:2", "orders:4"),
                        List.of("orders:3", "orders:5"),
                        List.of("orders:2", "orders:6"),
                        List.of("orders:4", "orders:6"));
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
        String sql =
                "SELECT city, COUNT(DISTINCT id) AS orders, COUNT(*) AS pairs FROM orders JOIN users USING (user_id)"
                        + " GROUP BY city";
        assertHeld(verify("key: [city]\nlaws: [{idempotent: [Orders]}]", sql.replace(", COUNT(*) AS pairs", "")));
        assertThat(broken(verify("key: [city]\nlaws: [idempotent]", sql))
                        .difference()
                        .changedRows())
                .isEqualTo(2);
    }

    @Test
    void a_query_that_fails_when_rows_come_twice_breaks_idempotent() {
        Finding.LawBroken finding = broken(
                verify("key: []\nlaws: [idempotent]", "SELECT (SELECT amount FROM orders WHERE id = 1) AS amount"));

        assertThat(finding.failure()).isPresent();
    }

    @Test
    void a_broken_law_is_told_with_what_was_done_and_with_the_rows_that_show_it() {
        tree.main("shop/m.sql", """
                        /* @metric
                        key: [channel]
                        laws: [idempotent]
                        */
                        SELECT channel, SUM(amount) AS gmv FROM orders GROUP BY channel
                        """).test("shop/day/expected/m.csv", "channel,gmv\napp,90.00\nweb,60.00\n");

        String console = console(tree.verify());

        assertThat(console)
                .contains("m [shop/day]: law `idempotent` broken (2 rows differ)")
                .contains("law `idempotent` is broken: the rows of orders (same id) were delivered twice")
                .contains("original  delivered twice")
                .contains("the smallest input that breaks it (1 of 5 rows):")
                .contains("src/test/lakehouse/shop/day/input/orders.csv:")
                .contains("so it cannot be accepted: correct the model, or take the law back.");
    }

    @Test
    void a_sum_and_a_count_of_what_is_in_one_part_only_are_additive() {
        assertHeld(verify(
                "key: [window_start, channel]\nlaws: [{additive: [channel]}]",
                "SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, channel, SUM(amount) AS gmv,"
                        + " COUNT(*) AS orders, COUNT(DISTINCT id) AS distinct_orders, AVG(amount) AS average"
                        + " FROM orders GROUP BY ALL"));
    }

    @Test
    void distinct_buyers_are_not_additive_where_one_bought_in_two_channels() {
        String sql = "SELECT upper(channel) AS channel, SUM(amount) AS gmv, COUNT(DISTINCT user_id) AS buyers"
                + " FROM orders GROUP BY 1";
        Finding.LawBroken finding = broken(verify("key: [channel]\nlaws: [{additive: [channel]}]", sql));

        assertThat(finding.trial()).startsWith("all rows were given the channel app");
        assertThat(finding.before()).isEqualTo("sum over channel");
        assertThat(finding.difference().changed()).singleElement().satisfies(cell -> {
            assertThat(cell.column()).isEqualTo("buyers");
            assertThat(cell.expected()).contains("5");
            assertThat(cell.actual()).contains("3");
        });
        // The same buyer in both channels.
        assertThat(finding.smallest().orElseThrow().rowsLeft()).isEqualTo(2);

        assertHeld(verify("key: [channel]\nlaws: [{additive: [channel], measures: [gmv]}]", sql));
    }

    @Test
    void averages_and_ratios_are_not_additive_when_they_are_named() {
        String sql = "SELECT channel, AVG(amount) AS average, COUNT(*) AS orders FROM orders GROUP BY channel";

        assertThat(broken(verify("key: [channel]\nlaws: [{additive: [channel], measures: [average]}]", sql))
                        .difference()
                        .changed())
                .singleElement()
                .satisfies(cell -> assertThat(cell.column()).isEqualTo("average"));
    }

    @Test
    void a_dimension_is_followed_through_models_and_joins() {
        tree.main(
                "shop/dwd/wide.sql",
                "SELECT o.id, o.amount, u.city AS town FROM orders o JOIN users u ON u.user_id = o.user_id");

        assertHeld(verify(
                "key: [place]\nlaws: [{additive: [place]}]",
                "SELECT town AS place, SUM(amount) AS gmv FROM wide GROUP BY 1"));
    }

    @Test
    void rows_that_the_output_leaves_out_stay_out_of_the_whole() {
        tree.test("shop/day/input/orders.csv", ROWS + "6,9,test,70.00,2024-05-18T12:12:00\n");

        assertHeld(verify(
                "key: [channel]\nlaws: [{additive: [channel]}]",
                "SELECT channel, SUM(amount) AS gmv FROM orders WHERE channel <> 'test' GROUP BY 1"));
    }

    @Test
    void a_measure_that_depends_on_the_dimension_cannot_be_tested() {
        tree.main("shop/m.sql", """
                        /* @metric
                        key: [size]
                        laws: [{additive: [size]}]
                        */
                        SELECT amount > 25 AS size, SUM(amount) AS gmv FROM orders GROUP BY 1
                        """).test("shop/day/expected/m.csv", "size,gmv\nfalse,30.00\ntrue,120.00\n");

        RunReport report = tree.verify();

        assertThat(tree.problems(report))
                .containsExactly("src/main/lakehouse/shop/m.sql:3:9: The law `additive: [size]` cannot be tested: `gmv`"
                        + " of m is computed from orders.amount, and so is the dimension `size`. Remove the law, or"
                        + " name measures that do not depend on the dimension. [LAW_INVALID]");
        assertThat(metric(report, "day").laws().get(0).outcome()).isEqualTo(Outcome.NOT_TESTED);
    }

    @Test
    void what_takes_rows_as_they_come_does_not_tolerate_late_ones() {
        String sql = "SELECT channel, last(amount) AS gmv FROM orders GROUP BY channel";

        Finding.LawBroken finding = broken(verify("key: [channel]\nlaws: [{late-tolerant: 1 hour}]", sql));

        assertThat(finding.trial()).startsWith("rows arrived up to 1 hour late");
        assertHeld(verify("key: [channel]\nlaws: [{late-tolerant: 1 second}]", sql));
    }

    @Test
    void an_ordered_metric_must_have_its_rows_in_the_same_places() {
        Finding.LawBroken finding = broken(
                verify("key: [id]\nordered: true\nlaws: [order-insensitive]", "SELECT id, amount AS gmv FROM orders"));

        assertThat(finding.difference().changedRows()).isZero();
        assertThat(finding.difference().moved()).isNotEmpty();
        assertHeld(verify(
                "key: [id]\nordered: true\nlaws: [order-insensitive]",
                "SELECT id, amount AS gmv FROM orders ORDER BY paid_at, id"));
    }

    @Test
    void laws_say_that_they_say_nothing_where_there_is_too_little_data() {
        tree.main(
                        "shop/m.sql",
                        "/* @metric\nkey: [channel]\nlaws: [order-insensitive, idempotent, {additive: [channel]},"
                                + " {late-tolerant: 1 hour}]\n*/\n"
                                + "SELECT channel, first(amount) AS gmv FROM orders GROUP BY channel\n")
                .test("shop/day/expected/m.csv", "channel,gmv\n")
                .test("shop/day/input/orders.csv", "id,user_id,channel,amount,paid_at\n");
        tree.test("shop/one/input/orders.csv", "id,user_id,channel,amount,paid_at\n1,7,app,10.00,2024-05-18T12:00:00\n")
                .test("shop/one/expected/m.csv", "channel,gmv\napp,10.00\n");

        RunReport report = tree.verify();

        assertThat(metric(report, "day").laws()).extracting(LawResult::outcome).containsOnly(Outcome.VACUOUS);
        assertThat(metric(report, "one").laws())
                .extracting(LawResult::outcome)
                .containsExactly(Outcome.VACUOUS, Outcome.HELD, Outcome.VACUOUS, Outcome.VACUOUS);
        assertThat(metric(report, "one").laws().get(2).note()).contains("fewer than two values of channel");
        assertThat(metric(report, "one").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_fixture_may_declare_laws_for_all_metrics_or_for_some() {
        tree.main(
                        "shop/m.sql",
                        "/* @metric\nkey: [channel]\n*/\nSELECT channel, first(amount) AS some, SUM(amount) AS gmv FROM orders GROUP BY 1\n")
                .main("shop/n.sql", "/* @metric\nkey: [id]\n*/\nSELECT id FROM orders\n")
                .test("shop/day/fixture.yaml", "laws: [order-insensitive, {additive: [channel], measures: [gmv]}]\n")
                .test("shop/day/expected/n.csv", "id\n1\n2\n3\n4\n5\n");
        RunReport all = tree.verify();
        assertThat(tree.problems(all)).isEmpty();
        assertThat(metric(all, "day").laws())
                .extracting(LawResult::outcome)
                .containsExactly(Outcome.BROKEN, Outcome.HELD);

        tree.test("shop/day/fixture.yaml", "laws: {n: [order-insensitive]}\n");
        RunReport some = tree.verify();
        assertThat(metric(some, "day").laws()).isEmpty();
        assertThat(some.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_tolerance_holds_for_laws_too() {
        tree.test("shop/day/fixture.yaml", "tolerance: {m: {gmv: {absolute: 15}}}\n");
        assertHeld(verify(
                "key: [user_id]\nlaws: [order-insensitive]",
                "SELECT user_id, first(amount) AS gmv FROM orders GROUP BY user_id"));
    }

    @Test
    void nothing_of_a_law_is_left_in_store_and_counts() throws SQLException {
        verify("key: [channel]\nlaws: [order-insensitive, idempotent]", "SELECT DISTINCT channel FROM orders");

        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + root.resolve("target/lakehouse/replay.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT (SELECT count(*) FROM shop.orders),"
                        + " (SELECT count(*) FROM shop.m), (SELECT count(*) FROM lakehouse.results)")) {
            rows.next();
            assertThat(List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    .containsExactly(5L, 2L, 2L);
        }
    }

    @Test
    void rows_that_are_read_from_large_parquet_files_are_delivered_again_too() {
        tree.main("big/sources.sql", "CREATE TABLE t (id BIGINT, v DOUBLE, note VARCHAR);")
                .main(
                        "big/m.sql",
                        "/* @metric\nkey: []\nlaws: [idempotent, order-insensitive]\n*/\nSELECT COUNT(*) AS n FROM t")
                .parquet(
                        "src/test/lakehouse/big/day/input/t.parquet",
                        "SELECT range AS id, random() AS v, md5(range::VARCHAR) AS note FROM range(300000)")
                .test("big/day/expected/m.csv", "n\n300000\n");

        RunReport report = tree.verify();

        MetricResult metric = ProjectTree.fixture(report, "big/day").metrics().get(0);
        assertThat(metric.laws()).extracting(LawResult::outcome).containsExactly(Outcome.BROKEN, Outcome.HELD);
        assertThat(((Finding.LawBroken) metric.findings().get(0))
                        .smallest()
                        .orElseThrow()
                        .rowsLeft())
                .isEqualTo(1);
    }
}
