package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A project whose one fixture has a million orders of one day and the users that placed them. One order was charged
 * back; the pipelines count it, and neither the expectation nor an older version of them does.
 *
 * @param directory the project
 */
record ShrunkProject(Path directory) {

    private static final long ORDERS = 1_000_000;
    private static final long USERS = 100_000;
    private static final long CHARGED_BACK = 543_210;
    private static final String SOURCES = """
            CREATE TABLE users (user_id BIGINT PRIMARY KEY, test_account BOOLEAN NOT NULL);
            CREATE TABLE orders (
                order_id BIGINT PRIMARY KEY,
                user_id  BIGINT NOT NULL REFERENCES users (user_id),
                channel  VARCHAR NOT NULL,
                amount   DECIMAL(18, 2) NOT NULL,
                status   VARCHAR NOT NULL,
                paid_at  TIMESTAMP NOT NULL
            );
            """;
    private static final String MODEL = """
            SELECT order_id, user_id, channel, amount, paid_at
            FROM orders
            JOIN users USING (user_id)
            WHERE status NOT IN (%s) AND NOT test_account
            """;
    private static final String HEADER = """
            /* @metric
            key: [window_start, channel]
            window: {column: window_start, size: 10 minutes}
            */
            """;
    private static final String METRIC = """
            SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, channel, SUM(amount) AS gmv,
                   COUNT(*) AS orders, COUNT(DISTINCT user_id) AS buyers
            FROM orders_paid
            GROUP BY ALL
            """;

    /** Where the older version is. */
    Path releases() {
        return directory.resolve("releases/1.0.0");
    }

    /** Where the Parquet files lie. */
    Path data() {
        return directory.resolve("data");
    }

    /** Writes the project unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated");
        if (Files.exists(done)) {
            return;
        }
        writePipeline(directory.resolve("src/main/lakehouse/shop"), candidate());
        writePipeline(releases().resolve("shop"), older());
        Path fixture = directory.resolve("src/test/lakehouse/shop/one-day");
        Path expected = Files.createDirectories(fixture.resolve("expected")).resolve("gmv_10min.csv");
        Files.writeString(fixture.resolve("fixture.yaml"), """
                inputs:
                  users: ../../../../../data/users.parquet
                  orders: ../../../../../data/orders.parquet
                """);
        Files.createDirectories(data());
        try (BareDatabase database = new BareDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS user_id, i % 50 = 0 AS test_account FROM range(" + USERS
                    + ") r(i)) TO '" + data().resolve("users.parquet") + "' (FORMAT parquet)");
            statement.execute("""
                    COPY (SELECT i AS order_id, CAST(hash(i, 1) %% %2$d AS BIGINT) AS user_id,
                                 'channel-' || hash(i, 2) %% 8 AS channel,
                                 CAST(hash(i, 3) %% 100000 / 100 AS DECIMAL(18, 2)) AS amount,
                                 CASE WHEN i = %3$d THEN 'charged back' WHEN hash(i, 4) %% 10 = 0 THEN 'refunded'
                                      WHEN hash(i, 4) %% 10 = 1 THEN 'cancelled' ELSE 'paid' END AS status,
                                 TIMESTAMP '2024-05-18' + to_milliseconds((i * 86400000) // %1$d) AS paid_at
                          FROM range(%1$d) r(i)) TO '%4$s' (FORMAT parquet)""".formatted(ORDERS, USERS, CHARGED_BACK, data().resolve("orders.parquet")));
            for (String source : new String[] {"users", "orders"}) {
                statement.execute("CREATE VIEW " + source + " AS FROM read_parquet('"
                        + data().resolve(source + ".parquet") + "')");
            }
            statement.execute("CREATE VIEW orders_paid AS " + older());
            statement.execute("COPY (" + METRIC + " ORDER BY ALL) TO '" + expected
                    + "' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')");
        } catch (SQLException exception) {
            throw new IOException("The files cannot be generated", exception);
        }
        Files.createFile(done);
    }

    private static String candidate() {
        return MODEL.formatted("'refunded', 'cancelled'");
    }

    private static String older() {
        return MODEL.formatted("'refunded', 'cancelled', 'charged back'");
    }

    private static void writePipeline(Path directory, String model) throws IOException {
        Files.createDirectories(directory.resolve("dwd"));
        Files.writeString(directory.resolve("sources.sql"), SOURCES);
        Files.writeString(directory.resolve("dwd/orders_paid.sql"), model);
        Files.writeString(directory.resolve("gmv_10min.sql"), HEADER + METRIC);
    }
}
