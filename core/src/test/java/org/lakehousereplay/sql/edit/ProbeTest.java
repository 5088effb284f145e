package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** Probes count on real rows what an edit lets in or keeps out. */
class ProbeTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() throws SqlFailure {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
        database.execute("CREATE TABLE orders AS FROM (VALUES (1, 'ann', 10, 'paid'), (1, 'ann', 10, 'paid'),"
                + " (2, 'bob', 20, 'refunded'), (3, 'cid', 30, 'paid'), (4, 'dan', 40, 'open'))"
                + " AS t(order_id, user_id, amount, status)");
        database.execute("CREATE TABLE users AS FROM (VALUES ('ann', 'h'), ('bob', 'h'), ('cid', 's'), ('cid', 's'))"
                + " AS t(user_id, city)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT SUM(amount) FROM orders WHERE status = 'paid' | SELECT SUM(amount) FROM orders | 3 -> 5",
                "SELECT user_id FROM orders WHERE amount > 20 ORDER BY amount LIMIT 1 "
                        + "| SELECT user_id FROM orders WHERE amount >= 20 ORDER BY amount LIMIT 1 | 2 -> 3",
                "SELECT city, COUNT(*) FROM orders JOIN users USING (user_id) GROUP BY city "
                        + "| SELECT city, COUNT(*) FROM orders LEFT JOIN users USING (user_id) GROUP BY city | 5 -> 6",
                "SELECT user_id, SUM(amount) FROM orders GROUP BY user_id HAVING SUM(amount) > 20 "
                        + "| SELECT user_id, SUM(amount) FROM orders GROUP BY user_id | 2 -> 4",
                "SELECT DISTINCT order_id FROM orders | SELECT order_id FROM orders | 4 -> 5",
                "SELECT order_id FROM orders QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY amount) = 1 "
                        + "| SELECT order_id FROM orders | 4 -> 5",
                "SELECT user_id FROM orders UNION SELECT user_id FROM users "
                        + "| SELECT user_id FROM orders UNION ALL SELECT user_id FROM users | 4 -> 9",
                "SELECT user_id FROM orders UNION ALL SELECT user_id FROM users | SELECT user_id FROM orders | 9 -> 5",
                "SELECT COUNT(*) FILTER (WHERE status = 'paid') AS n FROM orders WHERE amount < 30 "
                        + "| SELECT COUNT(*) FILTER (WHERE status <> 'open') AS n FROM orders WHERE amount < 30 | 2 -> 3",
                "SELECT SUM(amount) FILTER (WHERE status = 'paid') AS n FROM orders "
                        + "| SELECT SUM(amount) AS n FROM orders | 3 -> 5",
                "SELECT user_id FROM orders LIMIT 2 | SELECT user_id FROM orders LIMIT 3 | 2 -> 3",
                "SELECT COUNT(*) FROM orders | SELECT COUNT(*) FROM users | 5 -> 4",
                "WITH a AS (FROM orders WHERE amount > 10), b AS (FROM a WHERE amount < 40) SELECT COUNT(*) FROM b "
                        + "| WITH a AS (FROM orders WHERE amount > 10), b AS (FROM a WHERE amount <= 40) SELECT COUNT(*) FROM b "
                        + "| 2 -> 3",
                "WITH a AS (FROM orders WHERE amount > 10) SELECT COUNT(*) FROM (SELECT * FROM a WHERE amount < 40) "
                        + "| WITH a AS (FROM orders WHERE amount > 10) SELECT COUNT(*) FROM (SELECT * FROM a) | 2 -> 3",
                "WITH a AS (FROM orders WHERE amount > 10) SELECT * FROM (WITH a AS (FROM a WHERE amount > 20) "
                        + "SELECT * FROM a WHERE status = 'paid') | WITH a AS (FROM orders WHERE amount > 10) "
                        + "SELECT * FROM (WITH a AS (FROM a WHERE amount > 20) SELECT * FROM a) | 1 -> 2",
                "SELECT amount * 2 AS twice FROM orders WHERE twice > 40 "
                        + "| SELECT amount * 2 AS twice FROM orders WHERE twice > 60 | 2 -> 1",
                "SELECT status, SUM(amount) AS amount FROM orders WHERE amount > 10 GROUP BY ALL "
                        + "| SELECT status, SUM(amount) AS amount FROM orders WHERE amount > 20 GROUP BY ALL | 3 -> 2",
                "SELECT COUNT(*) FROM orders WHERE user_id IN (SELECT user_id FROM users WHERE city = 'h') "
                        + "| SELECT COUNT(*) FROM orders WHERE user_id IN (SELECT user_id FROM users) | 3 -> 4",
                "SELECT COUNT(*) FROM orders WHERE EXISTS (SELECT 1 FROM users WHERE users.user_id = orders.user_id) "
                        + "| SELECT COUNT(*) FROM orders WHERE NOT EXISTS "
                        + "(SELECT 1 FROM users WHERE users.user_id = orders.user_id) | 4 -> 1",
                "SELECT COUNT(*) FROM orders "
                        + "| WITH paid AS (FROM orders WHERE status = 'paid') SELECT COUNT(*) FROM paid | 5 -> 3",
                "SELECT COUNT(DISTINCT user_id) FROM orders | SELECT COUNT(user_id) FROM orders | none",
                "SELECT SUM(amount) FROM orders | SELECT AVG(amount) FROM orders | none",
                "SELECT (SELECT COUNT(*) FROM users WHERE city = 'h' AND users.user_id = orders.user_id) AS n FROM orders "
                        + "| SELECT (SELECT COUNT(*) FROM users WHERE users.user_id = orders.user_id) AS n FROM orders | none",
                "SELECT 1; SELECT 2 | SELECT 1; SELECT 3 | none",
            })
    void counts_what_passes_the_changed_place(String before, String after, String expected) throws SqlFailure {
        QueryComparison comparison = QueryComparison.of(database, before, after);

        assertThat(comparison.edits()).singleElement().satisfies(edit -> assertThat(comparison
                        .probe(edit)
                        .map(probe -> count(probe.before()) + " -> " + count(probe.after()))
                        .orElse("none"))
                .isEqualTo(expected));
    }

    private static String count(String query) {
        try {
            List<List<String>> rows =
                    database.query("SELECT CAST(\"#1\" AS VARCHAR) FROM (" + query + ") AS t(\"#1\")");
            return rows.size() == 1 ? rows.get(0).get(0) : rows.toString();
        } catch (SqlFailure failure) {
            return failure.getMessage() + " in " + query;
        }
    }
}
