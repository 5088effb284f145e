package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.reduce.Budget;
import org.lakehousereplay.reduce.Outcome;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reduction;

class SubsetReductionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String SOURCES = """
            CREATE TABLE users (user_id INTEGER PRIMARY KEY, city VARCHAR);
            CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(user_id),
              amount DECIMAL(12, 2), status VARCHAR, paid_at TIMESTAMP);
            CREATE TABLE refunds (order_id INTEGER REFERENCES orders(order_id), reason VARCHAR);
            """;

    private static final String CLEAN = "SELECT o.*, u.city FROM orders o JOIN users u USING (user_id)"
            + " WHERE status = 'paid' -- without open orders";

    private static final String GMV = """
            /* @metric
            key: [window_start]
            */
            SELECT time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start, city, sum(amount) AS gmv
            FROM orders_clean WHERE city = 'Hangzhou' GROUP BY ALL;
            """;

    @TempDir
    private Path directory;

    private SubsetScene scene;

    @BeforeEach
    void scene() {
        scene = new SubsetScene(directory)
                .version("before", "sources.sql", SOURCES, "orders_clean.sql", CLEAN, "gmv.sql", GMV)
                .version(
                        "after",
                        "sources.sql",
                        SOURCES,
                        "orders_clean.sql",
                        CLEAN.replace("= 'paid'", "IN ('paid', 'refunded')"),
                        "gmv.sql",
                        GMV)
                .rows("users", "SELECT i, CASE WHEN i % 10 = 3 THEN 'Hangzhou' ELSE 'Ningbo' END FROM range(100) t(i)")
                .rows(
                        "orders",
                        "SELECT i, i % 100, i, CASE WHEN i = 713 THEN 'refunded' ELSE 'paid' END,"
                                + " TIMESTAMP '2024-05-18' + to_minutes(i) FROM range(1000) t(i)")
                .rows("refunds", "SELECT i * 10 + 3, 'broken' FROM range(100) t(i)");
    }

    @AfterEach
    void close() throws SQLException {
        scene.close();
    }

    private static Outcome minimize(SubsetReplay replay, SubsetPredicate predicate) throws SQLException {
        SubsetReduction reduction = new SubsetReduction(replay, predicate);
        assertThat(reduction.holds()).isTrue();
        Outcome outcome = Reduction.minimize(reduction, Budget.ofTrials(10_000), Progress.SILENT);
        assertThat(reduction.holds()).isTrue();
        return outcome;
    }

    @Test
    void finds_the_only_order_that_one_version_counts_and_its_user() throws SQLException {
        try (SubsetReplay replay = scene.replay("gmv", MINUTE)) {
            Outcome outcome = minimize(replay, new OutputsDiffer(0, 1, Set.of("gmv"), true, false));

            assertThat(outcome.minimal()).isTrue();
            assertThat(scene.query("SELECT order_id FROM " + replay.rows().table(1)))
                    .containsExactly("713");
            assertThat(scene.query("SELECT user_id FROM " + replay.rows().table(0)))
                    .containsExactly("13");
            assertThat(replay.rows().count()).as("refunds are not read").isEqualTo(2);
        }
    }

    @Test
    void keeps_to_the_kind_of_difference_that_there_was() throws SQLException {
        try (SubsetReplay replay = scene.replay("gmv", MINUTE)) {
            minimize(replay, new OutputsDiffer(0, 1, Set.of("gmv"), false, false));

            assertThat(scene.query("SELECT order_id FROM " + replay.rows().table(1)))
                    .as("without the other order the row itself would be new")
                    .hasSize(2)
                    .contains("713");
        }
    }

    @Test
    void leaves_nothing_behind_in_the_session() throws SQLException {
        scene.connection();
        String state = "SELECT current_setting('search_path') UNION ALL SELECT schema_name FROM duckdb_schemas()"
                + " UNION ALL SELECT name FROM duckdb_variables()";
        var before = scene.query(state);

        try (SubsetReplay replay = scene.replay("gmv", MINUTE)) {
            minimize(replay, new OutputsDiffer(0, 1, Set.of("gmv"), true, true));
        }

        assertThat(scene.query(state)).isEqualTo(before);
    }
}
