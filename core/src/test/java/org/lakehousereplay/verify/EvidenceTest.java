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
                + " || coalesce(' ' || model || coalesce(':' || line || ':' || column_number || ' ' || predicate, ''), '')"
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
}
