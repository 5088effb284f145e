package org.lakehousereplay.flink.mutate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;

/** Scripts to be mutated. */
final class Scripts {

    static final Path TABLES = Path.of("tables.sql");
    static final Path CASE = Path.of("case.sql");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String SHOP = """
            CREATE TABLE orders (
                user_id STRING, event STRING, amount DECIMAL(12, 2), cost DECIMAL(12, 2), items BIGINT,
                local_text STRING, ts TIMESTAMP(3), received TIMESTAMP(3), WATERMARK FOR ts AS ts
            ) WITH ('connector' = 'kafka', 'topic' = 'orders', 'format' = 'json');
            CREATE TABLE users (
                user_id STRING, country STRING, since TIMESTAMP(3)
            ) WITH ('connector' = 'kafka', 'topic' = 'users', 'format' = 'json');
            CREATE TEMPORARY VIEW known_events AS
            SELECT * FROM orders WHERE event IN ('cart', 'pay', 'view');
            """;

    private Scripts() {}

    /** A script beside one that declares the tables of a shop. */
    static PipelineScripts shop(String sql) {
        return new PipelineScripts(
                "shop", List.of(new Script(TABLES, SHOP), new Script(CASE, sql)), ZONE, Optional.empty());
    }

    /** The scripts of a pipeline of the sample for streams, those of a session first. */
    static PipelineScripts sample(String pipeline, String... files) {
        Path root = Path.of("..", "..", "sample-project", "streams", "src", "main", "lakehouse", pipeline);
        List<Script> scripts = Stream.of(files).map(file -> script(root, file)).toList();
        return new PipelineScripts(pipeline, scripts, ZONE, Optional.empty());
    }

    private static Script script(Path root, String file) {
        try {
            return new Script(Path.of(file), Files.readString(root.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
