package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal verify: when it breaks the build and when not, what it prints and what it leaves behind. */
final class VerifyIT {

    private static final String MODEL = "src/main/lakehouse/shop/gmv_10min.sql";
    private static final String FIXTURE = "src/test/lakehouse/shop/noon/";

    @ParameterizedTest
    @EnumSource
    void a_green_project_passes_in_the_life_cycle_of_every_maven(Maven maven) {
        MavenProject project = MavenProject.copyOf("small-shop").with(maven);

        MavenRun run = project.run("verify");

        run.assertSucceeded()
                .outputContains(
                        "PASSED shop/noon",
                        "Fixtures: 1, metrics asserted: 1, passed: 1, failed: 0, errors: 0",
                        "target/lakehouse/report.json",
                        "target/surefire-reports");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
        project.assertThatFile("target/lakehouse/report.json").isRegularFile();
        project.assertThatFile("target/lakehouse/summary.md").isRegularFile();
        project.assertThatFile("target/lakehouse/replay.duckdb").isRegularFile();
        project.assertThatFile("target/surefire-reports/TEST-lakehouse.shop.xml")
                .isRegularFile();
    }

    @ParameterizedTest
    @EnumSource
    void a_moved_metric_breaks_the_build_of_every_maven(Maven maven) {
        MavenRun run = MavenProject.copyOf("small-shop")
                .with(maven)
                .replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)")
                .run("verify");

        run.assertFailed()
                .outputContains(
                        "FAILED shop/noon",
                        "buyers",
                        "mvn lakehouse:record",
                        "1 metric result differs from what is expected. See the messages above and "
                                + "target/lakehouse/report/index.html.")
                .outputDoesNotContain("Exception:", "\tat ");
    }

    @Test
    void an_ignored_failure_is_told_and_reported_and_the_build_goes_on() {
        MavenProject project = MavenProject.copyOf("small-shop").replaceInFile(MODEL, "10 MINUTE", "1 MINUTE");

        project.run("verify", "-Dlakehouse.testFailureIgnore")
                .assertSucceeded()
                .outputContains("FAILED shop/noon", "The build goes on, because failures are ignored.");
        assertThat(project.read("target/surefire-reports/TEST-lakehouse.shop.xml"))
                .contains("<failure");
        project.run("verify", "-Dmaven.test.failure.ignore=true").assertSucceeded();
    }

    @Test
    void a_broken_file_is_an_error_with_its_place_and_no_stack_trace() {
        MavenProject.copyOf("small-shop")
                .replaceInFile(FIXTURE + "input/orders.csv", "2,7,15.50", "2,7,a lot")
                .run("verify")
                .assertFailed()
                .outputContains(FIXTURE + "input/orders.csv:3", "a lot", "1 problem was found.")
                .outputDoesNotContain("Exception:", "\tat ");
    }

    @Test
    void a_missing_fixture_is_told_unless_allowed() {
        MavenProject project = MavenProject.copyOf("small-shop").delete("src/test/lakehouse");

        project.run("verify")
                .assertFailed()
                .outputContains("there is no fixture", "-Dlakehouse.failIfNoFixtures=false", "FIXTURES_MISSING");
        project.run("verify", "-Dlakehouse.failIfNoFixtures=false").assertSucceeded();
    }

    @Test
    void a_parent_without_files_is_passed_over() {
        MavenProject.copyOf("small-shop")
                .delete("src")
                .run("verify")
                .assertSucceeded()
                .outputContains("nothing to replay");
    }

    @Test
    void skip_leaves_nothing_behind() {
        MavenProject project = MavenProject.copyOf("small-shop");

        project.run("verify", "-Dlakehouse.skip").assertSucceeded().outputContains("lakehouse.skip");
        project.assertThatFile("target").doesNotExist();
    }

    @Test
    void a_selection_that_matches_nothing_is_an_error() {
        MavenProject.copyOf("small-shop")
                .run("lakehouse:verify", "-Dlakehouse.fixture=shop/midnight,market")
                .assertFailed()
                .outputContains("-Dlakehouse.fixture=shop/midnight,market");
    }

    @Test
    void an_impossible_limit_is_an_error_that_says_what_to_give() {
        MavenProject.copyOf("small-shop")
                .run("lakehouse:verify", "-Dlakehouse.threads=-1")
                .assertFailed()
                .outputContains("lakehouse.threads is -1. Give a number of at least 1");
    }
}
