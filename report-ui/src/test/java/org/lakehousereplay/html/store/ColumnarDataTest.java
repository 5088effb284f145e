package org.lakehousereplay.html.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class ColumnarDataTest {

    @TempDir
    Path directory;

    private StoreBuilder store() {
        return new StoreBuilder(directory.resolve("replay.duckdb"));
    }

    @Test
    void a_hundred_thousand_windows_are_small() {
        Path file = windows(store(), 100_000);
        List<byte[]> chunks = write(file, subject());
        long bytes =
                chunks.stream().mapToLong(chunk -> (chunk.length + 2L) / 3 * 4).sum();
        assertThat(chunks).hasSize(2);
        assertThat(bytes).isLessThan(3_000_000);
    }

    @Test
    @EnabledIfSystemProperty(named = "lakehouse.slowTests", matches = "true")
    void a_million_windows_take_seconds() {
        Path file = windows(store(), 1_000_000);
        long start = System.nanoTime();
        List<byte[]> chunks = write(file, subject());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(chunks).hasSize(20);
        assertThat(millis).isLessThan(60_000);
    }

    static Path windows(StoreBuilder store, int rows) {
        return store.sql("CREATE SCHEMA shop")
                .sql("CREATE TABLE shop.gmv AS SELECT 'noon' AS _fixture, TIMESTAMP '2024-01-01 00:00:00' + INTERVAL"
                        + " (10 * (n // 4)) MINUTE AS window_start, ['app', 'web', 'mini', 'store'][1 + n % 4] AS channel,"
                        + " CAST(1000 * random() * random() AS DECIMAL(18,2)) AS gmv, CAST(500 * random() AS BIGINT) AS buyers,"
                        + " CAST(5000 * random() AS BIGINT) AS views, CAST(800 * random() AS BIGINT) AS clicks,"
                        + " CAST(90 * random() AS DECIMAL(18,2)) AS arpu, CAST(random() AS DECIMAL(9,4)) AS conversion"
                        + " FROM range(" + rows + ") t(n)")
                .sql("CREATE SCHEMA \"shop difference\"")
                .sql("CREATE TABLE \"shop difference\".gmv AS SELECT _fixture, 'changed' AS _kind, ['gmv'] AS _columns,"
                        + " window_start, channel, gmv + 1 AS \"gmv expected\", gmv AS \"gmv actual\" FROM shop.gmv"
                        + " WHERE rowid % 100 = 0")
                .file();
    }

    private static MetricSubject subject() {
        return new MetricSubject(
                "shop",
                "gmv",
                List.of("window_start", "channel"),
                Optional.of("window_start"),
                List.of(new MetricSubject.Fixture("noon", "UTC")),
                List.of(new MetricSubject.Version("expected", true, Set.of("noon"))));
    }

    private static List<byte[]> write(Path file, MetricSubject subject) {
        List<byte[]> chunks = new ArrayList<>();
        try (ReplayStore store = ReplayStore.open(file);
                MetricRows rows = MetricRows.of(store, subject).orElseThrow()) {
            new ColumnarData(rows, FixtureCounts.of(rows)).write((chunk, bytes) -> chunks.add(bytes));
        }
        return chunks;
    }
}
