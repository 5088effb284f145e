package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** What changes between two versions of a pipeline are found and what they are called. */
final class ComparisonTest {

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void released_shop() {
        tree = new ProjectTree(root)
                .main("shop/sources.sql", """
                        CREATE TABLE orders (id BIGINT PRIMARY KEY, channel VARCHAR NOT NULL, status VARCHAR NOT NULL,
                            amount DECIMAL(12, 2), paid_at TIMESTAMP);
                        """)
                .main("shop/dwd/paid.sql", "SELECT id, channel, amount, paid_at FROM orders WHERE status = 'paid'\n")
                .main("shop/gmv_10min.sql", """
                        /* @metric
                        description: GMV in ten-minute windows
                        unit: CNY
                        key: [window_start, channel]
                        window: {column: window_start, size: 10 minutes}
                        */
                        SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, channel,
                            SUM(amount)::DECIMAL(18, 2) AS gmv, COUNT(*) AS orders
                        FROM paid GROUP BY ALL
                        """)
                .main("shop/order_total.sql", """
                        /* @metric
                        description: All orders
                        key: []
                        */
                        SELECT COUNT(*) AS orders FROM orders
                        """)
                .test("shop/noon/input/orders.csv", """
                        id,channel,status,amount,paid_at
                        1,app,paid,100.00,2024-05-18T12:01:00
                        2,app,paid,28.00,2024-05-18T12:09:00
                        3,web,paid,50.00,2024-05-18T12:11:00
                        4,app,refunded,30.00,2024-05-18T12:02:00
                        5,web,refunded,20.00,2024-05-18T12:31:00
                        """)
                .test("shop/noon/expected/order_total.csv", "orders\n5\n")
                .release("1.0.0");
    }

    @Test
    void nothing_differs_when_only_comments_and_layout_do() {
        tree.edit("shop/dwd/paid.sql", "SELECT id,", "-- paid orders only\nselect  id,");

        ComparisonResult comparison = compared();

        assertThat(comparison.status()).isEqualTo(ComparisonStatus.IDENTICAL);
        assertThat(comparison.gate()).contains("1.0.0");
        assertThat(comparison.baselines()).hasSize(1);
        assertThat(metric(comparison, "gmv_10min").replayed()).isFalse();
        assertThat(metric(comparison, "gmv_10min").fixtures()).isEqualTo(1);
    }

    @Test
    void rows_let_in_change_cells_and_add_windows() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status IN ('paid', 'refunded')");

        ComparisonResult comparison = compared();

