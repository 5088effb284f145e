package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.MutationSummary;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.scripts.DuckDbScriptEngine;

/** Mutants of scripts, which their engine makes and replays. */
final class ScriptMutatingTest {

    private static final String SCRIPT = """
            CREATE TABLE orders (id INTEGER, user_id INTEGER, amount DECIMAL(10, 2), paid_at TIMESTAMP);
            /* @metric
            key: [window_start]
            */
            SELECT
                time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start,
                sum(amount) AS gmv,
                count(DISTINCT user_id) AS buyers
            FROM orders
            WHERE amount >= 1
            GROUP BY ALL
            """;

    private final DuckDbScriptEngine.Counted engines = DuckDbScriptEngine.engines();

    private ProjectTree project;

    @BeforeEach
    void writeProject(@TempDir Path directory) {
        project = new ProjectTree(directory)
                .engines(engines)
                .main("shop/pipeline.yaml", "engine: script\n")
                .main("shop/gmv.sql", SCRIPT)
                .test("shop/noon/input/orders.csv", """
                        id,user_id,amount,paid_at
                        1,7,20.00,2024-05-18T12:00:00
                        2,7,15.50,2024-05-18T12:09:59
                        3,8,0.50,2024-05-18T12:05:00
                        4,9,3.00,2024-05-18T12:31:00
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,gmv,buyers
                        2024-05-18T12:00:00,35.50,1
                        2024-05-18T12:30:00,3.00,1
                        """);
    }

    private MutationResult measure(MutationSettings settings) {
        return new Mutating(
                        project.project(),
                        Selection.all(),
                        new Limits(2, "", Duration.ofMinutes(1)),
                        Progress.SILENT,
                        settings,
                        MutationProgress.SILENT)
                .run();
    }

    private static PipelineMutation shop(MutationResult result) {
        return result.report().mutation().get(0);
    }

    private static List<MutantOutcome> made(PipelineMutation mutation, MutationOperator operator) {
        return mutation.outcomes().stream()
                .filter(outcome -> outcome.mutant().operator() == operator)
                .toList();
    }

    @Test
    void what_the_fixture_shows_is_noticed_and_what_it_does_not_show_survives() {
        MutationResult result = measure(MutationSettings.defaults());

        PipelineMutation shop = shop(result);
        assertThat(made(shop, MutationOperator.WINDOW_SIZE)).isNotEmpty().allSatisfy(outcome -> assertThat(
                        outcome.kill())
                .contains(new Kill(Kill.By.EXPECTATION, "noon", "gmv")));
        assertThat(made(shop, MutationOperator.DISTINCT_DROPPED))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(MutantStatus.KILLED));
        assertThat(made(shop, MutationOperator.BOUNDARY)).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(MutantStatus.SURVIVED);
            assertThat(outcome.fixtures()).containsExactly("noon");
            assertThat(outcome.mutant().model()).isEqualTo("gmv");
            assertThat(outcome.metrics()).containsExactly("gmv");
            assertThat(outcome.mutant().location().line()).isEqualTo(10);
        });
        assertThat(shop.notMeasured()).isEmpty();
        assertThat(MutationSummary.lines(result.report(), result.suggestions()).stream()
                        .map(ConsoleLine::text))
                .anyMatch(line -> line.contains("gmv.sql:10") && line.contains("boundary"));
    }

    @Test
    void another_fixture_notices_what_the_first_does_not() {
        project.test("shop/edge/input/orders.csv", "id,user_id,amount,paid_at\n1,7,1.00,2024-05-18T12:00:00\n")
                .test("shop/edge/expected/gmv.csv", "window_start,gmv,buyers\n2024-05-18T12:00:00,1.00,1\n");

        assertThat(made(shop(measure(MutationSettings.defaults())), MutationOperator.BOUNDARY))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.kill()).contains(new Kill(Kill.By.EXPECTATION, "edge", "gmv")));
    }

    @Test
    void a_mutant_that_breaks_the_engine_is_noticed_and_the_others_are_tried() {
        assertThat(project.verify().status()).isEqualTo(Status.PASSED);
        engines.breakOver("(amount > 1)");

        PipelineMutation shop = shop(measure(MutationSettings.defaults()));

        assertThat(made(shop, MutationOperator.BOUNDARY))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.kill()).contains(new Kill(Kill.By.ERROR, "noon", "gmv")));
        assertThat(made(shop, MutationOperator.WINDOW_SIZE)).isNotEmpty().allSatisfy(outcome -> assertThat(
                        outcome.kill())
                .contains(new Kill(Kill.By.EXPECTATION, "noon", "gmv")));
    }

    @Test
    void what_there_was_no_time_for_is_told() {
        MutationSettings hurried =
                new MutationSettings(ScoreThresholds.NONE, OperatorChoice.ALL, Duration.ofNanos(1), false, false, "");

        assertThat(shop(measure(hurried)).outcomes())
                .isNotEmpty()
                .allMatch(outcome -> outcome.status() == MutantStatus.NOT_RUN);
    }

    @Test
    void nothing_of_the_mutants_is_left_in_the_outputs() {
        MutationResult result = measure(MutationSettings.defaults());

        assertThat(result.report().status()).isEqualTo(Status.PASSED);
        assertThat(shop(measure(MutationSettings.defaults())).outcomes())
                .isEqualTo(shop(result).outcomes());
    }
}
