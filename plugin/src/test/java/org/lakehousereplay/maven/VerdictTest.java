package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

final class VerdictTest {

    private static final Path BASE = Path.of("/project");
    private static final Path REPORT = BASE.resolve("target/lakehouse/report.json");
    private static final Problem PROBLEM = Problem.of(ErrorCode.SQL_SYNTAX, "the query does not parse", "Mend it");

    private final RecordingLog log = new RecordingLog();

    @Test
    void a_fine_run_ends_silently() {
        Verdict verdict = verdict(List.of(), List.of());

        assertThatCode(() -> verdict.conclude(log, false)).doesNotThrowAnyException();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_broken_pipeline_is_an_error_of_execution() {
        Verdict verdict = verdict(List.of(PROBLEM), List.of());

        assertThatThrownBy(() -> verdict.conclude(log, false))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("1 problem was found. See the messages above and target/lakehouse/report.json.");
    }

    @Test
    void an_ignored_failure_is_still_told() {
        Verdict verdict = verdict(List.of(PROBLEM, PROBLEM), List.of());

        assertThatCode(() -> verdict.conclude(log, true)).doesNotThrowAnyException();
        assertThat(log.lines())
                .containsExactly("ERROR 2 problems were found. See the messages above and "
                        + "target/lakehouse/report.json. The build goes on, because failures are ignored.");
    }

    @Test
    void a_problem_of_the_whole_run_is_never_ignored() {
        Verdict verdict = verdict(List.of(), List.of(PROBLEM));

        assertThatThrownBy(() -> verdict.conclude(log, true)).isInstanceOf(MojoExecutionException.class);
    }

    @Test
    void a_difference_can_be_accepted() {
        Verdict verdict = failing(new Finding.MissingRows(1, List.of()));

        assertThatThrownBy(() -> verdict.conclude(log, false))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("1 metric result differs from what is expected. See the messages above and "
                        + "target/lakehouse/report.json. If the change is meant, run mvn lakehouse:record and commit "
                        + "what it writes.");
    }

    @Test
    void what_breaks_the_header_cannot_be_accepted() {
        Verdict verdict = failing(
                new Finding.MissingRows(1, List.of()),
                new Finding.MisalignedWindows(1, "window_start", "10 minutes", List.of("2024-05-18T12:01:00")));

        assertThatThrownBy(() -> verdict.conclude(log, false))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("1 metric result differs from what is expected. See the messages above and "
                        + "target/lakehouse/report.json.");
    }

    private static Verdict failing(Finding... findings) {
        MetricResult metric = new MetricResult(
                "gmv",
                BASE.resolve("gmv.sql"),
                Optional.empty(),
                List.of("day"),
                Status.FAILED,
                1,
                1,
                List.of(findings),
                List.of());
        FixtureResult fixture = new FixtureResult(
                "sales",
                "noon",
                "",
                BASE.resolve("noon"),
                Optional.empty(),
                ZoneOffset.UTC,
                List.of(),
                List.of(metric),
                List.of(),
                Duration.ZERO);
        PipelineResult pipeline = new PipelineResult("sales", BASE.resolve("sales"), List.of(fixture), List.of());
        return new Verdict(new RunReport(BASE, "engine", List.of(pipeline), List.of(), Duration.ZERO), REPORT);
    }

    private static Verdict verdict(List<Problem> ofPipeline, List<Problem> ofRun) {
        PipelineResult pipeline = new PipelineResult("sales", BASE.resolve("sales"), List.of(), ofPipeline);
        return new Verdict(new RunReport(BASE, "engine", List.of(pipeline), ofRun, Duration.ZERO), REPORT);
    }
}
