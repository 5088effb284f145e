package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** What a query decides is found wherever it stands, and rows are counted as they reach it. */
class DecisionsTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() throws SqlFailure {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
        database.execute("CREATE TABLE orders AS FROM (VALUES (1, 'ann', 10, 'paid'), (1, 'ann', 10, 'paid'),"
                + " (2, 'bob', 20, 'refunded'), (3, 'cid', 30, 'paid'), (4, 'dan', 40, NULL))"
                + " AS t(order_id, user_id, amount, status)");
        database.execute("CREATE TABLE users AS FROM (VALUES ('ann', 'h'), ('bob', 'h'), ('cid', 's'), ('eve', 's'))"
                + " AS t(user_id, city)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Position, kind and counts of each decision, all counted by one query. */
    private static String counted(String sql) throws SqlFailure {
        Decisions decisions = Decisions.of(database, sql);
        List<String> row = decisions.all().isEmpty()
                ? List.of()
                : database.query(decisions.counting(decisions.all()).orElseThrow())
                        .get(0);
        List<String> lines = new ArrayList<>();
        int column = 0;
        for (Decision decision : decisions.all()) {
            List<String> numbers =
                    row.subList(column, column + decision.outcomes().size());
            column += numbers.size();
            lines.add(sql.substring((int) decision.position().orElse(0)).split("[ ,]")[0] + " "
                    + decision.kind().name().toLowerCase(Locale.ROOT) + " " + String.join(" ", numbers));
        }
        return String.join(", ", lines);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FROM orders WHERE status = 'paid' AND amount > 10 | status predicate 3 1 1, amount predicate 3 2 0",
                "FROM orders WHERE status = 'paid' OR amount > 30 | status predicate 4 1 0",
                "SELECT amount + 1 AS more FROM orders WHERE more > 20 | more predicate 3 2 0",
                "SELECT SUM(amount) AS amount FROM orders WHERE amount > 10 GROUP BY user_id | amount predicate 3 2 0",
                "SELECT user_id FROM orders GROUP BY user_id HAVING SUM(amount) > 20 | SUM(amount) predicate 2 2 0",
                "SELECT user_id, SUM(amount) AS s FROM orders GROUP BY ALL HAVING s > 20 | s predicate 2 2 0",
                "FROM orders QUALIFY row_number() OVER (PARTITION BY order_id) = 1 | row_number() predicate 4 1 0",
                "SELECT *, rank() OVER (ORDER BY amount) AS n FROM orders QUALIFY n = 1 | n predicate 2 3 0",
                "WITH a AS (FROM orders WHERE amount > 10) FROM a WHERE amount < 40 | "
                        + "amount predicate 3 2 0, amount predicate 2 1 0",
                "SELECT COUNT(*) FILTER (WHERE amount > 10 AND status = 'paid') FROM orders WHERE order_id < 4 | "
                        + "amount predicate 2 2 0, status predicate 3 1 0, order_id predicate 4 1 0",
                "FROM orders JOIN users USING (user_id) | JOIN join 4 1 1",
                "FROM orders o LEFT JOIN users u ON o.user_id = u.user_id AND u.city = 'h' | "
                        + "LEFT join 3 2 2, u.city predicate 3 1 0",
                "FROM orders SEMI JOIN users USING (user_id) | SEMI join 4 1",
                "FROM orders o, users u WHERE o.user_id = u.user_id AND city = 'h' | city predicate 3 1 0",
                "FROM orders o JOIN users u ON o.user_id < u.user_id WHERE amount > 30 | "
                        + "JOIN join 10 0 1, amount predicate 1 9 0",
                "SELECT CASE status WHEN 'paid' THEN amount WHEN 'open' THEN 0 ELSE -amount END FROM orders | "
                        + "'paid' predicate 3 1 1, amount branch 3, 'open' predicate 0 1 1, 0 branch 0, -amount branch 2",
                "SELECT SUM(CASE WHEN status = 'paid' THEN 1 END) FILTER (WHERE amount > 10) FROM orders | "
                        + "CASE branch 2, status predicate 1 1 1, 1 branch 1, amount predicate 3 2 0",
                "SELECT CASE WHEN status = 'paid' THEN 1 ELSE 2 END AS k, COUNT(*) FROM orders GROUP BY k | "
                        + "status predicate 3 1 1, 1 branch 3, 2 branch 2",
                "SELECT user_id, CASE WHEN SUM(amount) > 20 THEN 1 ELSE 2 END FROM orders GROUP BY user_id | "
                        + "SUM(amount) predicate 2 2 0, 1 branch 2, 2 branch 2",
                "SELECT CASE WHEN amount > 10 THEN CASE WHEN status = 'paid' THEN 1 ELSE 2 END ELSE 3 END FROM orders | "
                        + "amount predicate 3 2 0, CASE branch 3, status predicate 1 1 1, 1 branch 1, 2 branch 2,"
                        + " 3 branch 2",
                "SELECT 1 WHERE true | ``",
                "FROM orders WHERE user_id IN (SELECT user_id FROM users WHERE city = 'h') | "
                        + "user_id predicate 3 2 0, city predicate 2 2 0",
                "SELECT user_id FROM orders WHERE amount > 10 UNION ALL SELECT user_id FROM users WHERE city = 's' | "
                        + "amount predicate 3 2 0, city predicate 2 2 0",
                "SELECT amount FROM orders o JOIN (users u JOIN users v USING (user_id)) ON o.user_id = u.user_id | "
                        + "JOIN join 4 1 1, JOIN join 4 0 0",
                "FROM orders AS o(a, b, c, d) LEFT JOIN users AS u(e, f) ON b = e AND f = 's' | "
                        + "LEFT join 1 4 3, f predicate 1 3 0",
                "FROM orders RIGHT JOIN users USING (user_id) FULL JOIN (FROM users WHERE city = 'h') v USING (city) | "
                        + "RIGHT join 4 1 1, FULL join 6 2 0, city predicate 2 2 0",
                "FROM orders o, LATERAL (SELECT o.amount * 2 AS twice) WHERE twice > 20 | twice predicate 3 2 0",
                "SELECT DISTINCT ON (user_id) status FROM orders WHERE amount > 10 ORDER BY amount LIMIT 1 | "
                        + "amount predicate 3 2 0",
                "SELECT user_id, status, COUNT(*) FROM orders GROUP BY GROUPING SETS ((user_id), (status))"
                        + " HAVING COUNT(*) > 1 | COUNT(*) predicate 2 5 0",
                "SELECT unnest([amount, 1]) AS part FROM orders WHERE amount > 10 | amount predicate 3 2 0",
                "SELECT SUM(amount) FILTER (WHERE status = 'paid') OVER (ORDER BY order_id) AS s FROM orders"
                        + " QUALIFY s > 20 | status predicate 3 1 1, s predicate 2 3 0",
                "SELECT user_id FROM orders WHERE amount > CASE WHEN status = 'paid' THEN 10 ELSE 30 END | "
                        + "amount predicate 2 3 0, status predicate 3 1 1, 10 branch 3, 30 branch 2",
                "FROM (VALUES (1), (2), (NULL)) AS t(x) WHERE x > 1 | x predicate 1 1 1",
                "FROM orders ASOF JOIN (SELECT 15 AS amount) b USING (amount) | ASOF join 3 2",
                "SELECT COUNT(*) FROM orders HAVING COUNT(*) > 10 | COUNT(*) predicate 0 1 0",
                "WITH a AS (FROM orders), b AS (FROM a WHERE amount > 10) SELECT (SELECT COUNT(*) FROM b"
                        + " WHERE status = 'paid') | amount predicate 3 2 0, status predicate 1 1 1",
            })
    void counts_rows_of_every_outcome(String sql, String expected) throws SqlFailure {
        assertThat(counted(sql)).isEqualTo(expected);
    }

    @Test
    void correlated_subqueries_cannot_be_counted_alone() throws SqlFailure {
        Decisions decisions = Decisions.of(
                database, "FROM orders o WHERE EXISTS (FROM users u WHERE u.user_id = o.user_id AND city = 'h')");

        assertThat(decisions.all()).extracting(Decision::text).hasSize(3);
        assertThat(database.query(
                        decisions.counting(decisions.all().subList(0, 1)).orElseThrow()))
                .containsExactly(List.of("3", "2", "0"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status = 'paid' | status",
                "o.Status <> city | city status",
                "status IS NOT NULL | ``",
                "status IS DISTINCT FROM 'paid' | ``",
                "COALESCE(status, '') = city | city",
                "status IN ('a', 'b') | status",
                "NOT EXISTS (FROM users) | ``",
            })
    void tells_which_columns_make_a_condition_unknown(String condition, String columns) throws SqlFailure {
        Decisions decisions = Decisions.of(database, "FROM orders WHERE " + condition);

        assertThat(String.join(
                        " ", decisions.all().get(0).unknown().stream().sorted().toList()))
                .isEqualTo(columns);
    }
}
