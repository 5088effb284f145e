package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** Does what the tutorial tells a reader to do, and compares what it shows with what happens. */
final class TutorialIT {

    private static final String MODEL = "src/main/lakehouse/orders/gmv_hourly.sql";
    private static final String FIXTURE = "src/test/lakehouse/orders/first/";
    private static final String EXPECTED = FIXTURE + "expected/gmv_hourly.csv";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern DURATION = Pattern.compile("\\d+ ms");

    private final String tutorial = MavenProject.documentation("tutorial.md");

    @Test
    void the_tutorial_tells_the_truth() {
        MavenProject project = MavenProject.empty();
        project.run("lakehouse:init").assertSucceeded();
        blocks("text").get(0).lines().map(line -> line.split(" +")[0]).forEach(file -> project.assertThatFile(file)
                .isRegularFile());
        assertThat(blocks("sql").get(0)).isEqualTo(project.read("src/main/lakehouse/orders/sources.sql"));
        assertThat(blocks("sql").get(1)).isEqualTo(project.read(MODEL));
        assertThat(blocks("csv")).containsExactly(project.read(FIXTURE + "input/orders.csv"), project.read(EXPECTED));
        assertThat(blocks("xml").get(1)).contains(blocks("xml").get(0).indent(6));
        project.write("pom.xml", blocks("xml").get(1));

        assertPrints(project.run("verify").assertSucceeded(), 1);

        project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");
        assertPrints(project.run("verify").assertFailed(), 2);
        project.replaceInFile(MODEL, "COUNT(user_id)", "COUNT(DISTINCT user_id)");

        project.replaceInFile(
                MODEL, "WHERE paid_at IS NOT NULL\n", blocks("sql").get(2));
        assertPrints(project.run("verify").assertFailed(), 3);

        project.run("lakehouse:record", "-Dlakehouse.fixture=orders/first", "-Dlakehouse.metric=gmv_hourly")
                .assertSucceeded();
        assertThat(project.read(EXPECTED)).isEqualTo(after(blocks("diff").get(0)));
        project.run("verify").assertSucceeded();

        project.replaceInFile(FIXTURE + "input/orders.csv", "100.00", "100.0O");
        assertPrints(project.run("verify").assertFailed(), 4);
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(tutorial)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private void assertPrints(MavenRun run, int block) {
        String[] lines = DURATION.matcher(blocks("text").get(block))
                .replaceAll("0 ms")
                .lines()
                .toArray(String[]::new);
        assertThat(DURATION.matcher(run.output()).replaceAll("0 ms"))
                .as("output, see " + run.log())
                .contains(lines);
    }

    /** What a file holds after a difference was applied to it. */
    private static String after(String diff) {
        return diff.lines()
                .filter(line -> !line.startsWith("-"))
                .map(line -> line.substring(1) + "\n")
                .reduce("", String::concat);
    }
}
