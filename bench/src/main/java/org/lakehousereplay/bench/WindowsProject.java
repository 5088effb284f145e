package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A project with one metric of six measures and very many windows, 37 of which are not as expected.
 *
 * @param directory the project
 * @param windows how many windows
 */
record WindowsProject(Path directory, long windows) {

    private static final String ROWS = """
            SELECT TIMESTAMP '2024-01-01' + to_minutes(i) AS window_start,
                   CAST(abs(hash(i, 1)) %% 1000000 / 100 AS DECIMAL(18, 2)) AS gmv,
                   CAST(hash(i, 2) %% 5000 AS BIGINT) AS buyers, CAST(hash(i, 3) %% 90000 AS BIGINT) AS views,
                   CAST(hash(i, 4) %% 30000 AS BIGINT) AS clicks,
                   CAST(hash(i, 5) %% 50000 / 100 AS DECIMAL(18, 2)) AS arpu,
                   CAST(hash(i, 6) %% 10000 / 10000 AS DECIMAL(9, 4)) AS conversion
            FROM range(%d) r(i)""";

    /** Writes the project unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated");
        Installation.writePom(Files.createDirectories(directory));
        if (Files.exists(done)) {
            return;
        }
        Path pipeline = Files.createDirectories(directory.resolve("src/main/lakehouse/shop"));
        Files.writeString(
                pipeline.resolve("sources.sql"),
                "CREATE TABLE minutes (window_start TIMESTAMP, gmv DECIMAL(18, 2), buyers BIGINT, views BIGINT,"
                        + " clicks BIGINT, arpu DECIMAL(18, 2), conversion DECIMAL(9, 4));\n");
        Files.writeString(pipeline.resolve("gmv_1min.sql"), """
                /* @metric
                key: [window_start]
                window: {column: window_start, size: 1 minute}
                */
                SELECT * FROM minutes
                """);
        Path fixture = directory.resolve("src/test/lakehouse/shop/long");
        Path input = Files.createDirectories(fixture.resolve("input"));
        Path expected = Files.createDirectories(fixture.resolve("expected"));
        String rows = ROWS.formatted(windows);
        try (BareDatabase database = new BareDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(copy(rows, input.resolve("minutes.csv")));
            String some = "(epoch(window_start) // 60) %% %d = 7".formatted(Math.max(1, windows / 37));
            statement.execute(copy(
                    "SELECT * REPLACE (CASE WHEN " + some + " THEN gmv + 1 ELSE gmv END AS gmv) FROM (" + rows + ")",
                    expected.resolve("gmv_1min.csv")));
        } catch (SQLException exception) {
            throw new IOException("The files cannot be generated", exception);
        }
        Files.createFile(done);
    }

    private static String copy(String query, Path file) {
        return "COPY (" + query + ") TO '" + file + "' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')";
    }
}
