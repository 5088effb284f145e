package org.lakehousereplay.it;

import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;
import org.lakehousereplay.it.harness.ReleaseRepository;

/** The goal compare: what it tells, when it breaks the build and when not, and what it leaves behind. */
final class CompareIT {

    private static final String SAMPLE = "src/main/lakehouse/weekend-coupon/";
    private static final String CHANGES = "src/test/lakehouse/caliber-changes.yaml";

    @Test
    void no_caliber_change_of_the_sample_goes_undeclared() {
        MavenProject project = withReleasesOfItsOwn(MavenProject.copyOfSampleProject());
        String window = project.read(SAMPLE + "gmv_10min.sql");
        String filter = project.read(SAMPLE + "payments_10min.sql");
        project.replaceInFile("pom.xml", "<version>1.0.0-SNAPSHOT</version>", "<version>1.0.0</version>")
                .replaceInFile("pom.xml", "<goal>verify</goal>", "<goal>verify</goal><goal>compare</goal>")
                .run("install")
                .assertSucceeded()
                .outputContains("metrics has no release below 1.0.0 in ", "so there is nothing to compare with yet");

        project.replaceInFile("pom.xml", "<version>1.0.0</version>", "<version>2.0.0-SNAPSHOT</version>")
                .replaceInFile(SAMPLE + "gmv_10min.sql", "INTERVAL 10 MINUTE", "INTERVAL 1 MINUTE")
                .replaceInFile(SAMPLE + "gmv_10min.sql", "size: 10 minutes", "size: 1 minute")
                .replaceInFile(SAMPLE + "payments_10min.sql", "WHERE entry = 'payment'\n", "");
        assertFailure(project.run("lakehouse:compare"))
                .outputContains(
                        "The baseline is 1.0.0, the newest release below 2.0.0-SNAPSHOT. To pin it: "
                                + "-Dlakehouse.baseline=maven:" + project.group() + ":metrics:1.0.0",
                        "UNDECLARED weekend-coupon/gmv_10min [compared with 1.0.0]: re-timed (major, undeclared)",
                        "UNDECLARED weekend-coupon/payments_10min [compared with 1.0.0]: rows-let-in (major, undeclared)",
                        "IDENTICAL weekend-coupon/best_channel_10min",
                        "identical: 13, tolerated: 0, declared: 0, not comparable: 0, undeclared: 2, errors: 0",
                        "2 caliber changes are not declared. If the change is meant, run mvn lakehouse:declare")
                .outputDoesNotContain("UNDECLARED lead-funnel", "UNDECLARED user-behavior", "promises");

        project.run("lakehouse:declare")
                .assertSucceeded()
                .outputContains(
                        "added    weekend-coupon/gmv_10min re-timed since 1.0.0",
                        "added    weekend-coupon/payments_10min rows-let-in since 1.0.0",
                        "Written: " + CHANGES);
        assertFailure(project.run("lakehouse:compare"))
                .outputContains(
                        "The entry for re-timed of weekend-coupon/gmv_10min has no reason",
                        "The entry for rows-let-in of weekend-coupon/payments_10min has no reason",
                        "CHANGE_UNFINISHED");

        String decided = project.read(CHANGES).replace("reason: \"\"", "reason: decided by the board");
        project.write(CHANGES, decided)
                .run("lakehouse:compare")
                .assertSucceeded()
                .outputContains("declared: 2, not comparable: 0, undeclared: 0");

        project.write(SAMPLE + "gmv_10min.sql", window).write(SAMPLE + "payments_10min.sql", filter);
        assertFailure(project.run("verify"))
                .outputContains(
                        "metrics asserted: 61, passed: 61",
                        "The entry for re-timed of weekend-coupon/gmv_10min",
                        "The entry for rows-let-in of weekend-coupon/payments_10min",
                        "CHANGE_STALE",
                        "2 entries of caliber-changes.yaml are stale");
    }

    /** A difference, not an error: the build breaks with that exception, and without a stack trace. */
    private static MavenRun assertFailure(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoFailureException")
                .outputDoesNotContain("MojoExecutionException", "\tat ");
    }

    /** Lets a project ask nobody but a directory for releases. */
    private static MavenProject withReleasesOfItsOwn(MavenProject sample) {
        String address = ReleaseRepository.of(sample.inGroupOfItsOwn(), "metrics")
                .root()
                .toUri()
                .toString();
        return sample.replaceInFile(
                "pom.xml",
                "  <build>",
                "  <repositories><repository><id>central</id><url>" + address
                        + "</url></repository></repositories>\n\n  <build>");
    }
}
