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
        verifyAfter("gmv_10min.sql", "10 MINUTE", "1 MINUTE").outputContains("TODO");
    }

    @Test
    void a_buyer_who_counts_twice_shows_as_the_cells_of_that_window() {
        verifyAfter("gmv_10min.sql", "COUNT(DISTINCT user_id)", "COUNT(user_id)")
                .outputContains("TODO");
    }

    @Test
    void a_join_that_keeps_what_it_should_leave_out_shows_as_the_rows_it_adds() {
        verifyAfter("dwd/order_ledger.sql", "JOIN orders_clean", "LEFT JOIN orders_clean")
                .outputContains("TODO");
    }

    @Test
    void a_dropped_filter_shows_as_the_orders_it_lets_in() {
        verifyAfter("dwd/orders_clean.sql", "WHERE paid_at IS NOT NULL\n", "").outputContains("TODO");
    }

    private static MavenRun verifyAfter(String model, String production, String changed) {
        return MavenProject.copyOfSampleProject()
                .replaceInFile(PIPELINE + model, production, changed)
                .run("lakehouse:verify")
                .assertFailed();
    }
}
