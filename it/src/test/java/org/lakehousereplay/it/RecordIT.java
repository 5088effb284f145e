package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal record: what moved is written, what did not stays to the letter, and the build is green after it. */
final class RecordIT {

    private static final String MODEL = "src/main/lakehouse/shop/gmv_10min.sql";
    private static final String FIXTURE = "src/test/lakehouse/shop/noon/";
    private static final String EXPECTED = FIXTURE + "expected/gmv_10min.csv";

    @ParameterizedTest
    @EnumSource
    void a_meant_change_is_accepted_and_only_its_cell_moves(Maven maven) {
        MavenProject project = MavenProject.copyOf("small-shop")
                .with(maven)
                .write(EXPECTED, """
                        window_start,buyers,gmv
                        2024-05-18T12:10:00,1,30
                        2024-05-18T12:00:00,1,35.5
                        """)
                .replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        MavenRun run = project.run("lakehouse:record");

        run.assertSucceeded()
                .outputContains(
                        EXPECTED + ": 1 row changed, 2 rows now",
                        "Recorded: 1 file written, 0 already as they should be. Review the change with git diff");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
        assertThat(project.read(EXPECTED)).isEqualTo("""
                        window_start,buyers,gmv
                        2024-05-18T12:10:00,1,30
                        2024-05-18T12:00:00,2,35.5
                        """);
        project.run("verify").assertSucceeded().outputContains("PASSED shop/noon");
    }

    @Test
    void one_fixture_and_one_metric_can_be_recorded_alone() {
        String selected = "src/test/lakehouse/weekend-coupon/lunch-peak/expected/gmv_10min.csv";
        String otherMetric = "src/test/lakehouse/weekend-coupon/lunch-peak/expected/gmv_1min_by_channel.csv";
        String otherFixture = "src/test/lakehouse/weekend-coupon/window-boundary/expected/gmv_10min.csv";
        MavenProject project = MavenProject.copyOfSampleProject()
                .replaceInFile(
                        "src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql",
                        "user_id, amount",
                        "user_id, amount + 1 AS amount");
        String before = project.read(selected);
        String metricBefore = project.read(otherMetric);
        String fixtureBefore = project.read(otherFixture);

        project.run("lakehouse:record", "-Dlakehouse.fixture=weekend-coupon/lunch-peak", "-Dlakehouse.metric=gmv_10min")
                .assertSucceeded()
                .outputContains(selected + ": 2 rows changed", "Recorded: 1 file written");

        assertThat(project.read(selected)).isNotEqualTo(before);
        assertThat(project.read(otherMetric)).isEqualTo(metricBefore);
        assertThat(project.read(otherFixture)).isEqualTo(fixtureBefore);
    }

    @Test
    void a_fixture_without_expectations_is_given_all() {
        MavenProject project = MavenProject.copyOf("small-shop");
        String right = project.read(EXPECTED);

        project.delete(FIXTURE + "expected")
                .run("lakehouse:record")
                .assertSucceeded()
                .outputContains(EXPECTED + ": created with 2 rows");

        assertThat(project.read(EXPECTED)).isEqualTo(right);
    }

    @Test
    void what_breaks_its_header_is_refused_and_verify_does_not_suggest_to_record_it() {
        MavenProject project = MavenProject.copyOf("small-shop").replaceInFile(MODEL, "10 MINUTE", "1 MINUTE");
        String before = project.read(EXPECTED);

        project.run("lakehouse:record")
                .assertFailed()
                .outputContains(
                        "gmv_10min [shop/noon] was not recorded, because its output contradicts the @metric header",
                        "1 thing was not recorded")
                .outputDoesNotContain("Exception:", "\tat ");

        assertThat(project.read(EXPECTED)).isEqualTo(before);
        project.run("lakehouse:verify")
                .assertFailed()
                .outputContains("misaligned")
                .outputDoesNotContain("lakehouse:record");
    }

    @Test
    void nothing_to_record_is_an_error_that_says_what_to_write() {
        MavenProject project = MavenProject.copyOf("small-shop");

        project.run("lakehouse:record", "-Dlakehouse.metric=gvm*")
                .assertFailed()
                .outputContains("no metric matches -Dlakehouse.metric=gvm*", "SELECTION_EMPTY");
        project.delete("src/test/lakehouse")
                .run("lakehouse:record")
                .assertFailed()
                .outputContains("there is no fixture to record", "src/test/lakehouse/<pipeline>/<fixture>/input");
    }

    @Test
    void in_a_build_of_several_modules_those_without_fixtures_are_passed_over() {
        MavenProject project = MavenProject.copyOf("small-shop")
                .write("pom.xml", pom("root", "pom", "<modules><module>shop</module><module>code</module></modules>"))
                .write("shop/pom.xml", pom("shop", "pom", ""))
                .write("code/pom.xml", pom("code", "jar", ""))
                .move("src", "shop/src");
        project.replaceInFile("shop/" + EXPECTED, "35.50", "1.50");

        project.run("lakehouse:record", "-Dlakehouse.fixture=shop/noon")
                .assertSucceeded()
                .outputContains(EXPECTED + ": 1 row changed", "nothing to record");
    }

    private static String pom(String name, String packaging, String body) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0</version>
                  <packaging>%s</packaging>
                  %s
                </project>
                """.formatted(name, packaging, body);
    }
}
