package org.lakehousereplay.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

final class ScaffoldTest {

    @TempDir
    private Path base;

    @Test
    void what_is_written_is_green() {
        List<Path> files = scaffold().write("销售");

        assertThat(files).hasSize(5).allSatisfy(file -> assertThat(file).isRegularFile());
        Project project = new Project(
                base,
                base.resolve("main"),
                base.resolve("test"),
                base.resolve("target"),
                base.resolve("target"),
                List.of());
        RunReport report = new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT).run();
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void nothing_is_overwritten_and_nothing_written_half() throws IOException {
        Path existing = Files.createDirectories(base.resolve("test/orders/first"));

        assertThatThrownBy(() -> scaffold().write("orders"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(existing + ": is there already, and init overwrites nothing");

        assertThat(base.resolve("main")).doesNotExist();
    }

    @Test
    void a_second_pipeline_finds_its_place_beside_the_first() {
        scaffold().write("orders");

        assertThat(scaffold().write("orders-2"))
                .allSatisfy(file -> assertThat(file).isRegularFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "../orders", "a/b", "a\\b", ".hidden", "-dash", "a b", "a\nb"})
    void a_name_that_is_no_plain_name_is_refused(String name) {
        assertThatThrownBy(() -> scaffold().write(name))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is no name for a pipeline");
        assertThat(base).isEmptyDirectory();
    }

    private Scaffold scaffold() {
        return new Scaffold(base.resolve("main"), base.resolve("test"));
    }
}
