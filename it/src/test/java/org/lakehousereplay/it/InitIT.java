package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The goal init: a green start in any directory, with a POM and without one. */
final class InitIT {

    private static final String[] FILES = {
        "src/main/lakehouse/orders/sources.sql",
        "src/main/lakehouse/orders/gmv_hourly.sql",
        "src/test/lakehouse/orders/first/fixture.yaml",
        "src/test/lakehouse/orders/first/input/orders.csv",
        "src/test/lakehouse/orders/first/expected/gmv_hourly.csv"
    };

    @ParameterizedTest
    @EnumSource
    void a_project_that_has_the_plugin_is_green_at_once(Maven maven) {
        MavenProject project = MavenProject.copyOf("hello").with(maven);

        MavenRun run = project.run("lakehouse:init");

        run.assertSucceeded().outputContains(FILES).outputContains("Then run: mvn lakehouse:verify");
        run.outputDoesNotContain("<artifactId>");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
        project.run("lakehouse:verify").assertSucceeded().outputContains("PASSED orders/first", "failed: 0, errors: 0");
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_directory_gets_the_files_and_a_pom_to_copy(Maven maven) throws IOException {
        MavenProject project = MavenProject.empty().with(maven);

        MavenRun run = project.run("lakehouse:init");

        run.assertSucceeded().outputContains(FILES).outputContains("<project xmlns=", "<goal>verify</goal>");
        for (String file : FILES) {
            project.assertThatFile(file).isRegularFile();
        }
        project.writePom(printedPom(run)).run("verify").assertSucceeded().outputContains("PASSED orders/first");
        try (FileSystem jar = FileSystems.newFileSystem(project.path("target/metrics-1.0.0-SNAPSHOT.jar"))) {
            // The release candidate of Maven 4 forgets the target path.
            String place = maven == Maven.NEXT ? "orders/gmv_hourly.sql" : "lakehouse/orders/gmv_hourly.sql";
            assertThat(jar.getPath(place)).hasContent(project.read(FILES[1]));
        }
    }

    @Test
    void a_pom_without_the_plugin_is_told_what_to_add() {
        MavenProject project = MavenProject.copyOf("hello");
        String pom = project.read("pom.xml");
        int start = pom.indexOf("  <build>");
        int end = pom.indexOf("</project>");

        project.write("pom.xml", pom.substring(0, start) + pom.substring(end))
                .run("lakehouse:init", "-Dlakehouse.pipeline=sales")
                .assertSucceeded()
                .outputContains("src/main/lakehouse/sales/sources.sql", "<plugin>", "<goal>verify</goal>")
                .outputContains("A project of packaging pom has no jar")
                .outputDoesNotContain("<project ", "<resources>");
    }

    @Test
    void a_pom_that_does_not_package_the_pipelines_is_told_how() {
        MavenProject project = MavenProject.copyOf("hello")
                .replaceInFile("pom.xml", "<packaging>pom</packaging>", "<packaging>jar</packaging>");

        project.run("lakehouse:init")
                .assertSucceeded()
                .outputContains("<targetPath>lakehouse</targetPath>")
                .outputDoesNotContain("<plugin>", "A project of packaging pom");
        project.replaceInFile(
                        "pom.xml",
                        "<build>",
                        "<build><resources><resource><directory>src/main/lakehouse</directory>"
                                + "<targetPath>lakehouse</targetPath></resource></resources>")
                .run("lakehouse:init", "-Dlakehouse.pipeline=sales")
                .assertSucceeded()
                .outputDoesNotContain("<targetPath>", "<plugin>");
    }

    @Test
    void nothing_is_overwritten() {
        MavenProject project = MavenProject.copyOf("hello").write(FILES[1], "SELECT 1");

        project.run("lakehouse:init")
                .assertFailed()
                .outputContains(
                        "project hello: src/main/lakehouse/orders: is there already, and init overwrites nothing",
                        "-Dlakehouse.pipeline=<name>")
                .outputDoesNotContain("Exception:", "\tat ");

        assertThat(project.read(FILES[1])).isEqualTo("SELECT 1");
        project.assertThatFile(FILES[0]).doesNotExist();
        project.assertThatFile("src/test/lakehouse").doesNotExist();
    }

    @Test
    void a_name_that_leads_elsewhere_is_refused() {
        MavenProject project = MavenProject.empty();

        project.run("lakehouse:init", "-Dlakehouse.pipeline=../other")
                .assertFailed()
                .outputContains("\"../other\" is no name for a pipeline");
        project.assertThatFile("src").doesNotExist();
    }

    /** What init prints to be copied, without the level that Maven puts before each line. */
    private static String printedPom(MavenRun run) {
        String printed = run.output().replaceAll("(?m)^\\[INFO] ?", "");
        return printed.substring(printed.indexOf("<project "), printed.indexOf("</project>")) + "</project>\n";
    }
}
