package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A project whose one fixture reads ten million events and a million orders of one day from Parquet files outside the
 * fixture.
 *
 * @param directory the project
 */
record LargeProject(Path directory) {

    private static final String METRIC = "conversion_10min";
    private static final long EVENTS = 10_000_000;
    private static final long ORDERS = 1_000_000;

    /** Where the Parquet files lie. */
    Path data() {
        return directory.resolve("data");
    }

    /** The query of the metric. */
    static String query() throws IOException {
        return Resources.text("large/" + METRIC + ".sql");
    }

    /** A statement that puts a source before its file. */
    String view(String source) {
        return "CREATE VIEW " + source + " AS FROM read_parquet('" + data().resolve(source + ".parquet") + "')";
    }

    /** Writes the project unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated");
        Installation.writePom(Files.createDirectories(directory));
        if (Files.exists(done)) {
            return;
        }
        Path pipeline = Files.createDirectories(directory.resolve("src/main/lakehouse/traffic"));
        Files.writeString(pipeline.resolve("sources.sql"), Resources.text("large/sources.sql"));
        Files.writeString(pipeline.resolve(METRIC + ".sql"), query());
        Path fixture = Files.createDirectories(directory.resolve("src/test/lakehouse/traffic/one-day"));
        Path expected = Files.createDirectories(fixture.resolve("expected"));
        Files.writeString(fixture.resolve("fixture.yaml"), """
                description: A day of a busy shop
                inputs:
                  orders: ../../../../../data/orders.parquet
                  events: ../../../../../data/events.parquet
                """);
        Files.createDirectories(data());
        try (BareDatabase database = new BareDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(copy("events", EVENTS, """
                    SELECT i AS event_id, hash(i, 1) %% 200000 AS user_id, 'channel-' || hash(i, 2) %% 8 AS channel,
                           CASE WHEN hash(i, 3) %% 4 = 0 THEN 'click' ELSE 'view' END AS event,
                           TIMESTAMP '2024-05-18' + to_milliseconds((i * 86400000) // %1$d) AS ts
                    FROM range(%1$d) r(i)"""));
            statement.execute(copy("orders", ORDERS, """
                    SELECT i AS order_id, hash(i, 4) %% 200000 AS user_id, 'channel-' || hash(i, 5) %% 8 AS channel,
                           CAST(hash(i, 6) %% 100000 / 100 AS DECIMAL(18, 2)) AS amount,
                           TIMESTAMP '2024-05-18' + to_milliseconds((i * 86400000) // %1$d) AS paid_at
                    FROM range(%1$d) r(i)"""));
            statement.execute(view("orders"));
            statement.execute(view("events"));
            statement.execute("COPY (" + query() + " ORDER BY ALL) TO '" + expected.resolve(METRIC + ".csv")
                    + "' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')");
        } catch (SQLException exception) {
            throw new IOException("The files cannot be generated", exception);
        }
        Files.createFile(done);
    }

    private String copy(String source, long rows, String query) {
        return "COPY (SELECT * REPLACE (CAST(user_id AS BIGINT) AS user_id) FROM (" + query.formatted(rows) + ")) TO '"
                + data().resolve(source + ".parquet") + "' (FORMAT parquet)";
    }
}
