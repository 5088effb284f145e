package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal mutate: survivors are told with their place, thresholds and the ratchet break the build. */
final class MutateIT {

    private static final String MODEL = "src/main/lakehouse/shop/gmv_10min.sql";
    private static final String RATCHET = "src/test/lakehouse/mutation-ratchet.yaml";

    @Test
    void survivors_are_told_and_break_nothing_that_nobody_demands() {
        MavenProject project = MavenProject.copyOf("small-shop");

        MavenRun run = project.run("lakehouse:mutate").assertSucceeded();

        run.outputContains("score", "shop/gmv_10min", " noticed, ", " survived, ", " probably equivalent");
        assertThat(project.read("target/surefire-reports/TEST-lakehouse-mutate.shop.xml"))
                .contains("<testcase", "gmv_10min");
        assertThat(project.read("target/lakehouse/summary.md")).contains("| metric | score |");
    }

    @Test
    void a_second_run_knows_the_first() {
        MavenProject project = MavenProject.copyOf("small-shop");
        project.run("lakehouse:mutate").assertSucceeded();

        project.run("lakehouse:mutate").assertSucceeded().outputContains("known from an earlier run");
    }

    @Test
    void nothing_is_measured_while_a_fixture_is_red() {
        MavenProject.copyOf("small-shop")
                .replaceInFile(MODEL, "WHERE status = 'PAID'", "WHERE status <> 'OPEN'")
                .run("lakehouse:mutate")
                .assertFailed()
                .outputContains("MojoFailureException", "Nothing can be measured");
    }

    @Test
    void a_ratchet_entry_that_is_too_high_breaks_the_build() {
        MavenProject project = MavenProject.copyOf("small-shop");
        project.run("lakehouse:mutate", "-Dlakehouse.updateRatchet")
                .assertSucceeded()
                .outputContains("Written: " + RATCHET);
        assertThat(project.read(RATCHET)).contains("\"shop/gmv_10min\": ");

        project.write(RATCHET, "scores: {shop/no_such_metric: 10}\n")
                .run("lakehouse:mutate")
                .assertFailed()
                .outputContains("RATCHET_STALE", RATCHET + ":1:");
    }

    @Test
    void a_setting_that_means_nothing_is_refused() {
        MavenProject.copyOf("small-shop")
                .run("lakehouse:mutate", "-Dlakehouse.mutationThreshold=much")
                .assertFailed()
                .outputContains("lakehouse.mutationThreshold is much");
    }
}
