package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.Note;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.scripts.DuckDbScriptEngine;

/** One metric on two engines, or in two modes. */
final class EngineAgreementTest {

    private static final String QUERY =
            """
            /* @metric
            key: [window_start]
            window: {column: window_start, size: 10 minutes}
            */
            """;
    private static final String BODY =
            "SELECT time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start, sum(amount) AS gmv"
                    + " FROM orders GROUP BY ALL";
    private static final String SOURCE =
            "CREATE TABLE orders (id INTEGER, amount DECIMAL(10, 2), paid_at TIMESTAMP);\n";

    private ProjectTree tree;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        tree = new ProjectTree(directory)
                .engines(DuckDbScriptEngine.engines())
                .main("shop/pipeline.yaml", "engines: [duckdb, script]\n")
                .main("shop/sources.sql", SOURCE)
                .main("shop/gmv.duckdb.sql", QUERY + BODY)
                .main("shop/gmv.script.sql", BODY)
                .test(
                        "shop/noon/input/orders.csv",
                        """
                        id,amount,paid_at
                        1,10,2024-05-18 12:01:00
                        2,5,2024-05-18 12:35:00
                        3,1,2024-05-18 12:04:00
                        """)
                .test(
                        "shop/noon/expected/gmv.csv",
                        "window_start,gmv\n2024-05-18 12:00:00,11\n2024-05-18 12:30:00,5\n");
    }

    @Test
    void two_engines_that_agree_are_fine() {
        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_difference_between_engines_is_a_finding() {
        tree.main("shop/gmv.script.sql", BODY.replace("sum(amount)", "sum(2 * amount)"));

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        Finding.EnginesDisagree finding =
                (Finding.EnginesDisagree) metric(report, "gmv").findings().get(0);
        assertThat(finding.on()).isEqualTo("script");
        assertThat(finding.total()).isEqualTo(2);
        assertThat(finding.looksLike()).contains("re-scaled");
        assertThat(console(report))
                .anyMatch(line -> line.contains("2 rows differ from script"))
                .anyMatch(line -> line.contains("against script, as if the caliber had changed: re-scaled"))
                .anyMatch(line -> line.contains("gmv") && line.contains("22.00") && line.contains("11.00"));
    }

    @Test
    void a_late_row_that_streaming_drops_is_told_with_its_window() {
        tree.main("shop/pipeline.yaml", "engine: script\nmodes: [batch, streaming]\n")
                .main(
                        "shop/gmv.script.sql",
                        SOURCE + "COMMENT ON COLUMN orders.paid_at IS 'watermark 60 seconds';\n" + QUERY + BODY)
                .main("shop/gmv.duckdb.sql", "");
        delete("shop/gmv.duckdb.sql");
        delete("shop/sources.sql");

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        MetricResult metric = metric(report, "gmv");
        assertThat(metric.status()).isEqualTo(Status.FAILED);
        assertThat(metric.notes())
                .containsExactly(new Note.LateRows(
                        "streaming", "orders", List.of(new Note.LateWindow("2024-05-18T12:00:00", 1)), 1));
        assertThat(console(report))
                .anyMatch(line -> line.contains("on streaming, 1 row of orders came after the window had closed:"
                        + " 2024-05-18T12:00:00 (1)"));

        tree.test(
                        "shop/noon/fixture.yaml",
                        "differs:\n  - {metric: gmv, on: streaming, reason: drops what is late}\n")
                .test(
                        "shop/noon/expected/gmv.streaming.csv",
                        "window_start,gmv\n2024-05-18 12:00:00,10\n2024-05-18 12:30:00,5\n");

        RunReport excused = tree.verify();

        assertThat(tree.problems(excused)).isEmpty();
        assertThat(excused.status()).isEqualTo(Status.PASSED);
        assertThat(metric(excused, "gmv").notes()).contains(new Note.Excused("streaming", "drops what is late", 1));
        assertThat(metric(excused, "gmv.streaming").status()).isEqualTo(Status.PASSED);

        tree.test("shop/noon/input/orders.csv", "id,amount,paid_at\n1,10,2024-05-18 12:01:00\n")
                .test("shop/noon/expected/gmv.csv", "window_start,gmv\n2024-05-18 12:00:00,10\n")
                .test("shop/noon/expected/gmv.streaming.csv", "window_start,gmv\n2024-05-18 12:00:00,10\n");

        assertThat(tree.problems(tree.verify()))
                .containsExactly("src/test/lakehouse/shop/noon/fixture.yaml:2:5: gmv does not differ on streaming."
                        + " Remove the entry. [EXCUSE_STALE]");
    }

    @Test
    void an_expectation_of_its_own_is_recorded_where_it_belongs() throws Exception {
        tree.main("shop/gmv.script.sql", BODY.replace("sum(amount)", "sum(2 * amount)"))
                .test("shop/noon/expected/gmv.script.csv", "window_start,gmv\n2024-05-18 12:00:00,11\n")
                .test("shop/noon/fixture.yaml", "differs: [{metric: gmv, on: script, reason: counts twice}]\n");

        assertThat(metric(tree.verify(), "gmv.script").status()).isEqualTo(Status.FAILED);
        new Recording(tree.project(), Selection.all(), Limits.defaults(), Progress.SILENT).run();

        assertThat(Files.readString(tree.root().resolve("src/test/lakehouse/shop/noon/expected/gmv.script.csv")))
                .isEqualTo("window_start,gmv\n2024-05-18 12:00:00,22.00\n2024-05-18T12:30:00,10.00\n");
        assertThat(tree.verify().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void what_an_engine_cannot_replay_is_told_of_the_metric() {
        tree.main("shop/gmv.script.sql", BODY.replace("sum(amount)", "sum(CAST(error('no such rate') AS INTEGER))"));

        assertThat(tree.problems(tree.verify()))
                .singleElement()
                .asString()
                .contains("on script: ")
                .contains("no such rate");
    }

    @Test
    void a_metric_that_an_engine_does_not_have_is_told() {
        tree.main("shop/users.duckdb.sql", QUERY + BODY);

        assertThat(tree.problems(tree.verify()))
                .containsExactly("src/main/lakehouse/shop/users.duckdb.sql:1:1: The metric `users` is not there on"
                        + " script. Write it there, too, or take the engine out of pipeline.yaml. [ENGINES_DISAGREE]");
    }

    private void delete(String path) {
        try {
            Files.delete(tree.root().resolve("src/main/lakehouse").resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MetricResult metric(RunReport report, String name) {
        return ProjectTree.fixture(report, "shop/noon").metrics().stream()
                .filter(metric -> metric.metric().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> console(RunReport report) {
        return ConsoleSummary.lines(report).stream().map(ConsoleLine::text).toList();
    }
}
