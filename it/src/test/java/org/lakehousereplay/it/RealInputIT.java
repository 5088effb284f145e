package org.lakehousereplay.it;

import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.MavenProject;

/** Days of real orders and real web requests, whose expected files {@link RealInputReferenceTest} checks. */
final class RealInputIT {

    @Test
    void the_pipelines_give_what_an_independent_computation_gives() {
        MavenProject.copyOf("real-input")
                .run("verify")
                .assertSucceeded()
                .outputContains("PASSED cafe/", "PASSED web-traffic/", "failed: 0, errors: 0");
    }
}
