package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(fates())
                .containsExactly(
                        "o1 excluded gmv:11:13 (amount > 10)",
                        "o2 counted {\"gmv\":\"20.50\"}",
                        "o3 excluded gmv:12:13 (status = 'paid')",
                        "o4 excluded gmv:6:30 JOIN users USING (user_id)",
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
}
