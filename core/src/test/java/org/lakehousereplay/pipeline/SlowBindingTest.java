package org.lakehousereplay.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.spi.Engines;

/** SQL that keeps the engine busy before it runs, where it can neither be cancelled nor limited in memory. */
class SlowBindingTest {

    /** Computed while the statement is bound; takes some seconds. */
    private static final String SLOW = "SELECT range AS id FROM range(len(list_sort(range(8000000))))";

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void aModelThatIsNeverBoundIsToldAndTheOtherPipelinesAreRead() {
        PipelineTree tree = new PipelineTree(directory)
                .with("a/sources.sql", PipelineTree.ORDERS)
                .with("a/first.sql", "SELECT id FROM orders")
                .with("a/second.sql", SLOW)
                .with("a/third.sql", "SELECT id FROM orders")
                .with("b/sources.sql", PipelineTree.ORDERS)
                .with("b/sound.sql", "SELECT id FROM orders");

        PipelineReading reading = PipelineReader.read(directory, Engines.none(), Duration.ofSeconds(1));

        assertThat(reading.pipelines()).extracting(Pipeline::name).containsExactly("b");
        assertThat(reading.broken().get("a")).singleElement().satisfies((Problem problem) -> assertThat(
                        tree.show(problem))
                .startsWith("a/second.sql:1:1: The engine cannot read the SQL: it takes longer than 1 s")
                .endsWith("[QUERY_TIMEOUT]"));
        assertThat(List.copyOf(reading.broken().keySet())).containsExactly("a");
    }
}
