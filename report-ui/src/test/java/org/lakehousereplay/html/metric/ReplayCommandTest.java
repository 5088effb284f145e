package org.lakehousereplay.html.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.InputRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.run.ReportRun.SourceTable;
import org.lakehousereplay.html.run.ReportRun.WindowDeclaration;

class ReplayCommandTest {

    private static PipelineRun pipeline(String name) {
        return new PipelineRun(
                name,
                "src/main/lakehouse/" + name,
                "PASSED",
                Optional.of("UTC"),
                List.of(new SourceTable("orders", Optional.of("paid_at"), List.of())),
                List.of(),
                List.of(),
                List.of());
    }

    private static FixtureRun noon() {
        return new FixtureRun(
                "noon",
                "",
                "src/test/lakehouse/shop/noon",
                "PASSED",
                Optional.empty(),
                "UTC",
                0,
                List.of(),
                List.of(new InputRun("orders", "src/test/lakehouse/shop/noon/input/orders.csv", 1)),
                List.of());
    }

    private static String template(String pipeline, String metric) {
        return ReplayCommand.of(pipeline(pipeline), noon(), metric)
                .orElseThrow()
                .template();
    }

    @Test
    void names_the_fixture_and_the_metric() {
        assertThat(template("my shop", "gmv"))
                .isEqualTo("mvn lakehouse:replay \"-Dlakehouse.fixture=my shop/noon\" -Dlakehouse.metric=gmv"
                        + " -Dlakehouse.from={from} -Dlakehouse.to={to}");
        assertThat(template("shop", "a*b")).doesNotContain("lakehouse.metric");
    }

    @Test
    void keeps_names_inside_their_quotes() {
        assertThat(template("$(rm -rf ~)", "gmv")).contains("'-Dlakehouse.fixture=$(rm -rf ~)/noon'");
        assertThat(template("a'; rm b", "gmv")).contains("\"-Dlakehouse.fixture=a'; rm b/noon\"");
        assertThat(ReplayCommand.of(pipeline("{from}"), noon(), "gmv")).isEmpty();
    }

    @Test
    void takes_nothing_but_times() {
        ReplayCommand command =
                ReplayCommand.of(pipeline("shop"), noon(), "gmv").orElseThrow();

        assertThat(command.of("2024-05-18T12:00:00", "2024-05-18T12:10:00.5"))
                .hasValueSatisfying(line -> assertThat(line)
                        .endsWith("-Dlakehouse.from=2024-05-18T12:00:00 -Dlakehouse.to=2024-05-18T12:10:00.5"));
        assertThat(command.of("2024-05-18T12:00:00; rm", "2024-05-18T12:10:00")).isEmpty();
    }

    @Test
    void windows_end_where_their_calendar_says() {
        LocalDateTime january = LocalDateTime.of(2024, 1, 31, 0, 0);

        assertThat(WindowTimes.end(january, new WindowDeclaration("w", "1 month", 1, "MONTH")))
                .contains(LocalDateTime.of(2024, 2, 29, 0, 0));
        assertThat(WindowTimes.end(january, new WindowDeclaration("w", "2 quarters", 2, "QUARTER")))
                .contains(LocalDateTime.of(2024, 7, 31, 0, 0));
        assertThat(WindowTimes.seconds(new WindowDeclaration("w", "10 minutes", 10, "MINUTE")))
                .contains(600L);
        assertThat(WindowTimes.seconds(new WindowDeclaration("w", "1 month", 1, "MONTH")))
                .isEmpty();
        assertThat(WindowTimes.wall("2024-05-18T04:00:00Z", "Asia/Shanghai"))
                .contains(LocalDateTime.of(2024, 5, 18, 12, 0));
        assertThat(WindowTimes.wall("2024-05-18", "UTC")).contains(LocalDateTime.of(2024, 5, 18, 0, 0));
        assertThat(WindowTimes.wall("<script>", "UTC")).isEmpty();
    }
}
