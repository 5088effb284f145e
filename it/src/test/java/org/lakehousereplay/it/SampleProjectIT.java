package org.lakehousereplay.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The sample project as the README runs it, and the edits that its fixtures are there to catch. */
final class SampleProjectIT {

    private static final String PIPELINE = "src/main/lakehouse/weekend-coupon/";

    @ParameterizedTest
    @EnumSource
    void the_sample_is_green_on_every_maven(Maven maven) {
        MavenProject.copyOfSampleProject()
                .with(maven)
                .run("verify")
                .assertSucceeded()
                .outputContains("failed: 0, errors: 0", "target/lakehouse/report.json");
    }

    @Test
    void a_smaller_window_shows_as_misaligned_and_as_wrong_cells() {
        verifyAfter("gmv_10min.sql", "10 MINUTE", "1 MINUTE")
                .outputContains(
                        "gmv_10min [weekend-coupon/lunch-peak]: 4 windows misaligned",
                        "window_start 2024-05-18T12:01:00 is not a multiple of 10 minutes",
                        "2024-05-18T12:00:00  gmv       384.00    0.00  -384.00",
                        "The output breaks what the metric header declares, so it cannot be accepted")
                .outputDoesNotContain("lakehouse:record");
    }

    @Test
    void a_buyer_who_counts_twice_shows_as_the_cells_of_that_window() {
        MavenRun run = verifyAfter("gmv_10min.sql", "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        run.outputContains(
                "2024-05-18T19:00:00  buyers             2       3       +1", "passed: 60, failed: 1, errors: 0");
        DocumentationPage.read("../README.md").assertPrinted(0, run);
    }

    @Test
    void a_join_that_keeps_what_it_should_leave_out_shows_as_the_refund_it_lets_in() {
        verifyAfter("dwd/order_ledger.sql", "JOIN orders_clean", "LEFT JOIN orders_clean")
                .outputContains(
                        "gmv_10min [weekend-coupon/refund]: 2 cells in 1 of 4 rows differ",
                        "2024-05-18T13:10:00  gmv       -30.00  -85.00  -55.00",
                        "gmv_1min_by_channel [weekend-coupon/refund]: 1 row unexpected",
                        "2024-05-18T13:16:00  NULL     -55.00");
    }

    @Test
    void a_dropped_filter_shows_as_the_unpaid_order_it_lets_in() {
        verifyAfter("dwd/orders_clean.sql", "WHERE paid_at IS NOT NULL\n", "")
                .outputContains(
                        "gmv_10min [weekend-coupon/no-orders]: 1 row unexpected",
                        "NULL          500.00       1      0       0  500.00  NULL",
                        "best_channel_10min [weekend-coupon/no-orders]: 1 row unexpected");
    }

    private static MavenRun verifyAfter(String model, String production, String changed) {
        return MavenProject.copyOfSampleProject()
                .replaceInFile(PIPELINE + model, production, changed)
                .run("lakehouse:verify")
                .assertFailed();
    }
}
