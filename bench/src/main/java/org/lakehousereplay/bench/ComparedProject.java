package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A project whose metric has ten million rows, and an older version of it that differs in a thousandth of a per cent of
 * them.
 *
 * @param directory the project
 */
record ComparedProject(Path directory) {

    private static final long ROWS = 10_000_000;
    private static final String SELECT = """
            SELECT window_start, channel, %s AS gmv, buyers, views, conversion
            FROM cells
            """;

    /** The query of the candidate. */
    static String candidate() {
        return SELECT.formatted("gmv");
    }

    /** The query of the older version, in which one of a hundred thousand rows is another one. */
    static String older() {
        return SELECT.formatted(
                "CASE WHEN hash(window_start, channel) % 100000 = 0 THEN gmv + 1 ELSE gmv END::DECIMAL(18, 2)");
    }

    /** Where the older version is. */
    Path releases() {
        return directory.resolve("releases/1.0.0");
    }

    /** The input. */
    Path cells() {
        return directory.resolve("data/cells.parquet");
    }

    /** Writes the project unless an earlier run has. */
    void generate() throws IOException {
        Path done = directory.resolve("generated");
        if (Files.exists(done)) {
            return;
        }
        writePipeline(directory.resolve("src/main/lakehouse/wide"), candidate());
        writePipeline(releases().resolve("wide"), older());
        Path fixture = Files.createDirectories(directory.resolve("src/test/lakehouse/wide/all"));
        Files.writeString(fixture.resolve("fixture.yaml"), "inputs: {cells: ../../../../../data/cells.parquet}\n");
        Files.createDirectories(cells().getParent());
        try (BareDatabase database = new BareDatabase()) {
            database.execute("""
                    COPY (SELECT TIMESTAMP '2024-01-01' + to_minutes(i // 100) AS window_start,
                                 'channel-' || i %% 100 AS channel,
                                 CAST(hash(i, 1) %% 10000000 / 100 AS DECIMAL(18, 2)) AS gmv,
                                 CAST(hash(i, 2) %% 977 AS BIGINT) AS buyers,
                                 CAST(hash(i, 3) %% 3100 AS BIGINT) AS views,
                                 CAST(hash(i, 4) %% 10000 / 10000 AS DECIMAL(9, 4)) AS conversion
                          FROM range(%d) r(i)) TO '%s' (FORMAT parquet)""".formatted(ROWS, cells()));
        } catch (SQLException exception) {
            throw new IOException("The file cannot be generated", exception);
        }
        Files.createFile(done);
    }

    private static void writePipeline(Path directory, String query) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("sources.sql"), """
                CREATE TABLE cells (window_start TIMESTAMP, channel VARCHAR, gmv DECIMAL(18, 2), buyers BIGINT,
                    views BIGINT, conversion DECIMAL(9, 4));
                """);
        Files.writeString(directory.resolve("cells_1min.sql"), """
                /* @metric
                key: [window_start, channel]
                window: {column: window_start, size: 1 minute}
                */
                """ + query);
    }
}
