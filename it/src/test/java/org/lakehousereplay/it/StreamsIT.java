package org.lakehousereplay.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.lakehousereplay.it.harness.MavenProject;

/** The sample of stream jobs as the README runs it, and the edits that its fixtures are there to catch. */
@Isolated("Flink takes all of a small machine.")
final class StreamsIT {

    private static final String PIPELINES = "src/main/lakehouse/";
    private static final String PERFORMANCE = PIPELINES + "contract-performance/dws/region_performance.sql";
    private static final String SIGN = "ELSE CAST(-1 AS BIGINT) END";
    private static final String NO_SIGN = "ELSE CAST(0 AS BIGINT) END";
    private static final String RAISED = "-Dlakehouse.fixture=contract-performance/raised-payment";
    private static final String LATE_FIXTURE = "src/test/lakehouse/user-behavior/late-row/fixture.yaml";
    private static final String BEHAVIOR = PIPELINES + "user-behavior/sources.flink.sql";

    @Test
    void the_sample_is_green() {
        MavenProject.copyOfStreamsSample()
                .run("verify")
                .assertSucceeded()
                .outputContains("failed: 0, errors: 0", "target/lakehouse/report.json");
    }

    @Test
    void an_update_that_counts_as_an_insert_makes_600_into_1100_and_is_a_caliber_change() {
        MavenProject project =
                MavenProject.copyOfStreamsSample().copy(PIPELINES, "past").replaceInFile(PERFORMANCE, SIGN, NO_SIGN);

        project.run("lakehouse:verify", RAISED)
                .assertFailed()
                .outputContains(
                        "region_performance [contract-performance/raised-payment]",
                        "north        paid_amount    600.00  1100.00  +500.00");

        project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past", RAISED)
                .assertFailed()
                .outputContains(
                        "UNDECLARED contract-performance/region_performance [compared with dir:past]",
                        "paid_amount",
                        "1100.00",
                        "IDENTICAL contract-performance/contract_history");
    }

    @Test
    void a_table_that_loses_the_row_before_an_update_makes_600_into_1100() {
        MavenProject.copyOfStreamsSample()
                .replaceInFile(
                        PIPELINES + "contract-performance/ods/contract.sql",
                        "'changelog-producer' = 'lookup'",
                        "'changelog-producer' = 'none'")
                .run("lakehouse:verify", RAISED)
                .assertFailed()
                .outputContains(
                        "region_performance [contract-performance/raised-payment]",
                        "600.00  1100.00  +500.00",
                        "contract_history [contract-performance/raised-payment]: 1 row missing");
    }

    @Test
    void a_law_tells_of_the_lost_sign_where_the_amount_is_right_by_chance() {
        MavenProject.copyOfStreamsSample()
                .replaceInFile(PERFORMANCE, SIGN, NO_SIGN)
                .run("lakehouse:verify", "-Dlakehouse.fixture=contract-performance/one-commit")
                .assertFailed()
                .outputContains(
                        "law `splittable: 2` is broken: the rows arrived in 2 increments",
                        "north        paid_amount    600.00           1100.00  +500.00");
    }

    @Test
    void a_late_row_that_nobody_excuses_shows_as_engines_that_disagree() {
        MavenProject project = MavenProject.copyOfStreamsSample();
        String fixture = project.read(LATE_FIXTURE);

        project.write(LATE_FIXTURE, fixture.substring(0, fixture.indexOf("differs:")))
                .run("lakehouse:verify", "-Dlakehouse.fixture=user-behavior/late-row")
                .assertFailed()
                .outputContains(
                        "events_per_user_10s [user-behavior/late-row]: 1 row differs from flink",
                        "2023-10-01T12:00:00  u1       events         1       2     +1",
                        "the pipeline dropped 1 late row");
    }

    @Test
    void a_shorter_delay_of_the_watermark_loses_rows_and_a_longer_one_keeps_what_was_excused() {
        MavenProject project = MavenProject.copyOfStreamsSample();

        project.replaceInFile(BEHAVIOR, "INTERVAL '5' SECOND", "INTERVAL '1' SECOND")
                .run("lakehouse:verify", "-Dlakehouse.fixture=user-behavior/out-of-order")
                .assertFailed()
                .outputContains("events_per_user_10s [user-behavior/out-of-order]: 1 row differs from flink");
        project.replaceInFile(BEHAVIOR, "INTERVAL '1' SECOND", "INTERVAL '10' SECOND")
                .run("lakehouse:verify", "-Dlakehouse.fixture=user-behavior/late-row")
                .assertFailed()
                .outputContains(
                        "events_per_user_10s does not differ on flink",
                        "EXCUSE_STALE",
                        "events_per_user_10s.flink [user-behavior/late-row]: 1 cell in 1 of 3 rows differs");
    }
}
