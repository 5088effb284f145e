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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs as change-data capture delivers them. */
class ChangeEventInputTest {

    @TempDir
    private Path directory;

    private ProjectTree project;

    @BeforeEach
    void pipeline() {
        project = new ProjectTree(directory)
                .main("shop/sources.sql", """
                        CREATE TABLE orders (
                          order_id BIGINT PRIMARY KEY,
                          status VARCHAR,
                          amount DECIMAL(12,2),
                          lines STRUCT(sku VARCHAR, pieces INTEGER)[]
                        );
                        """)
                .main("shop/by_status.sql", """
                        /* @metric
                        key: [status]
                        */
                        SELECT status, sum(amount) AS total FROM orders GROUP BY status
                        """)
                .test("shop/f/expected/by_status.csv", "status,total\npaid,600.00\n");
    }

    private List<String> arrivals() throws SQLException {
        assertThat(project.problems(project.verify())).isEmpty();
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + directory.resolve("target/lakehouse/replay.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT concat_ws(' ', _op, order_id, status, amount,"
                        + " lines::VARCHAR) FROM \"shop changes\".orders ORDER BY _arrival")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void debezium_with_and_without_its_wrapper() throws SQLException {
        project.test("shop/f/input/orders.debezium.jsonl", """
                {"schema": {"type": "struct"}, "payload": {"before": null, "after": {"order_id": 1, "status": "new", "amount": 500.00, "lines": [{"sku": "tea", "pieces": 2}]}, "op": "r", "ts_ms": 1}}
                {"before": {"order_id": 1, "status": "new", "amount": "500"}, "after": {"order_id": 1, "status": "paid", "amount": "600", "unknown_to_us": {"a": [1]}}, "op": "u", "source": {"table": "orders"}}
                {"before": null, "after": {"order_id": 2, "status": "new", "amount": 1}, "op": "c"}
                {"before": null, "after": {"order_id": 2, "status": "lost", "amount": 2}, "op": "u"}
                {"before": {"order_id": 2}, "after": null, "op": "d"}
                null
                {"schema": null, "payload": null}
                {"source": {}, "databaseName": "shop", "ddl": "ALTER TABLE orders ADD note TEXT"}
                """);

        assertThat(arrivals())
                .containsExactly(
                        "+I 1 new 500.00 [{'sku': tea, 'pieces': 2}]",
                        "-U 1 new 500.00",
                        "+U 1 paid 600.00",
                        "+I 2 new 1.00",
                        "+U 2 lost 2.00",
                        "-D 2");
    }

    @Test
    void canal_tells_what_changed_and_a_message_may_come_twice() throws SQLException {
        project.test("shop/f/input/orders.canal.jsonl", """
                {"data": null, "database": "shop", "isDdl": true, "sql": "CREATE TABLE orders (…)", "table": "orders", "type": "CREATE"}
                {"data": [{"order_id": "1", "status": "new", "amount": "500.00"}, {"order_id": "2", "status": "new", "amount": "5"}], "isDdl": false, "old": null, "type": "INSERT"}
                {"data": [{"order_id": "1", "status": "paid", "amount": "600.00"}], "isDdl": false, "old": [{"status": "new", "amount": "500.00"}], "type": "UPDATE"}
                {"data": [{"order_id": "1", "status": "paid", "amount": "600.00"}], "isDdl": false, "old": [{"status": null}], "type": "UPDATE"}
                {"data": [{"order_id": "1", "status": "paid", "amount": "600.00"}], "isDdl": false, "old": [{"status": null}], "type": "UPDATE"}
                {"data": [{"order_id": "2", "status": "new", "amount": "5"}], "isDdl": false, "old": null, "type": "DELETE"}
                """);

        assertThat(arrivals())
                .containsExactly(
                        "+I 1 new 500.00",
                        "+I 2 new 5.00",
                        "-U 1 new 500.00",
                        "+U 1 paid 600.00",
                        "-U 1 600.00",
                        "+U 1 paid 600.00",
                        "-U 1 600.00",
                        "+U 1 paid 600.00",
                        "-D 2 new 5.00");
    }

    @Test
    void maxwell_starts_with_a_snapshot() throws SQLException {
        project.test("shop/f/input/orders.maxwell.jsonl", """
                {"database": "shop", "table": "orders", "type": "bootstrap-start", "ts": 1, "data": {}}
                {"database": "shop", "table": "orders", "type": "bootstrap-insert", "ts": 1, "data": {"order_id": 1, "status": "new", "amount": 500}}
                {"database": "shop", "table": "orders", "type": "bootstrap-complete", "ts": 1, "data": {}}
                {"type": "table-alter", "database": "shop", "table": "orders", "sql": "ALTER TABLE orders …"}
                {"type": "update", "data": {"order_id": 1, "status": "paid", "amount": 600}, "old": {"amount": 500, "status": "new"}}
                {"type": "insert", "data": {"order_id": 3, "status": "new", "amount": 1}}
                {"type": "delete", "data": {"order_id": 3, "status": "new", "amount": 1}}
                """);

        assertThat(arrivals())
                .containsExactly(
                        "+I 1 new 500.00", "-U 1 new 500.00", "+U 1 paid 600.00", "+I 3 new 1.00", "-D 3 new 1.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "debezium | {\"after\": {\"order_id\": 1}, \"op\": \"t\"} | 2:34: a change event of the kind t cannot be"
                        + " replayed. Only c, r, u or d change rows that a fixture can hold; leave the event out."
                        + " [CHANGE_EVENT_INVALID]",
                "debezium | {\"order_id\": 1} | 2:1: the event has no op. Write events as Debezium does before they are"
                        + " flattened: {\"before\": …, \"after\": …, \"op\": \"c\"}. [CHANGE_EVENT_INVALID]",
                "debezium | {\"before\": null, \"op\": \"d\"} | 2:1: the event holds no row in before. Let the database"
                        + " write whole rows into its log, and keep them in the event. [CHANGE_EVENT_INVALID]",
                "debezium | {\"after\": 7, \"op\": \"c\"} | 2:11: after is 7, which is no row. Write a row as a JSON"
                        + " object. [CHANGE_EVENT_INVALID]",
                "debezium | {\"after\": {\"order_id\": 1, \"amount\": 1, \"status\": 5}, \"op\": \"c\"} | 2:50: column status holds"
                        + " text, and 5 is not in quotes. Write it as a JSON string. [VALUE_INVALID]",
                "canal | {\"data\": [{\"order_id\": \"x\", \"status\": \"s\", \"amount\": null}], \"type\": \"INSERT\"} | 2: column order_id: \"x\" is not a"
                        + " whole number, the column is BIGINT. [VALUE_INVALID]",
                "canal | {\"data\": null, \"isDdl\": true, \"type\": \"TRUNCATE\"} | 2:39: a change event of the kind"
                        + " truncate cannot be replayed. Only insert, update or delete change rows that a fixture can"
                        + " hold; leave the event out. [CHANGE_EVENT_INVALID]",
                "maxwell | {\"data\": {\"order_id\": 1}} | 2:1: the event has no type. Write events as they come, with"
                        + " data, old and type. [CHANGE_EVENT_INVALID]",
                "maxwell | {\"type\": \"insert\", | 2:19: the line is not valid JSON: Unexpected end-of-input within/between Object entries. Write one complete JSON"
                        + " object on each line. [JSON_MALFORMED]",
                "maxwell | [1] | 2:1: the line is not a change event. Write one JSON object on each line."
                        + " [CHANGE_EVENT_INVALID]"
            })
    void what_is_wrong_with_an_event_is_told_with_its_place(String envelope, String event, String problem) {
        project.test("shop/f/input/orders." + envelope + ".jsonl", "\n" + event + "\n");

        List<String> problems = project.problems(project.verify());
        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0))
                .isEqualTo("src/test/lakehouse/shop/f/input/orders." + envelope + ".jsonl:" + problem);
    }
}
