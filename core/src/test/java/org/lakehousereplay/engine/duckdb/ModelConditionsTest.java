package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;

/** Models without some of their conditions, as long as there is time to find them. */
final class ModelConditionsTest {

    @TempDir
    private Path directory;

    @Test
    void a_search_ends_at_its_deadline_and_the_next_one_begins_anew() throws IOException, DeadlineReached {
        Path shop = Files.createDirectory(directory.resolve("shop"));
        Files.writeString(shop.resolve("sources.sql"), "CREATE TABLE orders (id INTEGER, amount INTEGER);");
        Files.writeString(
                shop.resolve("paid.sql"), "/* @metric key: [id] */ SELECT * FROM orders WHERE id > 0 AND amount > 1");
        Pipeline pipeline = PipelineReader.read(directory).pipelines().get(0);
        Model metric = pipeline.metric("paid").orElseThrow();
        SubsetVersion version = SubsetVersion.candidate(pipeline, metric);

        try (ModelConditions conditions = new ModelConditions()) {
            assertThatThrownBy(() -> conditions.variants(version, metric, Deadline.after(Duration.ZERO)))
                    .isInstanceOf(DeadlineReached.class);
            assertThat(conditions
                            .variants(version, metric, Deadline.after(Duration.ofMinutes(1)))
                            .without())
                    .hasSize(2);
        }
    }
}
