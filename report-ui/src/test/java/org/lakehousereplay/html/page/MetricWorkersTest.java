package org.lakehousereplay.html.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.ReplayStore;

class MetricWorkersTest {

    @TempDir
    Path directory;

    private Path store;

    @BeforeEach
    void create() throws SQLException {
        store = directory.resolve("replay.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + store)) {
            connection.createStatement().execute("CREATE TABLE t (a INTEGER)");
        }
    }

    @Test
    void keepsTheOrderOfTheMetrics() {
        try (ReplayStore rows = ReplayStore.open(store)) {
            List<String> names = MetricWorkers.forEach(metrics(50), rows, (metric, own) -> metric.name());

            assertThat(names)
                    .isEqualTo(metrics(50).stream().map(MetricCase::name).toList());
        }
    }

    @Test
    void passesAFailureOnAndLeavesTheStoreUsable() {
        try (ReplayStore rows = ReplayStore.open(store)) {
            assertThatThrownBy(() -> MetricWorkers.forEach(metrics(8), rows, (metric, own) -> {
                        if (metric.name().equals("m3")) {
                            throw new IllegalArgumentException("no");
                        }
                        return metric;
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(MetricWorkers.forEach(metrics(2), rows, (metric, own) -> metric.name()))
                    .containsExactly("m0", "m1");
        }
    }

    private static List<MetricCase> metrics(int count) {
        PipelineRun pipeline =
                new PipelineRun("shop", "shop", "PASSED", Optional.empty(), List.of(), List.of(), List.of(), List.of());
        return IntStream.range(0, count)
                .mapToObj(number -> new MetricCase(pipeline, "m" + number, Optional.empty(), List.of(), List.of()))
                .toList();
    }
}
