package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;
import org.lakehousereplay.it.harness.ReleaseRepository;

/** The goal compare: what it tells, when it breaks the build and when not, and what it leaves behind. */
final class CompareIT {

    private static final String SAMPLE = "src/main/lakehouse/weekend-coupon/";
    private static final String CHANGES = "src/test/lakehouse/caliber-changes.yaml";

    private static final String PIPELINES = "src/main/lakehouse/";
    private static final String MODEL = PIPELINES + "shop/gmv_10min.sql";
    private static final String ADDED = "src/main/lakehouse/shop/orders_by_status.sql";

    private static final String POM_FORM = """
                    <configuration>
                      <baseline>dir:past</baseline>
                      <versions>
                        <version>dir:src/main/lakehouse</version>
                      </versions>
                    </configuration>
            """;

    @Test
    void no_caliber_change_of_the_sample_goes_undeclared() {
        MavenProject project = withReleasesOfItsOwn(MavenProject.copyOfSampleProject());
        DocumentationPage goals = DocumentationPage.read("goals.md");
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
        MavenRun changed = assertFailure(project.run("lakehouse:compare"))
                .outputContains(
                        "The baseline is 1.0.0, the newest release below 2.0.0-SNAPSHOT. To pin it: "
                                + "-Dlakehouse.baseline=maven:" + project.group() + ":metrics:1.0.0",
                        "UNDECLARED weekend-coupon/gmv_10min [compared with 1.0.0]: re-timed (major, undeclared)",
                        "UNDECLARED weekend-coupon/payments_10min [compared with 1.0.0]: rows-let-in (major, undeclared)",
                        "IDENTICAL weekend-coupon/best_channel_10min",
                        "identical: 13, tolerated: 0, declared: 0, not comparable: 0, undeclared: 2, errors: 0",
                        "2 caliber changes are not declared. If the change is meant, run mvn lakehouse:declare")
                .outputDoesNotContain("UNDECLARED lead-funnel", "UNDECLARED user-behavior", "promises");

        goals.section("compare").assertPrinted(0, changed);

        MavenRun declared = project.run("lakehouse:declare").assertSucceeded();
        goals.section("declare").assertPrinted(0, declared);
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

    @ParameterizedTest
    @EnumSource
    void verify_and_compare_share_a_build(Maven maven) {
        MavenProject project =
                MavenProject.copyOf("released-shop").copy(PIPELINES, "past").with(maven);
        project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)")
                .replaceInFile("pom.xml", "</version>\n      </plugin>", "</version>\n" + POM_FORM + "      </plugin>");

        assertFailure(project.run("lakehouse:verify", "lakehouse:compare", "-Dlakehouse.testFailureIgnore"))
                .outputContains(
                        "FAILED shop/noon",
                        "UNDECLARED shop/gmv_10min [compared with dir:past]: values-changed (major, undeclared)",
                        "Compared with dir:src/main/lakehouse",
                        "1 caliber change is not declared.");

        assertThat(project.read("target/surefire-reports/TEST-lakehouse.shop.xml"))
                .contains("tests=\"2\"", "failures=\"1\"", "gmv_10min [noon]");
        assertThat(project.read("target/surefire-reports/TEST-lakehouse-compare.shop.xml"))
                .contains("failures=\"1\"", "gmv_10min [compared with dir:past]");
        assertThat(project.read("target/lakehouse/report.json"))
                .contains("\"FAILED\"", "\"ChangedCells\"", "\"UNDECLARED\"", "\"values-changed\"", "\"dir:past\"");
        assertThat(project.read("target/lakehouse/summary.md")).contains("gmv_10min", "values-changed", "dir:past");
    }

    @Test
    void a_change_that_no_fixture_shows_is_told_with_an_input_that_does() {
        MavenProject project = MavenProject.copyOfSampleProject().copy(PIPELINES, "past");
        project.replaceInFile(SAMPLE + "payments_10min.sql", "entry = 'payment'", "entry = 'payment' AND amount > 0");

        MavenRun run = project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past")
                .assertSucceeded();

        DocumentationPage.read("goals.md").section("compare").assertPrinted(1, run);
    }

    @Test
    void nothing_changed_is_green() {
        MavenProject project = MavenProject.copyOf("released-shop").copy(PIPELINES, "past");

        project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past")
                .assertSucceeded()
                .outputContains(
                        "IDENTICAL shop/gmv_10min [compared with dir:past] (1 fixture, the SQL is the same)",
                        "Metrics compared: 2, identical: 2");

        project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)")
                .run("lakehouse:compare", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.metric=orders*")
                .assertSucceeded()
                .outputContains("Metrics compared: 1, identical: 1");
    }

