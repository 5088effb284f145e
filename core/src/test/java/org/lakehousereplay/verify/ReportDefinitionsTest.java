package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ModelVersion;
import org.lakehousereplay.run.ModelVersion.Change;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.PipelineVersion;

/** What a run tells of pipelines, and of their older versions, is what was written, and fits the schema. */
final class ReportDefinitionsTest {

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void released_shop() {
        tree = new ProjectTree(root)
                .main("shop/pipeline.yaml", "timeZone: Asia/Shanghai\nsources: {orders: {eventTime: paid_at}}\n")
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (id BIGINT, status VARCHAR, amount DECIMAL(12, 2), paid_at TIMESTAMP);")
                .main("shop/dwd/paid.sql", "SELECT id, amount, paid_at FROM orders WHERE status = 'paid'\n")
                .main("shop/dwd/all_orders.sql", "FROM orders\n")
                .main("shop/dwm/gone.sql", "SELECT id FROM paid\n")
                .main("shop/gmv.sql", """
                        /* @metric
                        unit: CNY
                        key: [window_start]
                        window: {column: window_start, size: 10 minutes}
                        checks: [{check: gmv >= 0, threshold: 1 %}]
                        */
                        SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, SUM(amount) AS gmv
                        FROM paid GROUP BY ALL
                        """)
                .main("shop/total.sql", "/* @metric\nkey: []\n*/\nSELECT COUNT(*) AS orders FROM all_orders\n")
                .main("old/sources.sql", "CREATE TABLE clicks (id BIGINT);")
                .main("old/clicks_total.sql", "SELECT COUNT(*) AS clicks FROM clicks\n")
                .test(
                        "shop/noon/input/orders.csv",
                        "id,status,amount,paid_at\n1,paid,3.00,2024-05-18T12:01:00\n2,open,4.00,2024-05-18T12:02:00\n")
                .test("shop/noon/expected/total.csv", "orders\n2\n")
                .release("1.0.0");
    }

    @Test
    void a_model_is_told_with_its_text_and_what_its_header_declares() throws IOException {
        tree.verify();
        JsonNode pipeline = report().at("/pipelines/1");

        assertThat(pipeline.get("timeZone").textValue()).isEqualTo("Asia/Shanghai");
        assertThat(pipeline.at("/sources/0").toString())
                .startsWith(
                        "{\"name\":\"orders\",\"eventTime\":\"paid_at\",\"columns\":[{\"name\":\"id\",\"type\":\"BIGINT\"}");
        assertThat(pipeline.get("models"))
                .extracting(model -> model.get("name").textValue())
                .containsExactlyInAnyOrder("all_orders", "paid", "gone", "gmv", "total");
        JsonNode gmv = model(pipeline.get("models"), "gmv");
        assertThat(gmv.get("file").textValue()).isEqualTo("src/main/lakehouse/shop/gmv.sql");
        assertThat(gmv.get("sql").textValue())
                .startsWith("/* @metric\nunit: CNY\n")
                .endsWith("GROUP BY ALL\n");
        assertThat(gmv.get("reads").toString()).isEqualTo("[\"paid\"]");
        assertThat(gmv.get("metric").toString())
                .isEqualTo("{\"description\":\"\",\"unit\":\"CNY\",\"key\":[\"window_start\"],"
                        + "\"window\":{\"column\":\"window_start\",\"size\":\"10 minutes\",\"amount\":10,\"unit\":\"MINUTE\"},"
                        + "\"ordered\":false,\"checks\":[{\"check\":\"gmv >= 0\",\"threshold\":\"0.01\"}]}");
        assertThat(model(pipeline.get("models"), "paid").get("layer").textValue())
                .isEqualTo("dwd");
        assertThat(model(pipeline.at("/fixtures/0/metrics"), "gmv")
                        .get("checks")
                        .toString())
                .isEqualTo("[{\"check\":\"gmv >= 0\",\"threshold\":\"0.01\",\"rows\":1,\"anomalous\":0}]");
    }

