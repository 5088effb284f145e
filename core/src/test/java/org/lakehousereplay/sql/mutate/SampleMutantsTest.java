package org.lakehousereplay.sql.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.SamplePipeline;

/** The mutants of the SQL of the sample project. */
class SampleMutantsTest {

    private static final Path ROOT = Path.of("../sample-project/src/main/lakehouse");

    private static PipelineVariants variants;

    @BeforeAll
    static void open() {
        variants = new PipelineVariants();
    }

    @AfterAll
    static void close() {
        variants.close();
    }

    static List<Pipeline> pipelines() {
        return PipelineReader.read(ROOT).pipelines();
    }

    static Stream<Model> models() {
        return pipelines().stream().flatMap(pipeline -> pipeline.models().stream());
    }

    private static List<SqlMutant> mutants(Model model) throws SqlFailure {
        return SqlMutants.of(variants.database(), model.sql(), new SampleContext(ZoneId.of("Asia/Shanghai")));
    }

    private static List<SqlMutant> mutants(String pipeline, String model) throws SqlFailure {
        Pipeline read = pipelines().stream()
                .filter(any -> any.name().equals(pipeline))
                .findFirst()
                .orElseThrow();
        return mutants(read.models().stream()
                .filter(any -> any.name().equals(model))
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("models")
    void mutants_are_queries_that_differ_from_the_original_and_from_each_other(Model model) throws SqlFailure {
        Set<String> seen = new HashSet<>();
        seen.add(variants.database().parse(model.sql()).fingerprint());
        for (SqlMutant mutant : mutants(model)) {
            assertThat(variants.database().parse(mutant.sql()).fingerprint())
                    .as(mutant.sql())
                    .isEqualTo(mutant.fingerprint());
            assertThat(seen.add(mutant.fingerprint())).as(mutant.sql()).isTrue();
            assertThat(mutant.before()).isNotBlank().isNotEqualTo(mutant.after());
            assertThat(mutant.words()).isNotBlank().doesNotEndWith(".").doesNotContain("…");
            assertThat(mutant.position()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void mutants_are_the_same_each_time_and_in_the_order_of_the_text(Model model) throws SqlFailure {
        List<SqlMutant> mutants = mutants(model);
        assertThat(mutants(model)).isEqualTo(mutants);
        assertThat(mutants)
                .extracting(mutant -> mutant.position().orElseThrow())
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void mutants_bind(Pipeline pipeline) throws SqlFailure, IOException {
        try (SamplePipeline sample = SamplePipeline.open(pipeline.name())) {
            for (Model model : pipeline.models()) {
                assertThat(mutants(model)).extracting(SqlMutant::sql).allMatch(sample::binds);
            }
        }
    }

    @Test
    void a_minute_for_ten_minute_windows() throws SqlFailure {
        assertThat(mutants("weekend-coupon", "gmv_10min"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.WINDOW_SIZE
                        && mutant.after().equals("time_bucket(INTERVAL 1 MINUTE, booked_at)"));
    }

    @Test
    void count_for_count_distinct() throws SqlFailure {
        assertThat(mutants("user-behavior", "conversion_daily"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.DISTINCT_DROPPED
                        && mutant.before().equals("COUNT(DISTINCT user_id)")
                        && mutant.after().equals("COUNT(user_id)"));
    }

    @Test
    void a_left_for_an_inner_join() throws SqlFailure {
        assertThat(mutants("weekend-coupon", "order_ledger"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.JOIN_KIND
                        && mutant.after().equals("LEFT JOIN orders_clean USING (order_id)"));
    }

    @Test
    void refunds_that_are_not_subtracted() throws SqlFailure {
        assertThat(mutants("weekend-coupon", "order_ledger"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.SIGN
                        && mutant.before().equals("-refunds.amount")
                        && mutant.after().equals("refunds.amount"));
    }

    @Test
    void the_end_of_a_window_that_counts() throws SqlFailure {
        assertThat(mutants("user-behavior", "conversion_last_5min"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.BOUNDARY
                        && mutant.after().equals("event_time <= now()")
                        && mutant.words().equals("rows whose event_time is exactly now() would count"));
    }

    @Test
    void a_day_cut_in_utc() throws SqlFailure {
        assertThat(mutants("user-behavior", "behavior_clean"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.TIME_ZONE
                        && mutant.after().equals("event_time AT TIME ZONE 'UTC'"));
    }

    @Test
    void duplicates_that_are_not_removed() throws SqlFailure {
        assertThat(mutants("user-behavior", "behavior_clean"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.DEDUPLICATION
                        && mutant.after().isEmpty());
        assertThat(mutants("weekend-coupon", "events_clean"))
                .anyMatch(mutant -> mutant.operator() == MutationOperator.DISTINCT_DROPPED);
    }
}
