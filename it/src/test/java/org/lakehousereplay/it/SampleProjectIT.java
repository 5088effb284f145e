package org.lakehousereplay.it;

import org.junit.jupiter.params.ParameterizedTest;
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
}
