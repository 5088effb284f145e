package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.edit.Decision;

/** Whatever a model decides can be counted where the models of the sample project are. */
class ModelDecisionsTest {

    @Test
    void everything_that_the_sample_project_decides_can_be_counted() {
        List<Pipeline> pipelines = PipelineReader.read(Path.of("../sample-project/src/main/lakehouse"))
                .pipelines();
        List<String> left = new ArrayList<>();
        int models = 0;
        try (ScratchDatabase database = ScratchDatabase.open(Duration.ofSeconds(10))) {
            for (Pipeline pipeline : pipelines) {
                for (Model model : pipeline.models()) {
                    ModelDecisions found = ModelDecisions.of(database, "schema_" + models++, pipeline, model)
                            .orElseThrow();
                    for (Decision decision : found.decisions().all()) {
                        assertThat(decision.position()).as(decision.text()).isPresent();
                        if (!found.counted().contains(decision)) {
                            left.add(model.name() + ": " + decision.text());
                        }
                    }
                }
            }
        }
        assertThat(models).isGreaterThan(20);
        assertThat(left)
                .as("a condition of a correlated subquery")
                .containsExactly("dau_daily: (members.registered_on <= active.\"day\")");
    }
}
