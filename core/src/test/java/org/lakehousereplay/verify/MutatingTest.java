package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.MutationSummary;
import org.lakehousereplay.run.Status;

/** What a mutation run tells of a small project, and what it leaves behind. */
final class MutatingTest {

    private static final String MODEL = """
            /* @metric
            key: [window_start]
            */
            SELECT
                time_bucket(INTERVAL 10 MINUTES, paid_at) AS window_start,
                SUM(amount) AS gmv,
                COUNT(DISTINCT user_id) AS buyers
            FROM clean
            WHERE amount >= 1
            GROUP BY ALL
            """;

    @TempDir
    private Path directory;

    private ProjectTree project;

    @BeforeEach
    void writeProject() {
        project = new ProjectTree(directory)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (order_id BIGINT NOT NULL, user_id BIGINT, amount DECIMAL(10, 2),"
                                + " status VARCHAR, paid_at TIMESTAMP);")
                .main("shop/clean.sql", "SELECT * FROM orders WHERE status = 'PAID'")
                .main("shop/gmv.sql", MODEL)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,amount,status,paid_at
                        1,7,20.00,PAID,2024-05-18T12:00:00
                        2,7,15.50,PAID,2024-05-18T12:09:59
                        3,8,99.00,OPEN,2024-05-18T12:05:00
                        """)
                .test("shop/noon/expected/gmv.csv", """
                        window_start,gmv,buyers
                        2024-05-18T12:00:00,35.50,1
                        """);
    }

    private MutationResult measure(MutationSettings settings) {
        return measure(settings, Selection.all());
    }

    private MutationResult measure(MutationSettings settings, Selection selection) {
        return new Mutating(
                        project.project(),
                        selection,
                        new Limits(2, "", Duration.ofMinutes(1)),
                        Progress.SILENT,
                        settings,
                        MutationProgress.SILENT)
                .run();
    }

    private static MutationSettings demanding(String thresholds) {
        return new MutationSettings(
                ScoreThresholds.parse(thresholds), OperatorChoice.ALL, Duration.ofMinutes(1), false, false, "1");
    }

    private static MutationSettings updating() {
        return new MutationSettings(ScoreThresholds.NONE, OperatorChoice.ALL, Duration.ofMinutes(1), false, true, "1");
    }

    private static PipelineMutation shop(MutationResult result) {
        assertThat(result.report().mutation())
                .extracting(PipelineMutation::pipeline)
                .containsExactly("shop");
        return result.report().mutation().get(0);
    }

    private static MutantOutcome only(PipelineMutation mutation, MutationOperator operator, String before) {
        List<MutantOutcome> found = mutation.outcomes().stream()
                .filter(outcome -> outcome.mutant().operator() == operator
                        && outcome.mutant().before().contains(before))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String printed(MutationResult result) {
        return String.join(
                "\n",
                MutationSummary.lines(result.report(), result.suggestions()).stream()
                        .map(ConsoleLine::text)
                        .toList());
    }

    @Test
    void what_the_fixture_shows_is_noticed_and_what_it_does_not_show_survives() {
        MutationResult result = measure(MutationSettings.defaults().suggesting());

        PipelineMutation shop = shop(result);
        assertThat(only(shop, MutationOperator.DISTINCT_DROPPED, "user_id").kill())
                .contains(new Kill(Kill.By.EXPECTATION, "noon", "gmv"));
        MutantOutcome boundary = only(shop, MutationOperator.BOUNDARY, "amount");
        assertThat(boundary.status()).isEqualTo(MutantStatus.SURVIVED);
        assertThat(boundary.metrics()).containsExactly("gmv");
        assertThat(boundary.fixtures()).containsExactly("noon");
        assertThat(boundary.mutant().location().line()).isEqualTo(9);
        assertThat(printed(result)).contains("SURVIVED shop/gmv: ", "src/main/lakehouse/shop/gmv.sql:9:", "boundary");
    }

    @Test
    void a_fixture_that_was_suggested_notices() throws IOException {
        MutationResult result = measure(MutationSettings.defaults().suggesting());
        MutantOutcome boundary = only(shop(result), MutationOperator.BOUNDARY, "amount");
        Path suggested = result.suggestions().get("shop/" + boundary.mutant().id());
        Path kept = directory.resolve("src/test/lakehouse/shop/exactly-one");
        copy(suggested, kept);

        MutationResult again = measure(MutationSettings.defaults());

        assertThat(Files.readString(kept.resolve("fixture.yaml"))).contains("Suggested by mvn lakehouse:mutate");
        assertThat(only(shop(again), MutationOperator.BOUNDARY, "amount").kill())
                .contains(new Kill(Kill.By.EXPECTATION, "exactly-one", "gmv"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void nothing_is_measured_where_a_fixture_is_red() {
        project.test("shop/noon/expected/gmv.csv", "window_start,gmv\n2024-05-18T12:00:00,1.00\n");

        MutationResult result = measure(MutationSettings.defaults());

        assertThat(result.report().status()).isEqualTo(Status.FAILED);
        assertThat(result.report().mutation()).isEmpty();
    }

    @Test
    void what_differs_where_nobody_looks_survives() {
        project.test("shop/noon/expected/gmv.csv", "window_start,gmv\n2024-05-18T12:00:00,35.50\n");

        MutantOutcome distinct =
                only(shop(measure(MutationSettings.defaults())), MutationOperator.DISTINCT_DROPPED, "user_id");

        assertThat(distinct.status()).isEqualTo(MutantStatus.SURVIVED);
    }

    @Test
    void a_check_notices_too() {
        project.test("shop/noon/expected/gmv.csv", "window_start,gmv\n2024-05-18T12:00:00,35.50\n")
                .main("shop/gmv.sql", MODEL.replace("*/", "checks: [buyers = 1]\n*/"));

        assertThat(only(shop(measure(MutationSettings.defaults())), MutationOperator.DISTINCT_DROPPED, "user_id")
                        .kill())
                .contains(new Kill(Kill.By.CHECK, "noon", "gmv"));
    }

    @Test
    void a_law_notices_what_no_fixture_shows() {
        project.main("shop/clean.sql", """
                        SELECT * FROM orders WHERE status = 'PAID'
                        QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY paid_at) = 1
                        """)
                .main("shop/gmv.sql", MODEL.replace("*/", "laws: [{idempotent: [orders]}]\n*/"));

        List<MutantOutcome> dropped = shop(measure(MutationSettings.defaults())).outcomes().stream()
                .filter(outcome -> outcome.mutant().operator() == MutationOperator.DEDUPLICATION)
                .toList();

        assertThat(dropped).isNotEmpty().allMatch(outcome -> outcome.kill()
                .equals(Optional.of(new Kill(Kill.By.LAW, "noon", "gmv"))));
    }

    @Test
    void two_runs_say_the_same_and_the_second_knows_it_already() throws IOException {
        PipelineMutation first = shop(measure(MutationSettings.defaults()));
        PipelineMutation second = shop(measure(MutationSettings.defaults()));

        assertThat(first.reused()).isZero();
        assertThat(second.reused()).isEqualTo(first.outcomes().size());
        assertThat(second.outcomes()).isEqualTo(first.outcomes());

        Files.delete(directory.resolve("target/lakehouse/mutation-cache.json"));
        assertThat(shop(measure(MutationSettings.defaults()))).isEqualTo(first);
    }

    @Test
    void what_was_known_counts_no_more_when_the_fixture_changes() {
        measure(MutationSettings.defaults());
        project.test("shop/noon/fixture.yaml", "description: Noon\n");

        assertThat(shop(measure(MutationSettings.defaults())).reused()).isZero();
    }

    @Test
    void results_that_cannot_be_read_are_told_and_made_again() throws IOException {
        measure(MutationSettings.defaults());
        Files.writeString(directory.resolve("target/lakehouse/mutation-cache.json"), "{\"a\": {}}");

        MutationResult result = measure(MutationSettings.defaults());

        assertThat(shop(result).reused()).isZero();
        assertThat(result.notes()).anyMatch(note -> note.contains("cannot be read"));
    }

    @Test
    void a_score_below_the_threshold_is_too_low() throws IOException {
        MutationResult result = measure(demanding("gmv=100"));

        MutationScore score = shop(result).scores().get("gmv");
        assertThat(shop(result).limits("gmv").brokenBy(score)).isTrue();
        assertThat(printed(result)).contains("TOO LOW shop/gmv: ", "; 100 % demanded");
        assertThat(Files.readString(directory.resolve("target/lakehouse/junit/TEST-lakehouse-mutate.shop.xml")))
                .contains("<failure", "mutation-score");
        assertThat(Files.readString(directory.resolve("target/lakehouse/summary.md")))
                .contains("**too low** 100 %");
    }

    @Test
    void thresholds_name_metrics() {
        ScoreThresholds thresholds = ScoreThresholds.parse("gmv_10min=95, shop/*=70, 80");

        assertThat(thresholds.of("weekend", "gmv_10min")).hasValue(95);
        assertThat(thresholds.of("shop", "buyers")).hasValue(70);
        assertThat(thresholds.of("weekend", "buyers")).hasValue(80);
        assertThat(ScoreThresholds.parse("").of("a", "b")).isEmpty();
        assertThatThrownBy(() -> ScoreThresholds.parse("gmv=many"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lakehouse.mutationThreshold is gmv=many");
        assertThatThrownBy(() -> ScoreThresholds.parse("101")).isInstanceOf(ProblemException.class);
    }

    @Test
    void operators_are_chosen_by_name() {
        MutationSettings boundaries = new MutationSettings(
                ScoreThresholds.NONE,
                OperatorChoice.parse(List.of("boundary", "distinct-*", "!distinct-added")),
                Duration.ofMinutes(1),
                false,
                false,
                "");

        assertThat(shop(measure(boundaries)).outcomes())
                .extracting(outcome -> outcome.mutant().operator())
                .containsOnly(MutationOperator.BOUNDARY, MutationOperator.DISTINCT_DROPPED);
        assertThatThrownBy(() -> OperatorChoice.parse(List.of("bondary")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no such operator");
    }

    @Test
    void the_ratchet_holds_on_to_what_was_reached() throws IOException {
        Path file = directory.resolve("src/test/lakehouse/mutation-ratchet.yaml");
        MutationResult first = measure(updating());
        int reached = shop(first).scores().get("gmv").percent();

        assertThat(first.updatedRatchet()).contains(file);
        assertThat(Files.readString(file)).contains("scores:\n  \"shop/gmv\": " + reached + "\n");
        assertThat(shop(measure(MutationSettings.defaults())).limits("gmv").accepted())
                .hasValue(reached);

        Files.writeString(file, "scores: {shop/gmv: 100}\n");
        MutationResult lower = measure(MutationSettings.defaults());
        assertThat(printed(lower)).contains("TOO LOW shop/gmv: ", "; 100 % reached before");

        Files.writeString(file, "scores: {shop/gmv: 1}\n");
        assertThat(printed(measure(MutationSettings.defaults()))).contains("-Dlakehouse.updateRatchet holds on to it");
    }

    @Test
    void a_ratchet_entry_of_no_metric_is_an_error_with_its_place() {
        project.test("mutation-ratchet.yaml", "scores:\n  shop/gmw: 80\n");

        MutationResult result = measure(MutationSettings.defaults());

        assertThat(result.report().mutation()).isEmpty();
        assertThat(project.problems(result.report()))
                .containsExactly("src/test/lakehouse/mutation-ratchet.yaml:2:13: there is no metric shop/gmw."
                        + " Did you mean `shop/gmv`? [RATCHET_STALE]");
    }

    @Test
    void a_ratchet_that_is_no_percentage_is_an_error() {
        project.test("mutation-ratchet.yaml", "scores: {shop/gmv: 120}\n");

        assertThat(project.problems(measure(MutationSettings.defaults()).report()))
                .singleElement()
                .asString()
                .contains("mutation-ratchet.yaml:1:");
    }

    @Test
    void the_ratchet_says_nothing_of_a_part_of_the_fixtures() {
        project.test("mutation-ratchet.yaml", "scores: {shop/gmv: 100}\n");

        MutationResult result = measure(MutationSettings.defaults(), new Selection(List.of("shop/noon"), List.of()));

        assertThat(shop(result).limits("gmv").accepted()).isEqualTo(OptionalInt.empty());
        assertThat(result.notes()).anyMatch(note -> note.contains("Only some fixtures take part"));
    }

    @Test
    void what_there_was_no_time_for_is_told() {
        MutationSettings hurried =
                new MutationSettings(ScoreThresholds.NONE, OperatorChoice.ALL, Duration.ofNanos(1), false, false, "");

        MutationResult result = measure(hurried);

        assertThat(shop(result).outcomes()).isNotEmpty().allMatch(o -> o.status() == MutantStatus.NOT_RUN);
        assertThat(printed(result)).contains("The time was over before all mutants were tried");
        assertThat(shop(measure(MutationSettings.defaults())).reused()).isZero();
    }

    @Test
    void a_pipeline_without_fixtures_is_told() {
        project.main("empty/sources.sql", "CREATE TABLE t (a INTEGER);")
                .main("empty/m.sql", "/* @metric\nkey: [a]\n*/ SELECT a FROM t");

        MutationResult result = measure(MutationSettings.defaults());

        assertThat(result.report().mutation())
                .extracting(PipelineMutation::notMeasured)
                .containsExactly(Optional.of("it has no fixture"), Optional.empty());
        assertThat(new String(printed(result).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .contains("Not measured: empty, because it has no fixture");
    }
}
