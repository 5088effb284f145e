package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal shrink: what is left of a fixture is wrong in the same way, is green once the SQL is, and replaces nothing. */
final class ShrinkIT {

    private static final String PIPELINES = "src/main/lakehouse/";
    private static final String MODEL = PIPELINES + "shop/gmv_10min.sql";
    private static final String FIXTURES = "src/test/lakehouse/shop/";
    private static final String EXPECTED = FIXTURES + "noon/expected/gmv_10min.csv";
    private static final String SHRUNK = FIXTURES + "noon-shrunk/";
    private static final String RIGHT = "WHERE status = 'PAID'";
    private static final String WRONG = "WHERE status <> 'OPEN'";

    @ParameterizedTest
    @EnumSource
    void what_verify_finds_wrong_is_as_wrong_in_the_shrunk_fixture(Maven maven) {
        MavenProject project = MavenProject.copyOf("small-shop").with(maven).replaceInFile(MODEL, RIGHT, WRONG);
        MavenRun whole = project.run("verify").assertFailed();

        MavenRun run = project.run("lakehouse:shrink").assertSucceeded();

        run.outputContains(
                "gmv_10min [shop/noon]: 3 of 4 rows are left, and gmv_10min has a wrong row,"
                        + " window_start = 2024-05-18T12:00:00",
                "Written: src/test/lakehouse/shop/noon-shrunk");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
        assertThat(project.read(SHRUNK + "input/orders.csv")).isEqualTo("""
                        order_id,user_id,amount,status,paid_at
                        1,7,20.00,PAID,2024-05-18T12:00:00
                        2,7,15.50,PAID,2024-05-18T12:09:59
                        3,8,99.00,CANCELLED,2024-05-18T12:05:00
                        """);
        assertThat(project.read(SHRUNK + "expected/gmv_10min.csv")).isEqualTo("""
                        window_start,gmv,buyers
                        2024-05-18T12:00:00,35.50,1
                        """);
        MavenRun shrunk = project.run("verify", "-Dlakehouse.fixture=shop/noon-shrunk");
        shrunk.assertFailed().outputContains("MojoFailureException", "FAILED shop/noon-shrunk");
        assertThat(cells(shrunk)).hasSize(2).isEqualTo(cells(whole));

        project.replaceInFile(MODEL, WRONG, RIGHT)
                .run("verify")
                .assertSucceeded()
                .outputContains("PASSED shop/noon-shrunk", "PASSED shop/noon");
    }

    /** The lines that tell of cells in the window in which the two differ. */
    private static List<String> cells(MavenRun run) {
        return run.lines("ERROR").stream()
                .filter(line -> line.startsWith("      2024-05-18T12:00:00"))
                .toList();
    }

    @Test
    void the_page_on_goals_shows_what_is_printed() {
        MavenProject project = MavenProject.copyOfSampleProject()
                .replaceInFile(
                        "src/main/lakehouse/weekend-coupon/gmv_10min.sql", "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        MavenRun run = project.run("lakehouse:shrink", "-Dlakehouse.fixture=weekend-coupon/loyal-buyer")
                .assertSucceeded();

        DocumentationPage.read("goals.md").section("shrink").assertPrinted(0, run);
    }

    @Test
    void a_difference_to_a_baseline_is_held_on_to() {
        MavenProject project =
                MavenProject.copyOf("released-shop").copy(PIPELINES, "past").replaceInFile(MODEL, RIGHT, WRONG);

        project.run("lakehouse:shrink", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.shrunkName=cancelled")
                .assertSucceeded()
                .outputContains(
                        "gmv_10min [shop/noon]: 2 of 4 rows are left, and gmv_10min differs from dir:past",
                        "Written: src/test/lakehouse/shop/cancelled");

        assertThat(project.read(FIXTURES + "cancelled/input/orders.csv"))
                .contains("\n3,8,99.00,CANCELLED,2024-05-18T12:05:00\n")
                .hasLineCount(3);
        project.run("lakehouse:verify", "-Dlakehouse.fixture=shop/cancelled")
                .assertFailed()
                .outputContains("FAILED shop/cancelled", "+99.00");
        project.run("lakehouse:compare", "-Dlakehouse.baseline=dir:past", "-Dlakehouse.fixture=shop/cancelled")
                .assertFailed()
                .outputContains("UNDECLARED shop/gmv_10min [compared with dir:past]: rows-let-in");
    }

    @Test
    void nothing_to_hold_on_to_is_told_with_what_to_do() {
        MavenProject project = MavenProject.copyOf("released-shop").copy(PIPELINES, "past");

        assertError(project.run("lakehouse:shrink"))
                .outputContains("no metric has a wrong row on the chosen fixtures", "NOTHING_TO_SHRINK");
        assertError(project.run("lakehouse:shrink", "-Dlakehouse.baseline=dir:past"))
                .outputContains("no metric differs from dir:past on the chosen fixtures", "mvn lakehouse:compare");

        project.write(EXPECTED, project.read(EXPECTED) + "2024-05-18T12:20:00,1.00,1\n");
        assertError(project.run("lakehouse:shrink"))
                .outputContains(
                        "rows are missing and none is wrong",
                        "Name a version that still has them by -Dlakehouse.baseline",
                        "NOTHING_TO_SHRINK");
        project.assertThatFile(SHRUNK).doesNotExist();
    }

    @Test
    void what_somebody_else_wrote_is_not_replaced() {
        MavenProject project = MavenProject.copyOf("released-shop").replaceInFile(MODEL, RIGHT, WRONG);
        String input = project.read(FIXTURES + "noon/input/orders.csv");

        assertError(project.run("lakehouse:shrink", "-Dlakehouse.shrunkName=noon"))
                .outputContains(
                        "the fixture is there already, and was not written by mvn lakehouse:shrink",
                        "Choose another name by -Dlakehouse.shrunkName");
        assertError(project.run("lakehouse:shrink", "-Dlakehouse.shrunkName=../elsewhere"))
                .outputContains("lakehouse.shrunkName is ../elsewhere, which is no name of a directory");
        assertError(project.run("lakehouse:shrink", "-Dlakehouse.shrinkTimeout=0"))
                .outputContains("lakehouse.shrinkTimeout is 0. Give a number of seconds of at least 1.");

        assertThat(project.read(FIXTURES + "noon/input/orders.csv")).isEqualTo(input);
        project.assertThatFile(SHRUNK).doesNotExist();
    }

    /** Nothing was shrunk, and the message says why without a stack trace. */
    private static MavenRun assertError(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoExecutionException")
                .outputDoesNotContain("MojoFailureException", "\tat ");
    }
}