    @Test
    void a_baseline_is_told_where_it_differs() throws IOException {
        tree.edit("shop/dwd/paid.sql", "'paid'", "'paid' AND amount > 0")
                .edit("shop/dwd/all_orders.sql", "FROM orders", "-- as they are\nfrom   orders")
                .edit("shop/total.sql", "key: []", "key: []\nunit: orders")
                .main("shop/ads/new.sql", "SELECT id FROM paid\n")
                .main("fresh/sources.sql", "CREATE TABLE clicks (id BIGINT);")
                .main("fresh/clicks_total.sql", "SELECT COUNT(*) AS clicks FROM clicks\n");
        Files.delete(root.resolve("src/main/lakehouse/shop/dwm/gone.sql"));
        Files.delete(root.resolve("src/main/lakehouse/old/clicks_total.sql"));
        Files.delete(root.resolve("src/main/lakehouse/old/sources.sql"));
        Files.delete(root.resolve("src/main/lakehouse/old"));

        List<PipelineVersion> pipelines =
                tree.compare().comparison().orElseThrow().baselines().get(0).pipelines();

        assertThat(pipelines).extracting(PipelineVersion::name).containsExactly("fresh", "old", "shop");
        assertThat(pipelines.get(0).models()).extracting(ModelVersion::change).containsExactly(Change.ADDED);
        assertThat(pipelines.get(1).models()).extracting(ModelVersion::change).containsExactly(Change.REMOVED);
        assertThat(pipelines.get(2).models())
                .extracting(ModelVersion::name, ModelVersion::change, ModelVersion::layer)
                .containsExactlyInAnyOrder(
                        tuple("all_orders", Change.SAME, "dwd"),
                        tuple("paid", Change.EDITED, "dwd"),
                        tuple("gmv", Change.SAME, ""),
                        tuple("total", Change.EDITED, ""),
                        tuple("new", Change.ADDED, "ads"),
                        tuple("gone", Change.REMOVED, "dwm"));
        JsonNode models = report().at("/comparison/baselines/0/pipelines/2/models");
        assertThat(model(models, "paid").get("sql").textValue())
                .isEqualTo("SELECT id, amount, paid_at FROM orders WHERE status = 'paid'\n");
        assertThat(model(models, "paid").get("columns")).hasSize(3);
        assertThat(model(models, "total").at("/metric/unit").textValue()).isEmpty();
        assertThat(model(models, "gmv").size()).isEqualTo(3);
    }

    @Test
    void a_broken_pipeline_of_either_version_is_left_out() throws IOException {
        tree.main("old/clicks_total.sql", "SELECT nonsense FROM clicks\n");

        assertThat(tree.compare().comparison().orElseThrow().baselines().get(0).pipelines())
                .extracting(PipelineVersion::name)
                .containsExactly("shop");
        assertThat(report().at("/pipelines/0").has("models")).isFalse();
        assertThat(report().at("/pipelines/1").has("models")).isTrue();
    }

    @Test
    void nothing_is_told_of_a_run_that_writes_no_report() {
        assertThat(tree.verdict().pipelines())
                .isNotEmpty()
                .extracting(PipelineResult::definition)
                .containsOnly(Optional.empty());
        ComparisonResult unwritten = new Comparison(
                        tree.project(), Selection.all(), Limits.defaults(), Progress.SILENT, tree.comparisonSettings())
                .observe()
                .report()
                .comparison()
                .orElseThrow();
        assertThat(unwritten.baselines()).singleElement().satisfies(baseline -> assertThat(baseline.pipelines())
                .isEmpty());
    }

    @Test
    void two_runs_tell_the_same_but_for_durations() throws IOException {
        tree.edit("shop/dwd/paid.sql", "'paid'", "'open'");
        tree.compare();
        List<String> first = withoutDurations();
        tree.compare();

        assertThat(withoutDurations()).isEqualTo(first);
    }

    private List<String> withoutDurations() throws IOException {
        return Files.readAllLines(file()).stream()
                .filter(line -> !line.contains("\"durationMillis\""))
                .toList();
    }

    private static JsonNode model(JsonNode models, String name) {
        List<JsonNode> found = new ArrayList<>();
        models.forEach(model -> {
            if (model.get("name").textValue().equals(name)) {
                found.add(model);
            }
        });
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private Path file() {
        return tree.project().outputDirectory().resolve("report.json");
    }

    /** The report of the last run, which fits the schema. */
    private JsonNode report() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/report.schema.json")), InputFormat.JSON);
        String text = Files.readString(file());
        assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
        return new ObjectMapper().readTree(text);
    }
}
