package org.lakehousereplay.html.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.html.metric.ExploredProject.Explored;
import org.lakehousereplay.html.store.StoreBuilder;

/** Names and values that want to be something else. */
class HostileMetricTest {

    private static final String SCRIPT = "</script><script>alert(1)</script>";
    private static final String ATTRIBUTE = "\" onmouseover=\"alert(1)\" x='";
    private static final String FORMULA = "=HYPERLINK(\"javascript:alert(1)\")";
    private static final String BIDI = "a\u202egnp.exe";

    @TempDir
    Path directory;

    @Test
    void names_and_values_stay_texts() throws IOException {
        ExploredProject project = new ExploredProject(directory);
        Files.createDirectories(project.output());
        try (StoreBuilder store = new StoreBuilder(project.output().resolve("replay.duckdb"))) {
            store.sql("CREATE SCHEMA " + name(SCRIPT))
                    .sql("CREATE SCHEMA " + name(SCRIPT + " difference"))
                    .sql("CREATE SCHEMA " + name(SCRIPT + " anomalies"))
                    .sql("CREATE SCHEMA lakehouse")
                    .sql("CREATE TABLE " + name(SCRIPT) + "." + name(ATTRIBUTE) + " AS SELECT " + text(FORMULA)
                            + " AS _fixture, " + text(SCRIPT) + " AS " + name(ATTRIBUTE) + ", " + text(BIDI) + " AS "
                            + name(SCRIPT) + ", 1 AS " + name(FORMULA))
                    .sql("CREATE TABLE " + name(SCRIPT + " difference") + "." + name(ATTRIBUTE) + " AS SELECT _fixture,"
                            + " 'changed' AS _kind, [" + text(SCRIPT) + "] AS _columns, " + name(ATTRIBUTE) + ", "
                            + text(SCRIPT) + " AS " + name(SCRIPT + " expected") + ", " + name(SCRIPT) + " AS "
                            + name(SCRIPT + " actual") + " FROM " + name(SCRIPT) + "." + name(ATTRIBUTE))
                    .sql("CREATE TABLE " + name(SCRIPT + " anomalies") + "." + name(ATTRIBUTE) + " AS SELECT _fixture, "
                            + text(ATTRIBUTE) + " AS _check, " + name(ATTRIBUTE) + " FROM " + name(SCRIPT) + "."
                            + name(ATTRIBUTE))
                    .sql("CREATE TABLE lakehouse.evidence_windows AS SELECT " + text(SCRIPT) + " AS pipeline, "
                            + text(FORMULA) + " AS fixture, " + text(ATTRIBUTE) + " AS metric, "
                            + text("{\"k\":\"" + SCRIPT + "\"}") + " AS window_key, 'candidate' AS version,"
                            + " 1 AS rows_in_window, 1 AS rows_examined, " + text(SCRIPT) + " AS stopped")
                    .sql("CREATE TABLE lakehouse.evidence AS SELECT * EXCLUDE (rows_in_window, rows_examined, stopped),"
                            + text(ATTRIBUTE) + " AS source, 1 AS row_number, 'excluded' AS fate, " + text(SCRIPT)
                            + " AS model, " + text(SCRIPT) + " AS predicate, 1 AS line, 1 AS column_number, '{}' AS"
                            + " contribution, " + text("{\"" + SCRIPT + "\":\"" + SCRIPT + "\"}")
                            + " AS row_values FROM lakehouse.evidence_windows");
        }
        report(project);

        Explored explored = project.explore(SCRIPT, ATTRIBUTE);

        String html = explored.html();
        assertThat(html.split("<script", -1))
                .as("the script of the meta data alone")
                .hasSize(2);
        assertThat(html).doesNotContain("\u202e");
        // A quote in a text is one; in a tag it would end an attribute.
        assertThat(html).doesNotContainPattern("<[^<>]*onmouseover=\"");
        assertThat(html).contains("a\\u202egnp.exe");
        assertThat(explored.explorer().metaJson())
                .doesNotContain("<")
                .doesNotContain(">")
                .doesNotContain("&");
        assertThat(explored.rows("slug.0", "UTC", "expected").get(0).actual()).containsExactly(BIDI, "1");
        assertThat(explored.rows("slug.0", "UTC", "expected").get(0).versions()).containsExactly(List.of(SCRIPT, "1"));
    }

    private static void report(ExploredProject project) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode run = mapper.createObjectNode().put("schema", "lakehouse-report/1");
        ObjectNode pipeline = run.putArray("pipelines").addObject().put("name", SCRIPT);
        ObjectNode model = pipeline.putArray("models").addObject().put("name", ATTRIBUTE);
        ObjectNode metric = model.putObject("metric").put("description", SCRIPT).put("unit", ATTRIBUTE);
        metric.putArray("key").add(ATTRIBUTE);
        ObjectNode fixture = pipeline.putArray("fixtures").addObject().put("name", FORMULA);
        fixture.put("directory", SCRIPT).put("timeZone", "UTC");
        fixture.putArray("metrics")
                .addObject()
                .put("name", ATTRIBUTE)
                .put("status", "FAILED")
                .put("expectedFile", "x.csv");
        Files.write(project.output().resolve("report.json"), mapper.writeValueAsBytes(run));
    }

    private static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