    @Test
    void skip_leaves_nothing_behind() {
        MavenProject project = MavenProject.copyOf("released-shop");

        project.run("lakehouse:compare", "lakehouse:declare", "-Dlakehouse.skip")
                .assertSucceeded()
                .outputContains("lakehouse.skip");
        project.assertThatFile("target").doesNotExist();
        project.assertThatFile(CHANGES).doesNotExist();
    }

    @Test
    void the_level_that_breaks_can_be_chosen() {
        MavenProject project =
                MavenProject.copyOf("released-shop").copy(PIPELINES, "past").delete("past/shop/orders_by_status.sql");

        project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past")
                .assertSucceeded()
                .outputContains(
                        "TOLERATED shop/orders_by_status [compared with dir:past]: metric-added (minor, tolerated)");
        assertFailure(project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.breakOn=minor"))
                .outputContains(
                        "UNDECLARED shop/orders_by_status [compared with dir:past]: metric-added (minor, undeclared)");
        assertError(project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.breakOn=huge"))
                .outputContains("lakehouse.breakOn is huge. Give one of patch, minor, major");
    }

    @Test
    void the_step_between_versions_is_held_against_the_changes() {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        String added = project.read(ADDED);
        project.delete(ADDED);
        ReleaseRepository.of(project, "released-shop").add("1.0.0", project.path("src/main/lakehouse"));
        project.write(ADDED, added).replaceInFile("pom.xml", "1.1.0-SNAPSHOT", "1.0.1-SNAPSHOT");
        String advice =
                "The step from 1.0.0 to 1.0.1-SNAPSHOT promises no more than patch changes, and there is a minor"
                        + " one: the version must be 1.1.0 at least.";

        MavenRun warned = project.run("lakehouse:compare").assertSucceeded();
        assertThat(warned.lines("WARNING")).contains(advice);
        assertFailure(project.run("lakehouse:compare", "-Dlakehouse.versionBump=break"))
                .outputContains("[ERROR] " + advice, "The version 1.0.1-SNAPSHOT promises less change since 1.0.0");
        project.run("lakehouse:compare", "-Dlakehouse.versionBump=ignore")
                .assertSucceeded()
                .outputDoesNotContain("promises");
    }

    @Test
    void what_the_old_pipeline_cannot_take_is_no_failure_of_other_metrics() {
        MavenProject project = MavenProject.copyOf("released-shop").copy(PIPELINES, "past");
        project.replaceInFile("past/shop/sources.sql", "status  ", "is_test BOOLEAN, status")
                .replaceInFile(
                        "past/shop/orders_by_status.sql", "FROM orders", "FROM orders WHERE is_test IS NOT TRUE");

        assertFailure(project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past"))
                .outputContains(
                        "NOT COMPARABLE shop/orders_by_status [compared with dir:past]",
                        "it reads orders.is_test, which the candidate does not have",
                        "fixtures: noon\n",
                        "not comparable: 1, undeclared: 0, errors: 0",
                        "1 metric cannot be compared with the baseline, which must be declared as well");
    }

    @Test
    void without_a_fixture_no_change_could_be_seen() {
        MavenProject project = MavenProject.copyOf("released-shop")
                .copy(PIPELINES, "past")
                .replaceInFile(MODEL, "10 MINUTE", "5 MINUTE");
        String[] elsewhere = {
            "lakehouse:compare", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.fixtureDirectory=src/test/lakehuose"
        };

        assertError(project.run(elsewhere)).outputContains("there is no fixture", "FIXTURES_MISSING");
        assertThat(project.run("lakehouse:compare", elsewhere[1], elsewhere[2], "-Dlakehouse.failIfNoFixtures=false")
                        .assertSucceeded()
                        .lines("WARNING"))
                .anyMatch(line -> line.contains("there is no fixture"))
                .contains("TOLERATED shop/gmv_10min [compared with dir:past]: unobserved (patch, tolerated)");
    }

    @Test
    void what_cannot_be_known_is_an_error() {
        MavenProject project = MavenProject.copyOf("released-shop")
                .copy(PIPELINES, "past")
                .replaceInFile(MODEL, "SUM(amount)", "SUM(amuont)");

        assertError(project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past"))
                .outputContains(MODEL, "amuont", "nobody knows what changed");
        assertError(project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:src/main/lakehouse"))
                .outputContains("nobody knows what changed");
    }

    /** A difference, not an error: the build breaks with that exception, and without a stack trace. */
    private static MavenRun assertFailure(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoFailureException")
                .outputDoesNotContain("MojoExecutionException", "\tat ");
    }

    /** No difference, but something that kept it from being found. */
    private static MavenRun assertError(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoExecutionException")
                .outputDoesNotContain("MojoFailureException", "\tat ");
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
