package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

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
}
