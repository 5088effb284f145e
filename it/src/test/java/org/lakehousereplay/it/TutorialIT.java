package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.MavenProject;

/** Does what the tutorial tells a reader to do, and compares what it shows with what happens. */
final class TutorialIT {

    private static final String MODEL = "src/main/lakehouse/orders/gmv_hourly.sql";
    private static final String FIXTURE = "src/test/lakehouse/orders/first/";
    private static final String EXPECTED = FIXTURE + "expected/gmv_hourly.csv";

    private final DocumentationPage tutorial = DocumentationPage.read("tutorial.md");

    @Test
    void the_tutorial_tells_the_truth() {
        MavenProject project = MavenProject.empty();
        project.run("lakehouse:init").assertSucceeded();
        tutorial.blocks("text").get(0).lines().map(line -> line.split(" +")[0]).forEach(file -> project.assertThatFile(
                        file)
                .isRegularFile());
        assertThat(tutorial.blocks("sql").get(0)).isEqualTo(project.read("src/main/lakehouse/orders/sources.sql"));
        assertThat(tutorial.blocks("sql").get(1)).isEqualTo(project.read(MODEL));
        assertThat(tutorial.blocks("csv"))
                .containsExactly(project.read(FIXTURE + "input/orders.csv"), project.read(EXPECTED));
        assertThat(tutorial.blocks("xml").get(2))
                .contains(tutorial.blocks("xml").get(0).indent(6))
                .contains(tutorial.blocks("xml").get(1).indent(4));
        project.writePom(tutorial.blocks("xml").get(2));

        tutorial.assertPrinted(1, project.run("verify").assertSucceeded());

        project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");
        tutorial.assertPrinted(2, project.run("verify").assertFailed());
        project.replaceInFile(MODEL, "COUNT(user_id)", "COUNT(DISTINCT user_id)");

        project.replaceInFile(
                MODEL, "WHERE paid_at IS NOT NULL\n", tutorial.blocks("sql").get(2));
        tutorial.assertPrinted(3, project.run("verify").assertFailed());

        project.run("lakehouse:record", "-Dlakehouse.fixture=orders/first", "-Dlakehouse.metric=gmv_hourly")
                .assertSucceeded();
        assertThat(project.read(EXPECTED))
                .isEqualTo(after(tutorial.blocks("diff").get(0)));
        project.run("verify").assertSucceeded();

        project.replaceInFile(FIXTURE + "input/orders.csv", "100.00", "100.0O");
        tutorial.assertPrinted(4, project.run("verify").assertFailed());
    }

    /** What a file holds after a difference was applied to it. */
    private static String after(String diff) {
        return diff.lines()
                .filter(line -> !line.startsWith("-"))
                .map(line -> line.substring(1) + "\n")
                .reduce("", String::concat);
    }
}
