package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.Status;

/** The store tells what became of the raw rows of windows that differ. */
class EvidenceTest {

    @TempDir
    private Path directory;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(directory)
                .main("shop/sources.sql", """
                        CREATE TABLE orders (
                            order_id BIGINT, user_id VARCHAR, channel VARCHAR, status VARCHAR,
                            amount DECIMAL(12, 2), paid_at TIMESTAMP, arrived_at TIMESTAMP
                        );
                        CREATE TABLE users (user_id VARCHAR, city VARCHAR);
                        """)
                .main("shop/pipeline.yaml", "sources: {orders: {eventTime: paid_at}}\n")
                .main("shop/dwd/orders_clean.sql", "SELECT * FROM orders WHERE status = 'paid'\n")
                .main("shop/gmv.sql", gmv("FROM orders_clean"))
                .test("shop/noon/input/users.csv", """
                        user_id,city
                        ann,Hangzhou
                        bob,Shanghai
                        """)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,status,amount,paid_at,arrived_at
                        1,ann,app,paid,10.00,2024-05-18T12:00:00,2024-05-18T12:00:01
                        2,bob,app,paid,20.50,2024-05-18T12:30:00,2024-05-18T12:30:01
                        3,ann,app,refunded,40.00,2024-05-18T12:45:00,2024-05-18T12:45:01
                        4,cid,web,paid,80.00,2024-05-18T12:50:00,2024-05-18T12:50:01
                        5,ann,app,paid,160.00,2024-05-18T13:00:00,2024-05-18T13:00:01
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv
                        2024-05-18T12:00:00,app,70.50
                        2024-05-18T12:00:00,web,80.00
                        2024-05-18T13:00:00,app,160.00
                        """);
    }

    private static String gmv(String from) {
        return """
                /* @metric
                key: [window_start, channel]
                window: {column: window_start, size: 1 hour}
                */
                SELECT time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start, channel, SUM(amount) AS gmv
                """ + from + "\nGROUP BY ALL\n";
    }

    private List<String> query(String sql) {
        String store = directory.resolve("target/lakehouse/replay.duckdb").toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + store);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" | ", values));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Row, fate, where it was left out, and what it contributes. */
    private List<String> fates() {
        return query("SELECT source[1] || row_number || ' ' || fate"
                + " || coalesce(' ' || model || coalesce(':' || line || ':' || column_number, '') || coalesce(' ' || predicate, ''), '')"
                + " || CASE WHEN contribution = '{}' THEN '' ELSE ' ' || contribution END"
                + " FROM lakehouse.evidence WHERE version = 'candidate'");
    }

    @Test
    void a_row_counts_or_was_left_out_by_a_condition() {
        assertThat(tree.verify().status()).isEqualTo(Status.FAILED);
        assertThat(fates())
                .containsExactly(
                        "o1 counted {\"gmv\":\"10.00\"}",
                        "o2 counted {\"gmv\":\"20.50\"}",
                        "o3 excluded orders_clean:1:28 (status = 'paid')");
        assertThat(query("SELECT DISTINCT pipeline, fixture, metric, window_key, version FROM lakehouse.evidence"))
                .containsExactly("shop | noon | gmv | {\"window_start\":\"2024-05-18T12:00:00\",\"channel\":\"app\"}"
                        + " | candidate");
        assertThat(query("SELECT row_values FROM lakehouse.evidence WHERE row_number = 3"))
                .containsExactly("{\"order_id\":\"3\",\"user_id\":\"ann\",\"channel\":\"app\",\"status\":\"refunded\","
                        + "\"amount\":\"40.00\",\"paid_at\":\"2024-05-18T12:45:00\","
                        + "\"arrived_at\":\"2024-05-18T12:45:01\"}");
        assertThat(query("SELECT version, rows_in_window, rows_examined, stopped FROM lakehouse.evidence_windows"))
                .containsExactly("candidate | 3 | 3 | ");
    }

    @Test
    void a_green_run_leaves_empty_tables() {
        tree.test("shop/noon/expected/gmv.csv", """
                window_start,channel,gmv
                2024-05-18T12:00:00,app,30.50
                2024-05-18T12:00:00,web,80.00
                2024-05-18T13:00:00,app,160.00
                """);
        assertThat(tree.verify().status()).isEqualTo(Status.PASSED);
        assertThat(query("FROM lakehouse.evidence")).isEmpty();
        assertThat(query("FROM lakehouse.evidence_windows")).isEmpty();
    }

    @Test
    void conditions_are_found_in_named_queries_joins_and_behind_models_that_several_read() {
        tree.main("shop/dwd/orders_clean.sql", "SELECT * FROM orders\n")
                .main("shop/dws/app_orders.sql", "SELECT * FROM orders_clean WHERE channel = 'app'\n")
                .main("shop/dws/web_orders.sql", "SELECT * FROM orders_clean WHERE channel = 'web'\n")
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [window_start]
                        window: {column: window_start, size: 1 hour}
                        */
                        WITH a AS (
                            SELECT * FROM app_orders JOIN users USING (user_id)
                            UNION ALL
                            SELECT w.*, 'none' AS city FROM web_orders AS w
                        ),
                        b AS (SELECT * FROM a
                              WHERE amount > 10 AND
                                    status = 'paid')
                        SELECT time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start, SUM(amount) AS gmv
                        FROM b
                        GROUP BY ALL
                        """)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,status,amount,paid_at,arrived_at
                        1,ann,app,paid,10.00,2024-05-18T12:00:00,2024-05-18T12:59:00
                        2,bob,app,paid,20.50,2024-05-18T12:30:00,2024-05-18T12:59:00
                        3,ann,app,refunded,40.00,2024-05-18T12:45:00,2024-05-18T12:59:00
                        4,cid,app,paid,80.00,2024-05-18T12:50:00,2024-05-18T12:59:00
                        5,cid,web,paid,1000.00,2024-05-18T12:50:00,2024-05-18T12:59:00
                        6,ann,app,refunded,1.00,2024-05-18T12:45:00,2024-05-18T12:59:00
                        7,ann,store,paid,1.00,2024-05-18T12:45:00,2024-05-18T12:59:00
                        """)
                .test("shop/noon/expected/gmv.csv", "window_start,gmv\n2024-05-18T12:00:00,1.00\n");
        tree.verify();
        // Version 1.5 does not tell where this JOIN stands, only where its table does.
        assertThat(fates().stream().map(fate -> fate.replace("gmv:6:30", "gmv:6:35")))
                .containsExactly(
                        "o1 excluded gmv:11:13 (amount > 10)",
                        "o2 counted {\"gmv\":\"20.50\"}",
                        "o3 excluded gmv:12:13 (status = 'paid')",
                        "o4 excluded gmv:6:35 INNER JOIN users USING (user_id)",
                        "o5 counted {\"gmv\":\"1000.00\"}",
                        "o6 excluded gmv:11:13 (amount > 10)",
                        "o7 excluded app_orders:1:34 (channel = 'app')",
                        "u2 counted {\"gmv\":\"20.50\"}");
        assertThat(query("FROM lakehouse.evidence_windows")).hasSize(1);
    }

    @Test
    void late_rows_and_duplicates_are_told_from_others() {
        tree.main("shop/dwd/orders_clean.sql", """
                        SELECT order_id, user_id, channel, amount, paid_at
                        FROM (SELECT *, paid_at AS happened FROM orders)
                        WHERE arrived_at <= happened + INTERVAL 10 MINUTE
                        QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY arrived_at, paid_at) = 1
                        """)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,status,amount,paid_at,arrived_at
                        1,ann,app,paid,10.00,2024-05-18T12:00:00,2024-05-18T12:00:01
                        1,ann,app,paid,10.00,2024-05-18T12:00:00,2024-05-18T12:00:03
                        2,bob,app,paid,20.00,2024-05-18T12:30:00,2024-05-18T13:00:00
                        3,ann,app,paid,40.00,2024-05-18T12:45:00,2024-05-18T12:45:01
                        3,ann,app,paid,40.00,2024-05-18T12:45:00,2024-05-18T12:45:01
                        3,ann,app,paid,40.00,2024-05-18T12:45:00,2024-05-18T12:45:01
                        """)
                .test("shop/noon/expected/gmv.csv", "window_start,channel,gmv\n2024-05-18T12:00:00,app,1.00\n");
        tree.verify();
        String rank =
                "duplicate orders_clean:4:9 (row_number() OVER (PARTITION BY order_id ORDER BY arrived_at, paid_at)"
                        + " = 1)";
        assertThat(fates())
                .containsExactly(
                        "o1 counted {\"gmv\":\"10.00\"}",
                        "o2 " + rank,
                        "o3 late orders_clean:3:7 (arrived_at <= (happened + CAST('10 minutes' AS INTERVAL)))",
                        "o4 counted {\"gmv\":\"40.00\"}",
                        "o5 " + rank,
                        "o6 " + rank);
    }

    @Test
    void rows_that_distinct_makes_one_count_once() {
        tree.main("shop/dwd/orders_clean.sql", "SELECT DISTINCT order_id, channel, amount, paid_at FROM orders\n")
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,amount,paid_at
                        1,ann,app,10.00,2024-05-18T12:00:00
                        1,bob,app,10.00,2024-05-18T12:00:00
                        2,bob,app,20.00,2024-05-18T12:30:00
                        2,bob,app,20.00,2024-05-18T12:30:00
                        """)
                .test("shop/noon/expected/gmv.csv", "window_start,channel,gmv\n2024-05-18T12:00:00,app,1.00\n");
        tree.verify();
        assertThat(fates())
                .containsExactly(
                        "o1 counted {\"gmv\":\"10.00\"}",
                        "o2 duplicate orders_clean DISTINCT",
                        "o3 counted {\"gmv\":\"20.00\"}",
                        "o4 duplicate orders_clean DISTINCT");
    }

    @Test
    void each_version_has_its_own_fates() {
        tree.main("shop/dwd/orders_clean.sql", "SELECT * FROM orders\n")
                .release("1.0.0")
                .main("shop/dwd/orders_clean.sql", "SELECT * FROM orders WHERE status = 'paid'\n");
        tree.compare();
        assertThat(query("SELECT version, row_number, fate, contribution FROM lakehouse.evidence"
                        + " WHERE row_number = 3"))
                .containsExactly("candidate | 3 | excluded | {}", "1.0.0 | 3 | counted | {\"gmv\":\"40.00\"}");
        assertThat(query("SELECT version, rows_in_window, rows_examined, stopped FROM lakehouse.evidence_windows"))
                .containsExactly("candidate | 3 | 3 | ", "1.0.0 | 3 | 3 | ");
    }

    @Test
    void a_source_that_tells_no_time_has_only_rows_that_count() {
        tree.main("shop/pipeline.yaml", "timeZone: UTC\n");
        tree.verify();
        assertThat(fates()).containsExactly("o1 counted {\"gmv\":\"10.00\"}", "o2 counted {\"gmv\":\"20.50\"}");
    }

    @Test
    void a_metric_without_window_is_looked_into_by_its_key() {
        tree.main("shop/gmv.sql", """
                        /* @metric
                        key: [channel]
                        */
                        SELECT channel, SUM(amount) AS gmv FROM orders_clean GROUP BY channel
                        """)
                .test("shop/noon/expected/gmv.csv", "channel,gmv\napp,190.50\nweb,81.00\nstore,1.00\n");
        tree.verify();
        assertThat(fates()).containsExactly("o4 counted {\"gmv\":\"80.00\"}");
        assertThat(query("SELECT window_key, rows_in_window, rows_examined, stopped FROM lakehouse.evidence_windows"))
                .containsExactly("{\"channel\":\"store\"} | 0 | 0 | ", "{\"channel\":\"web\"} | 1 | 1 | ");
    }

    @Test
    void a_metric_of_one_row_has_all_rows() {
        tree.main("shop/gmv.sql", """
                        /* @metric
                        key: []
                        */
                        SELECT SUM(amount) AS gmv, COUNT(DISTINCT user_id) AS buyers FROM orders_clean
                        """).test("shop/noon/expected/gmv.csv", "gmv,buyers\n1.00,3\n");
        tree.verify();
        assertThat(fates())
                .containsExactly(
                        "o1 counted {\"gmv\":\"10.00\"}",
                        "o2 counted {\"gmv\":\"20.50\",\"buyers\":\"1\"}",
                        "o3 excluded orders_clean:1:28 (status = 'paid')",
                        "o4 counted {\"gmv\":\"80.00\",\"buyers\":\"1\"}",
                        "o5 counted {\"gmv\":\"160.00\"}");
    }

    @Test
    void keys_may_be_null_and_names_and_values_anything() {
        String column = "gm\"v'; DROP <b>";
        String quoted = "\"gm\"\"v'; DROP <b>\"";
        tree.main(
                        "sh'op \"x/sources.sql",
                        "CREATE TABLE \"or'd\"\"ers\" (channel VARCHAR, \"a b\" DOUBLE, seen TIMESTAMPTZ);")
                .main(
                        "sh'op \"x/pipeline.yaml",
                        "timeZone: Asia/Shanghai\nsources: {'or''d\"ers': {eventTime: seen}}\n")
                .main("sh'op \"x/gmv.sql", """
                        /* @metric
                        key: [day, channel]
                        window: {column: day, size: 1 day}
                        */
                        SELECT seen::DATE AS day, channel, SUM("a b") AS %s
                        FROM "or'd""ers" WHERE "a b" > 0 GROUP BY ALL
                        """.formatted(quoted))
                .test("sh'op \"x/no'on/input/or'd\"ers.jsonl", """
                        {"channel": null, "a b": 1.5, "seen": "2024-05-17T23:00:00Z"}
                        {"channel": null, "a b": -1, "seen": "2024-05-18T15:59:59Z"}
                        {"channel": null, "a b": 4, "seen": "2024-05-18T16:00:00Z"}
                        {"channel": "</script>'\\"", "a b": 4, "seen": "2024-05-18T00:00:00Z"}
                        """)
                .test("sh'op \"x/no'on/expected/gmv.jsonl", """
                        {"day": "2024-05-18", "channel": null, "%s": 2}
                        {"day": "2024-05-18", "channel": "</script>'\\"", "%s": 2}
                        {"day": "2024-05-19", "channel": null, "%s": 4}
                        """.replace("%s", column.replace("\"", "\\\"")));
        tree.selection(new Selection(List.of("sh'op \"x/*"), List.of()));
        assertThat(tree.problems(tree.verify())).isEmpty();
        assertThat(query("SELECT window_key, row_number, fate, contribution, row_values FROM lakehouse.evidence"))
                .containsExactly(
                        "{\"day\":\"2024-05-18\",\"channel\":null} | 1 | counted | {\"gm\\\"v'; DROP <b>\":\"1.5\"}"
                                + " | {\"channel\":null,\"a b\":\"1.5\",\"seen\":\"2024-05-18T07:00:00+08:00\"}",
                        "{\"day\":\"2024-05-18\",\"channel\":null} | 2 | excluded | {}"
                                + " | {\"channel\":null,\"a b\":\"-1.0\",\"seen\":\"2024-05-18T23:59:59+08:00\"}",
                        "{\"day\":\"2024-05-18\",\"channel\":\"</script>'\\\"\"} | 4 | counted | {\"gm\\\"v'; DROP <b>\":\"4.0\"}"
                                + " | {\"channel\":\"</script>'\\\"\",\"a b\":\"4.0\",\"seen\":\"2024-05-18T08:00:00+08:00\"}");
    }

    @Test
    void nothing_is_sought_without_time_and_windows_tell_when_it_ends() {
        tree.limits(new Limits(2, "", Duration.ofMinutes(1), Duration.ZERO)).verify();
        assertThat(query("FROM lakehouse.evidence_windows")).isEmpty();
        tree.limits(new Limits(2, "", Duration.ofMinutes(1), Duration.ofNanos(1)))
                .verify();
        assertThat(query("SELECT rows_examined, stopped FROM lakehouse.evidence_windows"))
                .containsExactly("0 | the time for evidence was over");
        assertThat(query("FROM lakehouse.evidence")).isEmpty();
    }

    @Test
    void windows_and_rows_have_a_limit() {
        StringBuilder orders = new StringBuilder("order_id,user_id,channel,status,amount,paid_at,arrived_at\n");
        StringBuilder expected = new StringBuilder("window_start,channel,gmv\n");
        for (int hour = 0; hour < 14; hour++) {
            String time = "2024-05-18T%02d:00:00".formatted(hour);
            int rows = hour == 0 ? 203 : 1;
            for (int row = 0; row < rows; row++) {
                orders.append("%d,ann,app,paid,%d,%s,%s%n".formatted(hour, hour == 12 ? 500 : 1, time, time));
            }
            expected.append("%s,app,0%n".formatted(time));
        }
        tree.test("shop/noon/input/orders.csv", orders.toString())
                .test("shop/noon/expected/gmv.csv", expected.toString())
                .limits(new Limits(2, "", Duration.ofMinutes(1), Duration.ofMinutes(1)));
        tree.verify();
        assertThat(query("SELECT window_key->>'window_start', rows_in_window, rows_examined, stopped"
                        + " FROM lakehouse.evidence_windows"))
                .hasSize(10)
                .startsWith("2024-05-18T00:00:00 | 203 | 200 | only the first 200 of 203 rows of orders were looked at")
                .contains("2024-05-18T08:00:00 | 1 | 1 | ")
                .doesNotContain("2024-05-18T09:00:00 | 1 | 1 | ")
                .endsWith("2024-05-18T12:00:00 | 1 | 1 | ");
    }

    @Test
    void a_row_may_keep_a_window_from_being_there() {
        tree.main(
                        "shop/gmv.sql",
                        gmv("FROM orders_clean").replace("GROUP BY ALL", "GROUP BY ALL HAVING SUM(amount) < 20"))
                .test("shop/noon/expected/gmv.csv", "window_start,channel,gmv\n2024-05-18T12:00:00,app,10.00\n");
        tree.verify();
        assertThat(fates())
                .containsExactly(
                        "o1 excluded gmv:7:21 (sum(amount) < 20)",
                        "o2 counted {\"gmv\":\"-10.00\"}",
                        "o3 excluded orders_clean:1:28 (status = 'paid')");
    }

    @Test
    void windows_that_break_a_check_are_looked_into() {
        tree.edit("shop/gmv.sql", "window:", "checks: [gmv < 100]\nwindow:").test("shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv
                        2024-05-18T12:00:00,app,30.50
                        2024-05-18T12:00:00,web,80.00
                        2024-05-18T13:00:00,app,160.00
                        """);
        tree.verify();
        assertThat(fates()).containsExactly("o5 counted {\"gmv\":\"160.00\"}");
    }

    @Test
    void a_row_that_does_not_seem_to_belong_is_told_when_it_counts() {
        tree.main("shop/gmv.sql", gmv("FROM orders_clean").replace(", paid_at)", ", arrived_at)"))
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,status,amount,paid_at,arrived_at
                        1,ann,app,paid,10.00,2024-05-18T11:59:59,2024-05-18T12:00:01
                        2,bob,app,paid,20.50,2024-05-18T12:59:59,2024-05-18T13:00:00
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv
                        2024-05-18T12:00:00,app,20.50
                        2024-05-18T13:00:00,app,20.50
                        """);
        tree.verify();
        assertThat(fates()).containsExactly("o1 counted {\"gmv\":\"10.00\"}", "o2 no effect");
        assertThat(query("SELECT rows_in_window, rows_examined FROM lakehouse.evidence_windows"))
                .containsExactly("2 | 2");
    }

    @Test
    void many_rows_of_other_days_change_nothing_but_how_long_it_takes() throws IOException {
        Files.delete(directory.resolve("src/test/lakehouse/shop/noon/input/orders.csv"));
        tree.main("shop/dwd/orders_clean.sql", """
                        SELECT * FROM orders WHERE status = 'paid'
                        QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at) = 1
                        """)
                .parquet("src/test/lakehouse/shop/noon/input/orders.parquet", """
                        SELECT i AS order_id, 'ann' AS user_id, 'app' AS channel,
                            CASE WHEN i = 25001 THEN 'open' ELSE 'paid' END AS status,
                            CAST(1 AS DECIMAL(12, 2)) AS amount,
                            TIMESTAMP '2024-05-18 12:00:00' + INTERVAL (greatest(i - 25000, -1)) SECOND AS paid_at,
                            TIMESTAMP '2024-05-18 12:00:00' AS arrived_at
                        FROM range(25003) t(i)
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,channel,gmv
                        2024-05-18T11:00:00,app,25000.00
                        2024-05-18T12:00:00,app,3.00
                        """)
                .limits(new Limits(2, "", Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .verify();
        assertThat(fates())
                .containsExactly(
                        "o25001 counted {\"gmv\":\"1.00\"}",
                        "o25002 excluded orders_clean:1:28 (status = 'paid')",
                        "o25003 counted {\"gmv\":\"1.00\"}");
    }
}
