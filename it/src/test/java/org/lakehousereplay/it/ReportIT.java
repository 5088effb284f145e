package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;

/** The HTML report as the goals write it: that of a red build, in another language, as one file, with fewer columns. */
final class ReportIT {

    private static final String FOLDER = "target/lakehouse/report";
    private static final String PAGE = FOLDER + "/index.html";
    private static final String LEDGER = "src/main/lakehouse/weekend-coupon/dwd/order_ledger.sql";
    private static final Pattern REPLAY =
            Pattern.compile("<code[^>]*data-lr-copy[^>]*>mvn (lakehouse:replay [^<]*/refund [^<]*)</code>");

    @ParameterizedTest
    @EnumSource
    void a_red_build_of_every_maven_leaves_a_report_behind(Maven maven) {
        MavenProject project = redProject().with(maven);

        project.run("lakehouse:verify", "-Dlakehouse.report.language=en")
                .assertFailed()
                .outputContains("Open " + PAGE, "See the messages above and " + PAGE);

        assertThat(project.read(PAGE))
                .contains("Not as expected", "gmv_10min", "metrics/weekend-coupon.gmv_10min.html");
        assertThat(files(project))
                .contains(
                        "assets/report.css", "assets/report.js", "index.html", "metrics/weekend-coupon.gmv_10min.html")
                .anyMatch(file -> file.startsWith("data/weekend-coupon.gmv_10min."));
    }

    @Test
    void a_green_build_says_so_in_the_language_of_the_reader() {
        MavenProject project = MavenProject.copyOfSampleProject();

        project.run("verify", "-Dlakehouse.report.language=zh").assertSucceeded();

        assertThat(project.read(PAGE)).contains("<html lang=\"zh", "口径");
    }

    @Test
    void the_report_is_made_again_as_one_file_without_a_replay() {
        MavenProject project = redProject();
        project.run("lakehouse:verify").assertFailed();
        project.write(FOLDER + "/notes.txt", "left by an older version");

        project.run("lakehouse:report", "-Dlakehouse.report.singleFile", "-Dlakehouse.report.title=GMV of May")
                .assertSucceeded()
                .outputContains("Report: " + PAGE)
                .outputDoesNotContain("FAILED");

        assertThat(files(project).stream().filter(file -> !file.startsWith(".")))
                .containsExactly("index.html");
        assertThat(project.read(PAGE)).contains("GMV of May", "gmv_10min");
    }

    @Test
    void a_report_can_be_left_out() {
        MavenProject project = redProject();

        project.run("lakehouse:verify", "-Dlakehouse.report.skip")
                .assertFailed()
                .outputContains("See the messages above and target/lakehouse/report.json");

        project.assertThatFile(FOLDER).doesNotExist();
    }

    @Test
    void columns_that_may_not_be_shown_are_not_in_it() {
        MavenProject project = redProject();

        project.run("lakehouse:verify", "-Dlakehouse.report.evidence=orders.order_id:hash,refunds.amount")
                .assertFailed();

        String page = project.read(FOLDER + "/metrics/weekend-coupon.gmv_10min.html");
        assertThat(page).contains("refunds").doesNotContain("2024-05-18T13:16:30");
    }

    @Test
    void the_command_of_a_window_replays_it() {
        MavenProject project = redProject();
        project.run("lakehouse:verify").assertFailed();
        String page = project.read(FOLDER + "/metrics/weekend-coupon.gmv_10min.html");
        Matcher command = REPLAY.matcher(page);
        assertThat(command.find()).as("a command to copy").isTrue();

        project.run(command.group(1).split(" ")).assertSucceeded().outputContains("2024-05-18T13:10:00  -85.00");
    }

    @Test
    void what_cannot_be_done_is_told_before_anything_runs() {
        MavenProject project = MavenProject.copyOfSampleProject();

        project.run("lakehouse:report")
                .assertFailed()
                .outputContains("target/lakehouse/report.json: the report of the run cannot be read: it does not exist")
                .outputDoesNotContain("Exception:", "\tat ");
        project.run("lakehouse:verify", "-Dlakehouse.report.language=klingon")
                .assertFailed()
                .outputContains("lakehouse.report.language is klingon. Give one of en, zh.")
                .outputDoesNotContain("Fixtures:");
        project.run("lakehouse:verify", "-Dlakehouse.report.evidence=order_id")
                .assertFailed()
                .outputContains("lakehouse.report.evidence names order_id. Write source.column")
                .outputDoesNotContain("Fixtures:");
        project.run("lakehouse:verify", "-Dlakehouse.report.evidenceRows=-1")
                .assertFailed()
                .outputContains("lakehouse.report.evidenceRows is -1")
                .outputDoesNotContain("Fixtures:");
    }

    @Test
    void a_folder_of_somebody_else_is_not_replaced() {
        MavenProject project = redProject();
        project.write(FOLDER + "/thesis.txt", "three years of work");

        project.run("lakehouse:verify").assertFailed().outputContains("[OUTPUT_NOT_WRITABLE]");

        assertThat(project.read(FOLDER + "/thesis.txt")).isEqualTo("three years of work");
    }

    private static MavenProject redProject() {
        return MavenProject.copyOfSampleProject().replaceInFile(LEDGER, "JOIN orders_clean", "LEFT JOIN orders_clean");
    }

    private static List<String> files(MavenProject project) {
        Path folder = project.path(FOLDER);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
