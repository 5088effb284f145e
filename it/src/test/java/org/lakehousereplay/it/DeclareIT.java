package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.ReleaseRepository;

/** The goal declare: it writes what is observed and keeps what people wrote. */
final class DeclareIT {

    private static final String CHANGES = "src/test/lakehouse/caliber-changes.yaml";
    private static final String PIPELINES = "src/main/lakehouse/";
    private static final String MODEL = PIPELINES + "shop/gmv_10min.sql";
    private static final String PAST = "-Dlakehouse.baseline=dir:past";

    @Test
    void an_entry_follows_what_is_observed_and_keeps_its_reason() {
        MavenProject project =
                MavenProject.copyOf("released-shop").copy(PIPELINES, "past").with(Maven.OLDEST);
        project.replaceInFile(MODEL, "SUM(amount)", "SUM(amount + 1)")
                .run("lakehouse:declare", PAST)
                .assertSucceeded()
                .outputContains(
                        "added    shop/gmv_10min values-changed since dir:past",
                        "Written: " + CHANGES,
                        "Fill in the reason of the new entry and commit the file.");
        assertThat(project.read(CHANGES)).contains("{from: 1.00, to: 2.00}", "reason: \"\"");

        project.replaceInFile(CHANGES, "reason: \"\"", "reason: The board wants more.")
                .replaceInFile(MODEL, "SUM(amount + 1)", "SUM(amount + 2)")
                .run("lakehouse:declare", PAST)
                .assertSucceeded()
                .outputContains("fitted   shop/gmv_10min values-changed since dir:past")
                .outputDoesNotContain("Fill in");
        assertThat(project.read(CHANGES)).contains("{from: 2.00, to: 4.00}", "reason: The board wants more.");
        project.run("lakehouse:compare", PAST).assertSucceeded().outputContains("DECLARED shop/gmv_10min");
    }

    @Test
    void what_is_declared_is_left_alone_and_what_is_gone_is_removed() {
        MavenProject project = MavenProject.copyOf("released-shop")
                .copy(PIPELINES, "past")
                .replaceInFile(MODEL, "SUM(amount)", "SUM(amount + 1)");
        project.run("lakehouse:declare", PAST).assertSucceeded();
        String declared = "# Ask Ann.\n" + project.read(CHANGES);

        project.write(CHANGES, declared)
                .run("lakehouse:declare", PAST)
                .assertSucceeded()
                .outputContains("Every change is declared in " + CHANGES + " as it is observed, nothing was written.");
        assertThat(project.read(CHANGES)).isEqualTo(declared);

        project.replaceInFile(MODEL, "SUM(amount + 1)", "SUM(amount)")
                .run("lakehouse:declare", PAST)
                .assertSucceeded()
                .outputContains("removed  shop/gmv_10min values-changed since dir:past, which is not there any more");
        assertThat(project.read(CHANGES)).contains("# Ask Ann.").doesNotContain("gmv_10min");
        project.run("lakehouse:compare", PAST).assertSucceeded();
    }

    @Test
    void without_a_release_there_is_nothing_to_declare() {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        ReleaseRepository.of(project, "released-shop");

        project.run("lakehouse:declare", "--settings", "settings.xml")
                .assertSucceeded()
                .outputContains("has no release below 1.1.0-SNAPSHOT", "and nothing to declare.");
        project.assertThatFile(CHANGES).doesNotExist();
    }

    @Test
    void nothing_is_declared_blindly() {
        MavenProject project = MavenProject.copyOf("released-shop")
                .copy(PIPELINES, "past")
                .replaceInFile(MODEL, "SUM(amount)", "SUM(amuont)");

        project.run("lakehouse:declare", PAST)
                .assertFailed()
                .outputContains("amuont", "Nothing was declared", "MojoExecutionException")
                .outputDoesNotContain("\tat ");
        project.assertThatFile(CHANGES).doesNotExist();
    }
}
