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

    @Test
    void the_changes_of_a_metric_are_asserted_in_the_order_of_their_emission() {
        tree.main("shop/gmv.sql", SCRIPT.replace("key: [channel]", "key: [channel]\nchangelog: true"))
                .test("shop/noon/fixture.yaml", "increments: rows\n")
                .test("shop/noon/expected/gmv.changelog.csv", """
                        change,op,channel,gmv
                        1,+I,web,10.50
                        2,+I,web,11.50
                        3,-D,web,10.50
                        1,+I,app,5
                        """);

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void values_with_parts_go_through_the_engine_and_back() {
        String rows = """
                {"id": 1, "item": {"sku": "tea", "price": 10.50, "seen": "2024-05-18T12:00:00"}, "tags": ["\\"b\\"", null, ""], "lines": [{"sku": "x", "pieces": 2}, null]}
                {"id": 2, "item": {"sku": null, "price": null, "seen": null}, "tags": [], "lines": []}
                {"id": 3, "item": null, "tags": null, "lines": null}
                """;
        tree.main("parts/pipeline.yaml", "engine: script\n")
                .main("parts/carts.sql", """
                        CREATE TABLE orders (
                            id INTEGER,
                            item STRUCT(sku VARCHAR, price DECIMAL(10, 2), seen TIMESTAMP),
                            tags VARCHAR[],
                            lines STRUCT(sku VARCHAR, pieces INTEGER)[]);

                        /* @metric
                        key: [id]
                        */
                        CREATE VIEW carts AS SELECT id, item, tags, lines FROM orders;
                        """)
                .test("parts/all/input/orders.jsonl", rows)
                .test("parts/all/expected/carts.jsonl", rows);

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);

        tree.test("parts/all/expected/carts.jsonl", rows.replace("10.50", "10.51"));
        assertThat(tree.verify().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void headers_that_belong_to_nothing_are_told() {
        tree.main("shop/gmv.sql", SCRIPT + """

                                /* @metric
                                key: [id]
                                */
                                SET threads = 1;

                                -- one more
                                /* @metric
                                key: [chanel]
                                */
                                CREATE VIEW counted AS SELECT count(*) AS n, sum(amount) AS sum FROM orders;
                                """).main("shop/users.sql", """
                        /* @metric
                        key: [id]
                        */
                        CREATE TABLE users (id INTEGER);
                        /* @metric
                        key: [n]
                        */
                        CREATE TABLE total (n BIGINT PRIMARY KEY);
                        /* @metric
                        key: [n]
                        */
                        INSERT INTO total SELECT count(*) FROM orders
                        """);

        assertThat(tree.problems(tree.verify()))
                .containsExactly(
                        "src/main/lakehouse/shop/gmv.sql:11:1: The `@metric` comment stands before no statement that"
                                + " makes rows. Put it directly before the CREATE TABLE, CREATE VIEW, INSERT INTO or"
                                + " SELECT of the metric. [METRIC_HEADER_INVALID]",
                        "src/main/lakehouse/shop/gmv.sql:18:7: The output of counted has no column `chanel`. Output"
                                + " columns: n, sum. [METRIC_COLUMN_UNKNOWN]",
                        "src/main/lakehouse/shop/users.sql:1:1: The `@metric` comment stands before the source"
                                + " `users`, which nothing writes to. Put it directly before the CREATE TABLE, CREATE"
                                + " VIEW, INSERT INTO or SELECT of the metric. [METRIC_HEADER_INVALID]",
                        "src/main/lakehouse/shop/users.sql:9:1: `total` has a second `@metric` comment, the other is"
                                + " at src/main/lakehouse/shop/users.sql:5:1. Keep one of them."
                                + " [METRIC_HEADER_INVALID]");
    }

    @Test
    void a_version_is_compared_by_the_same_engine() {
        tree.release("1.0.0").edit("shop/gmv.sql", "sum(amount)", "sum(3 * amount)");
        DuckDbScriptEngine.Counted engines = DuckDbScriptEngine.engines();

        RunReport report = tree.engines(engines).compare();

        assertThat(engines.requests()).hasSize(2);
        assertThat(report.comparison().orElseThrow().baselines().get(0).metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.changes())
                        .anyMatch(change -> change.change().kind().label().equals("re-scaled")));
    }

    @Test
    void a_version_of_the_same_statements_is_not_replayed() {
        tree.release("1.0.0").edit("shop/gmv.sql", "money by channel", "money of channels");
        DuckDbScriptEngine.Counted engines = DuckDbScriptEngine.engines();

        tree.engines(engines).compare();

        assertThat(engines.requests()).hasSize(1);
    }

    @Test
    void outputs_are_recorded() throws Exception {
        tree.test("shop/noon/expected/gmv.csv", "channel,gmv\nweb,1\n");

        new Recording(tree.project(), Selection.all(), Limits.defaults(), Progress.SILENT).run();

        assertThat(Files.readString(tree.root().resolve("src/test/lakehouse/shop/noon/expected/gmv.csv")))
                .isEqualTo("channel,gmv\napp,5.00\nweb,11.50\n");
    }
}
