package org.lakehousereplay.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.tck.SingleEngine;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** The example of the page on the systems around a pipeline does what it says. */
class SystemsPageTest {

    private static final Pattern FILE =
            Pattern.compile("<!-- example systems: (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path root;

    @TempDir
    private Path work;

    @BeforeEach
    void writeFiles() throws IOException {
        Matcher file = FILE.matcher(Files.readString(Path.of("..", "..", "docs", "systems.md")));
        while (file.find()) {
            Path path = root.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
    }

    private RunReport verify() {
        try (Engines engines = new SingleEngine(new FlinkEngine(), work)) {
            Path output = root.resolve("target");
            Project project = new Project(
                            root,
                            root.resolve("src/main/lakehouse"),
                            root.resolve("src/test/lakehouse"),
                            output,
                            output.resolve("junit"),
                            List.of())
                    .withEngines(engines);
            return new Verification(project, Selection.all(), new Limits(2, "", Duration.ofMinutes(2)), Progress.SILENT)
                    .run();
        }
    }

    private void edit(String before, String after) throws IOException {
        Path script = root.resolve("src/main/lakehouse/shop/shop.sql");
        String text = Files.readString(script);
        assertThat(text).contains(before);
        Files.writeString(script, text.replace(before, after));
    }

    private static List<Problem> problems(RunReport report) {
        return report.pipelines().stream()
                .flatMap(pipeline -> Stream.concat(
                        pipeline.problems().stream(),
                        pipeline.fixtures().stream().flatMap(SystemsPageTest::problems)))
                .toList();
    }

    private static Stream<Problem> problems(FixtureResult fixture) {
        return Stream.concat(
                fixture.problems().stream(), fixture.metrics().stream().flatMap(metric -> metric.problems().stream()));
    }

    @Test
    void what_sinks_are_given_is_as_expected() {
        RunReport report = verify();

        assertThat(problems(report)).isEmpty();
        assertThat(report.fixtures().get(0).metrics())
                .extracting(MetricResult::metric, MetricResult::status)
                .containsExactlyInAnyOrder(tuple("revenue", Status.PASSED), tuple("clicks_1min", Status.PASSED));
    }

    @Test
    void a_sink_without_a_key_cannot_be_updated() throws IOException {
        edit("    revenue DECIMAL(38, 2),\n    PRIMARY KEY (title) NOT ENFORCED\n", "    revenue DECIMAL(38, 2)\n");

        assertThat(problems(verify()))
                .singleElement()
                .asString()
                .contains("shop.sql")
                .contains("revenue");
    }

    @Test
    void a_query_that_does_not_fit_its_sink_is_told_at_its_place() throws IOException {
        edit("SELECT window_start, COUNT(*)", "SELECT window_start, COUNT(*), user_id");
        edit("GROUP BY window_start, window_end;", "GROUP BY window_start, window_end, user_id;");

        assertThat(problems(verify()))
                .singleElement()
                .asString()
                .contains("shop.sql")
                .contains("clicks_1min");
    }
}
