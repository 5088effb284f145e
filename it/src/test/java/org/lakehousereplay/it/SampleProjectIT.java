package org.lakehousereplay.it;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;

/** The sample project as the README runs it. */
final class SampleProjectIT {

    @ParameterizedTest
    @EnumSource
    void the_sample_is_green_on_every_maven(Maven maven) {
        MavenProject.copyOfSampleProject()
                .with(maven)
                .run("verify")
                .assertSucceeded()
                .outputContains("failed: 0, errors: 0", "target/lakehouse/report.json");
    }

    @ParameterizedTest
    @CsvSource({"10 MINUTE, 1 MINUTE", "COUNT(DISTINCT user_id), COUNT(user_id)"})
    void a_changed_caliber_breaks_the_build(String production, String changed) {
        MavenProject.copyOfSampleProject()
                .replaceInFile("src/main/lakehouse/weekend-coupon/gmv_10min.sql", production, changed)
                .run("lakehouse:verify")
                .assertFailed()
                .outputContains("FAILED weekend-coupon/", "gmv_10min [weekend-coupon/");
    }
}
