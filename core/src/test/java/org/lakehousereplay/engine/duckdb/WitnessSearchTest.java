package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.run.Status;

class WitnessSearchTest {

    @TempDir
    Path directory;

    private WitnessProject shop() {
        return new WitnessProject(directory)
                .settings("timeZone: Asia/Shanghai\n")
                .sources("""
                        CREATE TABLE users (user_id VARCHAR PRIMARY KEY, city VARCHAR);
                        CREATE TABLE orders (
                            order_id BIGINT NOT NULL,
                            user_id VARCHAR NOT NULL,
                            amount DECIMAL(12, 2) NOT NULL CHECK (amount >= 0),
                            channel VARCHAR,
                            paid_at TIMESTAMPTZ,
                            note VARCHAR
                        );
                        CREATE TABLE refunds (
                            refund_id BIGINT PRIMARY KEY,
                            order_id BIGINT NOT NULL,
                            amount DECIMAL(12, 2) NOT NULL CHECK (amount > 0)
                        );
                        """)
                .model("paid", """
                        SELECT order_id, user_id, amount, channel, paid_at
                        FROM orders
                        WHERE paid_at IS NOT NULL
                        QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at, amount) = 1
                        """)
                .model("by_channel", """
                        /* @metric
                        key: [channel]
                        */
                        SELECT coalesce(channel, 'none') AS channel, count(DISTINCT user_id) AS buyers,
                            sum(amount) AS gmv, avg(amount) AS mean
                        FROM paid
                        WHERE amount >= 10 AND paid_at < TIMESTAMPTZ '2024-05-18 20:00:00+08'
                        GROUP BY ALL
                        HAVING sum(amount) > 20
                        """)
                .model("by_day", """
                        /* @metric
                        key: [day]
                        window: {column: day, size: 1 day}
                        */
                        SELECT (paid_at AT TIME ZONE 'Asia/Shanghai')::DATE AS day, sum(amount) AS gmv
                        FROM paid
                        GROUP BY day
                        """)
                .model("net", """
                        /* @metric
                        key: [order_id]
                        */
                        SELECT paid.order_id, paid.amount - coalesce(sum(refunds.amount), 0) AS net, any_value(city) AS city
                        FROM paid
                        LEFT JOIN refunds ON refunds.order_id = paid.order_id
                        JOIN users ON users.user_id = paid.user_id
                        GROUP BY paid.order_id, paid.amount
                        """)
                .model("seen", """
                        /* @metric
                        key: [user_id]
                        */
                        SELECT user_id FROM users UNION SELECT user_id FROM orders
                        """)
                .model("running", """
                        /* @metric
                        key: [order_id]
                        */
                        SELECT order_id, sum(amount) OVER (ORDER BY paid_at, order_id
                            ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS recent
                        FROM paid
                        """)
                .fixture("lunch/input/users.csv", "user_id,city\nu1,Shanghai\nu2,\n")
                .fixture("lunch/input/orders.csv", """
                        order_id,user_id,amount,channel,paid_at
                        1,u1,30.00,app,2024-05-18T12:00:00+08:00
                        2,u2,25.00,web,2024-05-18T12:01:00+08:00
                        """)
                .fixture("lunch/expected/seen.csv", "user_id\nu1\nu2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by_channel|by_channel|amount >= 10|amount > 10|3",
                "by_channel|by_channel|'paid_at < '|'paid_at <= '|3",
                "by_channel|by_channel|count(DISTINCT user_id)|count(user_id)|3",
                "by_channel|by_channel|avg(amount)|max(amount)|3",
                "by_channel|by_channel|HAVING sum(amount) > 20|''|2",
                "by_channel|by_channel|HAVING sum(amount) > 20|HAVING sum(amount) > 21|3",
                "by_channel|by_channel|coalesce(channel, 'none')|channel|3",
                "by_channel|paid|QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at, amount) = 1|''|3",
                "by_channel|paid|ORDER BY paid_at, amount|ORDER BY paid_at DESC, amount DESC|4",
                "by_day|by_day|(paid_at AT TIME ZONE 'Asia/Shanghai')|(paid_at AT TIME ZONE 'UTC')|2",
                "net|net|JOIN users ON|LEFT JOIN users ON|2",
                "net|net|LEFT JOIN refunds|JOIN refunds|3",
                "net|net|paid.amount - |paid.amount + |4",
                "net|net|coalesce(sum(refunds.amount), 0)|sum(refunds.amount)|3",
                "seen|seen|UNION|UNION ALL|2",
                "running|running|1 PRECEDING|2 PRECEDING|4"
            })
    void a_change_is_shown_by_few_rows(String metric, String model, String text, String replacement, int rows)
            throws SQLException {
        WitnessProject project = shop();
        WitnessResult result = project.search(metric, model, text, replacement);
        assertThat(result.witness()).isPresent();
        assertThat(result.witness().get().rows()).isLessThanOrEqualTo(rows);
        assertThat(result.tried()).isLessThanOrEqualTo(1_000);
        List<Status> replayed = project.replayed(result.witness().get(), model, text, replacement);
        assertThat(replayed.get(0)).as(result.toString()).isEqualTo(Status.PASSED);
        assertThat(replayed.get(1)).as(result.toString()).isIn(Status.FAILED, Status.ERROR);
    }

    @Test
    void versions_that_cannot_differ_are_told_by_how_many_were_tried() throws SQLException {
        List<WitnessResult> results = shop().search(
                        "by_channel",
                        new SearchLimits(150, Duration.ofSeconds(20)),
                        List.of(
                                List.of("by_channel", "amount >= 10", "NOT (amount < 10)"),
                                List.of("paid", "paid_at IS NOT NULL", "(paid_at IS NOT NULL OR false)")));

        assertThat(results).allSatisfy(result -> {
            assertThat(result.witness()).isEmpty();
            assertThat(result.tried()).isEqualTo(150);
        });
    }

    @Test
    void what_the_original_takes_by_chance_is_no_witness() throws SQLException {
        WitnessProject project = shop().model("some_city", """
                        /* @metric
                        key: [user_id]
                        */
                        SELECT user_id, first(channel) AS channel FROM orders WHERE amount >= 0 GROUP BY user_id
                        """);

        List<WitnessResult> results = project.search(
                "some_city",
                new SearchLimits(200, Duration.ofSeconds(20)),
                List.of(
                        List.of("some_city", "first(channel)", "last(channel)"),
                        List.of("some_city", "first(channel)", "coalesce(first(channel), 'none')")));

        assertThat(results.get(0).witness()).isEmpty();
        assertThat(results.get(1).witness()).isPresent();
    }
}