        assertThat(comparison.status()).isEqualTo(ComparisonStatus.UNDECLARED);
        assertThat(metric(comparison, "order_total").status()).isEqualTo(ComparisonStatus.IDENTICAL);
        CaliberChange change = change(comparison, "gmv_10min");
        assertThat(change.kind()).isEqualTo(ChangeKind.ROWS_LET_IN);
        OutputDifference difference = change.observed().get(0);
        assertThat(difference.fixture()).isEqualTo("noon");
        assertThat(difference.baselineRows()).isEqualTo(2);
        assertThat(difference.candidateRows()).isEqualTo(3);
        assertThat(difference.added()).isEqualTo(1);
        assertThat(difference.removed()).isZero();
        assertThat(difference.changedRows()).isEqualTo(1);
        assertThat(difference.changedCells()).isEqualTo(2);
        assertThat(difference.columns()).extracting(column -> column.column()).containsExactly("gmv", "orders");
        assertThat(difference.columns().get(0).largestDelta()).contains(new BigDecimal("30.00"));
        assertThat(difference.firstChanged().get(0).delta()).contains("+30.00");
        assertThat(difference.firstChanged().get(0).relative().orElseThrow()).isEqualByComparingTo("0.234375");
        assertThat(difference.keys().get(0).values()).containsExactly("2024-05-18T12:00:00", "2024-05-18T12:30:00");
        assertThat(difference.keys().get(1).values()).containsExactly("app", "web");
    }

    @Test
    void rows_filtered_out_remove_windows() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status = 'paid' AND channel <> 'web'");

        CaliberChange change = change(compared(), "gmv_10min");

        assertThat(change.kind()).isEqualTo(ChangeKind.ROWS_FILTERED_OUT);
        assertThat(change.observed().get(0).removed()).isEqualTo(1);
    }

    @Test
    void null_in_a_key_is_one_of_its_values() {
        tree.edit("shop/gmv_10min.sql", ", channel,", ", nullif(channel, 'web') AS channel,")
                .release("1.1.0");
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status IN ('paid', 'refunded')");

        KeyExtent channels =
                change(compared(), "gmv_10min").observed().get(0).keys().get(1);

        assertThat(channels).isEqualTo(new KeyExtent("channel", 2, List.of("app")));
        assertThat(channels.complete()).isFalse();
    }

    @Test
    void other_windows_with_the_same_totals_are_re_timed() {
        tree.edit("shop/gmv_10min.sql", "INTERVAL 10 MINUTES", "INTERVAL 1 MINUTE");
        tree.edit("shop/gmv_10min.sql", "size: 10 minutes", "size: 1 minute");

        CaliberChange change = change(compared(), "gmv_10min");

        assertThat(change.kind()).isEqualTo(ChangeKind.RE_TIMED);
        assertThat(change.detail())
                .isEqualTo("the window of 10 minutes on window_start is of 1 minute on window_start,"
                        + " the same totals fall into other windows");
    }

    @Test
    void other_windows_are_re_timed_although_distinct_counts_do_not_add_up() {
        tree.edit("shop/gmv_10min.sql", "COUNT(*) AS orders", "COUNT(DISTINCT channel) AS orders")
                .release("1.1.0")
                .edit("shop/gmv_10min.sql", "INTERVAL 10 MINUTES", "INTERVAL 1 MINUTE")
                .edit("shop/gmv_10min.sql", "size: 10 minutes", "size: 1 minute");

        assertThat(change(compared(), "gmv_10min").kind()).isEqualTo(ChangeKind.RE_TIMED);
    }

    @Test
    void a_filter_that_changes_cells_and_adds_no_row_keeps_rows_out() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status = 'paid' AND id <> 2");

        assertThat(change(compared(), "gmv_10min").kind()).isEqualTo(ChangeKind.ROWS_FILTERED_OUT);
    }

    @Test
    void another_measure_is_a_change_of_values() {
        tree.edit("shop/gmv_10min.sql", "SUM(amount)", "MAX(amount)");

        assertThat(change(compared(), "gmv_10min").kind()).isEqualTo(ChangeKind.VALUES_CHANGED);
    }

    @Test
    void the_last_digits_of_a_floating_sum_are_no_change() {
        tree.edit("shop/gmv_10min.sql", "SUM(amount)::DECIMAL(18, 2)", "SUM(amount::DOUBLE)")
                .release("1.1.0")
                .edit("shop/gmv_10min.sql", "SUM(amount::DOUBLE)", "SUM(amount::DOUBLE) * (1 + 1e-15)");

        assertThat(kinds(compared(), "gmv_10min")).containsExactly(ChangeKind.UNOBSERVED);
    }

    @Test
    void values_in_another_unit_are_re_scaled() {
        tree.edit("shop/gmv_10min.sql", "SUM(amount)", "SUM(amount * 100)");

        CaliberChange change = change(compared(), "gmv_10min");

        assertThat(change.kind()).isEqualTo(ChangeKind.RE_SCALED);
        assertThat(change.columns()).containsExactly("gmv");
    }

    @Test
    void a_metric_and_a_column_come_and_go() {
        tree.edit("shop/gmv_10min.sql", ", COUNT(*) AS orders", ", AVG(amount) AS average");
        tree.main("shop/order_sum.sql", "/* @metric\nkey: []\n*/\nSELECT SUM(amount) AS amount FROM orders\n");
        tree.main("shop/order_total.sql", "SELECT COUNT(*) AS orders FROM orders\n");
        tree.test("shop/noon/expected/order_sum.csv", "amount\n228.00\n");
        deleteFile("src/test/lakehouse/shop/noon/expected/order_total.csv");

        ComparisonResult comparison = compared();

        assertThat(kinds(comparison, "gmv_10min"))
                .containsExactlyInAnyOrder(ChangeKind.COLUMN_ADDED, ChangeKind.COLUMN_REMOVED);
        assertThat(kinds(comparison, "order_sum")).containsExactly(ChangeKind.METRIC_ADDED);
        assertThat(kinds(comparison, "order_total")).containsExactly(ChangeKind.METRIC_REMOVED);
    }

    @Test
    void types_keys_units_and_descriptions_are_part_of_a_metric() {
        tree.edit("shop/gmv_10min.sql", "DECIMAL(18, 2)", "DECIMAL(18, 4)");
        tree.edit("shop/gmv_10min.sql", "unit: CNY", "unit: fen");
        tree.edit("shop/gmv_10min.sql", "GMV in ten-minute windows", "GMV");

        ComparisonResult comparison = compared();

        assertThat(kinds(comparison, "gmv_10min"))
                .containsExactlyInAnyOrder(
                        ChangeKind.RE_TYPED, ChangeKind.UNIT_CHANGED, ChangeKind.DESCRIPTION_CHANGED);
    }

    @Test
    void another_key_is_told_and_rows_are_not_paired_at_random() {
        tree.edit("shop/gmv_10min.sql", "key: [window_start, channel]", "key: [window_start]");
        tree.edit("shop/gmv_10min.sql", "AS window_start, channel,", "AS window_start,");

        assertThat(kinds(compared(), "gmv_10min"))
                .containsExactlyInAnyOrder(ChangeKind.RE_KEYED, ChangeKind.COLUMN_REMOVED);
    }

    @Test
    void an_edit_that_no_fixture_notices_is_told() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status = 'paid' AND amount < 1000");

        ComparisonResult comparison = compared();

        assertThat(kinds(comparison, "gmv_10min")).containsExactly(ChangeKind.UNOBSERVED);
        assertThat(change(comparison, "gmv_10min").detail())
                .isEqualTo("the SQL differs, and no fixture shows a difference: `(amount < 1000)` added in paid");
        assertThat(comparison.status()).isEqualTo(ComparisonStatus.TOLERATED);
    }

    @Test
    void a_baseline_that_reads_what_is_gone_is_not_comparable_and_others_are() {
        tree.main("shop/sources.sql", """
                CREATE TABLE orders (id BIGINT PRIMARY KEY, channel VARCHAR NOT NULL, state VARCHAR NOT NULL,
                    amount DECIMAL(12, 2), paid_at TIMESTAMP);
                """);
        tree.edit("shop/dwd/paid.sql", "status", "state");
        tree.test(
                "shop/noon/input/orders.csv",
                "id,channel,state,amount,paid_at\n1,app,paid,100.00,2024-05-18T12:01:00\n");
        tree.test("shop/noon/expected/order_total.csv", "orders\n1\n");

        ComparisonResult comparison = compared();

        assertThat(comparison.status()).isEqualTo(ComparisonStatus.NOT_COMPARABLE);
        assertThat(kinds(comparison, "gmv_10min")).containsExactly(ChangeKind.NOT_COMPARABLE);
        assertThat(change(comparison, "gmv_10min").detail())
                .isEqualTo("it reads orders.status, which the candidate does not have");
        // It counts rows and reads none of their columns.
        assertThat(metric(comparison, "order_total").status()).isEqualTo(ComparisonStatus.IDENTICAL);
    }

    @Test
    void a_changes_file_that_cannot_be_read_is_an_error_and_an_entry_that_does_not_hold_is_stale() {
        tree.test("caliber-changes.yaml", "changes: [\n");
        assertThat(compared().status()).isEqualTo(ComparisonStatus.ERROR);

        tree.test("caliber-changes.yaml", """
                changes:
                  - metric: shop/gmv_10min
                    kind: rows-let-in
                    baseline: 1.0.0
                    fixtures: [noon]
                    columns: [gmv]
                    reason: a test
                """);
        assertThat(compared().status()).isEqualTo(ComparisonStatus.STALE);
    }

    @Test
    void nothing_is_declared_where_there_is_no_fixture() {
        deleteFile("src/test/lakehouse/shop/noon/input/orders.csv");
        deleteFile("src/test/lakehouse/shop/noon/input");
        deleteFile("src/test/lakehouse/shop/noon/expected/order_total.csv");
        deleteFile("src/test/lakehouse/shop/noon/expected");
        deleteFile("src/test/lakehouse/shop/noon");
        deleteFile("src/test/lakehouse/shop");

        assertThatThrownBy(() -> new Declaring(
                                tree.project(),
                                Selection.all(),
                                Limits.defaults(),
                                Progress.SILENT,
                                tree.comparisonSettings())
                        .run())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no fixture, so no change can be observed");
    }

    @Test
    void a_value_that_the_old_type_cannot_hold_is_not_comparable() {
        tree.edit("shop/sources.sql", "DECIMAL(12, 2)", "DECIMAL(12, 4)");
        tree.test(
                "shop/noon/input/orders.csv",
                "id,channel,status,amount,paid_at\n1,app,paid,100.0001,2024-05-18T12:01:00\n");
        tree.test("shop/noon/expected/order_total.csv", "orders\n1\n");

        assertThat(change(compared(), "gmv_10min").detail())
                .isEqualTo("it reads orders.amount as DECIMAL(12,2), and values of the fixture do not fit that type");
    }

    @Test
    void a_new_source_column_does_not_keep_old_metrics_from_being_compared() {
        tree.edit("shop/sources.sql", "amount DECIMAL(12, 2),", "amount DECIMAL(12, 2), coupon VARCHAR,");
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status = 'paid' AND coupon IS NULL");
        tree.test("shop/noon/input/orders.csv", """
                id,channel,status,amount,coupon,paid_at
                1,app,paid,100.00,,2024-05-18T12:01:00
                2,app,paid,28.00,SUMMER,2024-05-18T12:09:00
                """);
        tree.test("shop/noon/expected/order_total.csv", "orders\n2\n");

        assertThat(change(compared(), "gmv_10min").observed().get(0).changedCells())
                .isEqualTo(2);
    }

    @Test
    void a_repeated_key_in_the_baseline_pairs_no_rows() {
        tree.edit("shop/gmv_10min.sql", "GROUP BY ALL", "GROUP BY ALL HAVING COUNT(*) > 0");
        tree.main("../../../releases/1.0.0/shop/gmv_10min.sql", """
                /* @metric
                description: GMV in ten-minute windows
                unit: CNY
                key: [window_start, channel]
                window: {column: window_start, size: 10 minutes}
                */
                SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, channel,
                    amount::DECIMAL(18, 2) AS gmv, 1::BIGINT AS orders
                FROM paid
                """);

        assertThat(change(compared(), "gmv_10min").detail())
                .isEqualTo("the baseline repeats a key, so its rows have no single counterpart");
    }

    @Test
    void a_baseline_query_that_fails_is_not_comparable() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status = 'paid' AND amount > 0");
        tree.main(
                "../../../releases/1.0.0/shop/dwd/paid.sql",
                "SELECT id, channel, amount, paid_at FROM orders WHERE CAST(status AS INTEGER) = 1\n");

        assertThat(change(compared(), "gmv_10min").kind()).isEqualTo(ChangeKind.NOT_COMPARABLE);
        assertThat(change(compared(), "gmv_10min").detail()).contains("Could not convert string 'paid' to INT32");
    }

    @Test
    void a_broken_baseline_breaks_the_gate() {
        tree.main("../../../releases/1.0.0/shop/dwd/paid.sql", "SELECT nothing FROM nowhere\n");

        ComparisonResult comparison = compared();

        assertThat(comparison.status()).isEqualTo(ComparisonStatus.ERROR);
        assertThat(tree.show(comparison.baselines().get(0).problems().get(0)))
                .startsWith("releases/1.0.0/shop/dwd/paid.sql:1:21: There is no source or model `nowhere`");
    }

    @Test
    void several_versions_are_shown_side_by_side_and_the_last_is_the_gate() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status <> 'open'").release("1.1.0");

        ComparisonResult comparison = compared();

        assertThat(comparison.gate()).contains("1.1.0");
        assertThat(comparison.baselines())
                .extracting(baseline -> baseline.label())
                .containsExactly("1.1.0", "1.0.0");
        assertThat(comparison.baselines().get(1).status()).isEqualTo(ComparisonStatus.UNDECLARED);
        assertThat(comparison.status()).isEqualTo(ComparisonStatus.IDENTICAL);
    }

    @Test
    void the_store_has_the_outputs_of_every_version_and_the_rows_that_differ() throws SQLException {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status IN ('paid', 'refunded')");

        tree.compare();

        assertThat(stored("SELECT channel, gmv FROM \"shop@1.0.0\".gmv_10min ORDER BY ALL"))
                .containsExactly("app|128.00", "web|50.00");
        assertThat(stored("SELECT _fixture, _kind, channel, \"gmv baseline\", \"gmv candidate\""
                        + " FROM \"shop@1.0.0 difference\".gmv_10min ORDER BY ALL"))
                .containsExactly("noon|added|web|null|20.00", "noon|changed|app|128.00|158.00");
        assertThat(stored("SELECT orders FROM \"shop@1.0.0\".order_total")).containsExactly("5");
    }

    @Test
    void a_difference_is_taken_apart_by_edit_and_by_row_and_adds_up() {
        tree.edit("shop/dwd/paid.sql", "status = 'paid'", "status IN ('paid', 'refunded')")
                .edit("shop/gmv_10min.sql", "FROM paid", "FROM paid WHERE id <> 1");

        Explanation explanation = metric(compared(), "gmv_10min").explanations().get(0);

        assertThat(explanation.fixture()).isEqualTo("noon");
        assertThat(explanation.stopped()).isEmpty();
        Explanation.ExplainedCell gmv = explanation.cells().get(0);
        assertThat(gmv.cell().delta()).contains("-70.00");
        assertThat(gmv.unexplained().orElseThrow()).isEqualByComparingTo("0");
        assertThat(gmv.parts())
                .extracting(part -> part.source() + " " + part.role() + " " + part.rows() + " "
                        + part.amount().orElseThrow())
                .containsExactly("orders ENTERED 1 30.00", "orders LEFT 1 -100.00");
        assertThat(gmv.parts().get(0).edit()).contains("status");
        assertThat(gmv.parts().get(1).edit()).isEqualTo("`(id != 1)` added");
        assertThat(gmv.parts().get(1).first().get(0).values().get(0).value()).contains("1");
        assertThat(String.valueOf(gmv.parts().get(1).place().orElseThrow())).endsWith("shop/gmv_10min.sql:9:17");
    }

    private List<String> stored(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + root.resolve("target/lakehouse/replay.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Test
    void expectations_are_still_told() {
        tree.test("shop/noon/expected/order_total.csv", "orders\n6\n");

        RunReport report = tree.compare();

        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.comparison().orElseThrow().status()).isEqualTo(ComparisonStatus.IDENTICAL);
    }

    private void deleteFile(String path) {
        assertThat(root.resolve(path).toFile().delete()).isTrue();
    }

    private ComparisonResult compared() {
        return tree.compare().comparison().orElseThrow();
    }

    private static MetricComparison metric(ComparisonResult comparison, String name) {
        return comparison.baselines().get(0).metrics().stream()
                .filter(metric -> metric.metric().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name));
    }

    private static List<ChangeKind> kinds(ComparisonResult comparison, String metric) {
        return metric(comparison, metric).changes().stream()
                .map(JudgedChange::change)
                .map(CaliberChange::kind)
                .toList();
    }

    private static CaliberChange change(ComparisonResult comparison, String metric) {
        assertThat(metric(comparison, metric).changes()).hasSize(1);
        return metric(comparison, metric).changes().get(0).change();
    }
}
