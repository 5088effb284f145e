package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.scripts.DuckDbScriptEngine;

/** Pipelines of scripts, which another engine runs. */
final class ScriptPipelineTest {

    private static final String SCRIPT = """
            -- orders of a shop
            CREATE TABLE orders (id INTEGER, channel VARCHAR, amount DECIMAL(10, 2), paid_at TIMESTAMP);

            /* @metric
            description: money by channel
            key: [channel]
            checks: ["gmv >= 0"]
            */
            CREATE VIEW gmv AS SELECT channel, sum(amount) AS gmv FROM orders GROUP BY channel;
            """;

    private ProjectTree tree;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        tree = new ProjectTree(directory)
                .engines(DuckDbScriptEngine.engines())
                .main("shop/pipeline.yaml", "engine: script\n")
                .main("shop/gmv.sql", SCRIPT)
                .test("shop/noon/input/orders.csv", """
                        id,channel,amount,paid_at
                        1,web,10.50,2024-05-18 12:00:00
                        2,app,5,2024-05-18 12:01:00
                        3,web,1,2024-05-18 12:02:00
                        """)
                .test("shop/noon/expected/gmv.csv", "channel,gmv\nweb,11.50\napp,5\n");
    }

    @Test
    void a_fixture_is_replayed_by_the_engine_of_its_pipeline() {
        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
        assertThat(tree.root().resolve("target/lakehouse/exchange")).doesNotExist();
        assertThat(tree.root().resolve("target/lakehouse/replay.duckdb")).exists();
    }

    @Test
    void a_wrong_row_is_a_failure() {
        tree.test("shop/noon/expected/gmv.csv", "channel,gmv\nweb,12.50\napp,5\n");

        assertThat(tree.verify().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void what_the_engine_does_not_understand_is_told_at_its_place() {
        tree.main("shop/gmv.sql", SCRIPT.replace("sum(amount)", "sum(amonut)"));

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .startsWith("src/main/lakehouse/shop/gmv.sql:9:")
                .contains("amonut")
                .endsWith("[SQL_INVALID]");
    }

    @Test
    void other_pipelines_run_when_an_engine_cannot_be_had() throws Exception {
        tree.main("lake/pipeline.yaml", "engine: absent\n");
        tree.main("lake/x.sql", "SELECT 1 AS one");

        RunReport report = tree.verify();

        assertThat(tree.problems(report))
                .containsExactly("src/main/lakehouse/lake/pipeline.yaml:1:9: The engine `absent` cannot be had: its"
                        + " artifact cannot be resolved. Connect to the network, or name another coordinate."
                        + " [ENGINE_UNAVAILABLE]");
        assertThat(ProjectTree.fixture(report, "shop/noon").status()).isEqualTo(Status.PASSED);
        assertThat(Files.exists(tree.root().resolve("target/lakehouse/report.json")))
                .isTrue();
    }
}
