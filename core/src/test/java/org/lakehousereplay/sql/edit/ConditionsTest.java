package org.lakehousereplay.sql.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** Conditions are found wherever they stand, and each can be taken away. */
class ConditionsTest {

    private static ScratchDatabase database;

    @BeforeAll
    static void open() throws SqlFailure {
        database = ScratchDatabase.open(Duration.ofSeconds(10));
        database.execute("CREATE TABLE orders AS FROM (VALUES (1, 'ann', 10, 'paid'), (1, 'ann', 10, 'paid'),"
                + " (2, 'bob', 20, 'refunded'), (3, 'cid', 30, 'paid'), (4, 'dan', 40, 'open'))"
                + " AS t(order_id, user_id, amount, status)");
        database.execute("CREATE TABLE users AS FROM (VALUES ('ann', 'h'), ('bob', 'h'), ('cid', 's'), ('eve', 's'))"
                + " AS t(user_id, city)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Conditions of(String sql) throws SqlFailure {
        return Conditions.of(database, sql);
    }

    private static long rows(String sql) throws SqlFailure {
        return Long.parseLong(
                database.query("SELECT count(*) FROM (" + sql + ")").get(0).get(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FROM orders WHERE status = 'paid' AND amount > 10 | WHERE 18 3, WHERE 38 3 | 1",
                "FROM orders WHERE status = 'paid' OR amount > 10 | WHERE 18 5 | 5",
                "SELECT user_id FROM orders GROUP BY user_id HAVING SUM(amount) > 20 | HAVING 51 4 | 2",
                "FROM orders QUALIFY row_number() OVER (PARTITION BY order_id) = 1 | QUALIFY 20 5 r | 4",
                "FROM (SELECT *, rank() OVER (ORDER BY amount) AS n FROM orders) WHERE n = 1 | WHERE 70 5 r | 2",
                "SELECT DISTINCT order_id FROM orders | DISTINCT - 5 | 4",
                "SELECT DISTINCT ON (user_id) order_id FROM orders | DISTINCT 20 5 | 4",
                "WITH a AS (FROM orders WHERE amount > 10) FROM a WHERE amount < 40 | WHERE 29 4, WHERE 55 3 | 2",
                "SELECT COUNT(*) FILTER (WHERE amount > 10) FROM orders | FILTER 30 1 | 1",
                "FROM orders JOIN users USING (user_id) | JOIN 12 6 | 4",
                "FROM orders LEFT JOIN users USING (user_id) | JOIN 12 6 | 5",
                "FROM orders SEMI JOIN users USING (user_id) | JOIN 12 5 | 4",
                "FROM orders ANTI JOIN users USING (user_id) | JOIN 12 5 | 1",
                "FROM orders o JOIN users u ON o.user_id = u.user_id AND u.city = 'h' | "
                        + "JOIN 14 7, ON 30 10 l, ON 56 4 | 3",
                "FROM orders o LEFT JOIN users u ON o.amount > 20 | JOIN 14 11, ON 35 20 | 11",
                "FROM orders o, users u WHERE o.user_id = u.user_id | WHERE 29 20 l | 4",
                "FROM orders o JOIN users u ON o.user_id < u.user_id | JOIN 14 11, ON 30 20 l | 10",
                "FROM orders o WHERE EXISTS (FROM users u WHERE u.user_id = o.user_id AND city = 'h') | "
                        + "WHERE 20 5, WHERE 47 5, WHERE 73 4 | 3",
                "FROM orders WHERE user_id IN (SELECT user_id FROM users WHERE city = 's') | "
                        + "WHERE 18 5, WHERE 62 4 | 1",
                "SELECT user_id FROM orders WHERE amount > 30 UNION ALL SELECT user_id FROM users WHERE city = 's' | "
                        + "WHERE 33 7, WHERE 87 5 | 3",
                "SELECT 1 AS \"x\"\"'y\", '; -- no comment' AS z FROM orders WHERE /* WHERE */ amount > 10 | WHERE 74 5 | 3"
            })
    void conditions_are_taken_away_one_by_one(String sql, String expected, long rows) throws SqlFailure {
        Conditions conditions = of(sql);
        StringBuilder found = new StringBuilder();
        for (Condition condition : conditions.all()) {
            String without = conditions.without(List.of(condition)).orElseThrow();
            found.append(found.length() == 0 ? "" : ", ")
                    .append(condition.kind())
                    .append(' ')
                    .append(
                            condition.position().isPresent()
                                    ? condition.position().getAsLong()
                                    : "-")
                    .append(' ')
                    .append(rows(without))
                    .append(condition.ranks() ? " r" : "")
                    .append(condition.links() ? " l" : "");
        }
        assertThat(found).hasToString(expected);
        assertThat(rows(sql)).isEqualTo(rows);
        assertThat(rows(conditions.without(List.of()).orElseThrow())).isEqualTo(rows);
    }

    @Test
    void a_condition_is_told_as_the_engine_writes_it() throws SqlFailure {
        assertThat(of("SELECT DISTINCT o.amount FROM orders o inner join users USING(user_id) where o.amount>=10")
                        .all())
                .extracting(Condition::text)
                .anyMatch(text -> text.equals("DISTINCT"))
                .anyMatch(text -> text.contains("JOIN users USING (user_id)"))
                .anyMatch(text -> text.equals("(o.amount >= 10)"));
    }

    @Test
    void only_one_condition_is_kept_with_those_around_it_and_what_links_tables() throws SqlFailure {
        Conditions conditions = of("FROM orders o, users u WHERE o.user_id = u.user_id AND amount > 10"
                + " AND city IN (SELECT city FROM users WHERE user_id <> 'eve' AND user_id <> 'cid')");
        assertThat(conditions.only(List.of()).orElseThrow())
                .contains("user_id = u.user_id")
                .doesNotContain("amount", "eve");
        assertThat(conditions.only(List.of(conditions.all().get(1))).orElseThrow())
                .contains("amount")
                .doesNotContain("eve");
        Condition inner = conditions.all().get(3);
        assertThat(inner.text()).contains("eve");
        assertThat(conditions.only(List.of(inner)).orElseThrow())
                .contains("city", "eve")
                .doesNotContain("amount", "cid");
    }

    @Test
    void sides_name_what_is_compared_and_not_how_rows_are_ranked() throws SqlFailure {
        Conditions conditions = of("SELECT user_id AS buyer FROM orders"
                + " WHERE Amount + order_id <= order_id * 2"
                + " QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY amount) = 1");
        assertThat(conditions.all().get(0).sides().get(0)).containsExactlyInAnyOrder("amount", "order_id");
        assertThat(conditions.all().get(0).sides().get(1)).containsExactly("order_id");
        assertThat(conditions.all().get(1).sides()).allMatch(Set::isEmpty);
        assertThat(conditions.names().origins("BUYER")).containsExactlyInAnyOrder("buyer", "user_id");
    }

    @Test
    void a_computed_column_is_no_copy() throws SqlFailure {
        Conditions conditions = of("WITH a AS (SELECT amount + 1 AS amount, user_id FROM orders) FROM a");
        assertThat(conditions.names().origins("amount")).isEmpty();
        assertThat(conditions.names().origins("user_id")).containsExactly("user_id");
    }

    @Test
    void a_text_of_two_queries_has_no_conditions() throws SqlFailure {
        assertThat(of("SELECT 1 WHERE true; SELECT 2").all()).isEmpty();
    }

    @Test
    void what_does_not_parse_is_told() {
        assertThatThrownBy(() -> of("SELECT FROM WHERE")).isInstanceOf(SqlFailure.class);
    }

    @Test
    void a_condition_of_another_query_is_refused() throws SqlFailure {
        Condition other = of("FROM orders WHERE amount > 1").all().get(0);
        Conditions conditions = of("FROM orders WHERE amount > 2");
        assertThatThrownBy(() -> conditions.without(List.of(other))).isInstanceOf(IllegalArgumentException.class);
    }
}
