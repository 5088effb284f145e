package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal replay: any data, any range, with a POM and without one. */
final class ReplayIT {

    private static final String PIPELINE = "-Dlakehouse.pipeline=weekend-coupon";
    private static final String INPUT = "-Dlakehouse.input=src/test/lakehouse/weekend-coupon/replay-one-hour";

    @ParameterizedTest
    @EnumSource
    void a_range_is_replayed_by_every_maven_without_a_pom(Maven maven) {
        MavenProject project =
                MavenProject.copyOfSampleProject().delete("pom.xml").with(maven);

        MavenRun run = project.run(
                "lakehouse:replay",
                PIPELINE,
                INPUT,
                "-Dlakehouse.from=2024-05-18T12:00",
                "-Dlakehouse.to=2024-05-18T12:10:00+08:00");

        run.assertSucceeded()
                .outputContains(
                        "Replayed weekend-coupon from 2024-05-18T12:00 to 2024-05-18T12:10:00+08:00 (excluded), "
                                + "time zone Asia/Shanghai",
                        "1 row in the range (src/test/lakehouse/weekend-coupon/replay-one-hour/input/orders.csv)",
                        "gmv_10min: GMV, buyers, traffic, ARPU and conversion in ten-minute windows",
                        "2024-05-18T12:00:00",
                        "Raw rows and outputs are in target/lakehouse/replay.duckdb",
                        "SELECT * FROM \"weekend-coupon\".")
                .outputDoesNotContain("2024-05-18T12:10:00  ");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
        project.assertThatFile("target/lakehouse/replay.duckdb").isRegularFile();
        project.assertThatFile("${project.basedir}").doesNotExist();
        project.assertThatFile("target/lakehouse/replay.duckdb.unfinished").doesNotExist();
    }

    @Test
    void a_table_is_cut_where_the_user_says() {
        MavenProject.copyOfSampleProject()
                .run("lakehouse:replay", PIPELINE, INPUT, "-Dlakehouse.metric=gmv_10min", "-Dlakehouse.rows=1")
                .assertSucceeded()
                .outputContains("Replayed weekend-coupon, time zone Asia/Shanghai", "… and ")
                .outputDoesNotContain("best_channel_10min");
    }

    @Test
    void a_missing_property_is_told_with_an_example() {
        MavenProject project = MavenProject.copyOfSampleProject();

        project.run("lakehouse:replay", INPUT)
                .assertFailed()
                .outputContains("lakehouse.pipeline is missing", "mvn lakehouse:replay -Dlakehouse.pipeline=");
        project.run("lakehouse:replay", PIPELINE).assertFailed().outputContains("lakehouse.input is missing");
    }

    @Test
    void what_cannot_be_replayed_is_told_without_a_stack_trace() {
        MavenProject project = MavenProject.copyOfSampleProject();

        project.run("lakehouse:replay", "-Dlakehouse.pipeline=weekend", INPUT)
                .assertFailed()
                .outputContains("there is no pipeline weekend", "lead-funnel, user-behavior, weekend-coupon")
                .outputDoesNotContain("Exception:", "\tat ");
        project.run("lakehouse:replay", PIPELINE, "-Dlakehouse.input=data")
                .assertFailed()
                .outputContains("data: there is no such directory to replay");
        project.run("lakehouse:replay", PIPELINE, INPUT, "-Dlakehouse.from=noon")
                .assertFailed()
                .outputContains("lakehouse.from", "noon", "2024-05-18T12:00:00");
    }

    @Test
    void a_misaligned_window_is_a_warning() {
        MavenRun run = MavenProject.copyOfSampleProject()
                .replaceInFile("src/main/lakehouse/weekend-coupon/gmv_10min.sql", "10 MINUTE", "1 MINUTE")
                .run("lakehouse:replay", PIPELINE, INPUT);

        run.assertSucceeded();
        assertThat(run.lines("WARNING")).anyMatch(line -> line.contains("is not a multiple of 10 minutes"));
    }
}
