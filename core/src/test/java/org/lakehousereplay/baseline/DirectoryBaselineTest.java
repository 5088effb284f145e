package org.lakehousereplay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;

final class DirectoryBaselineTest {

    @TempDir
    private Path directory;

    @Test
    void a_directory_of_pipelines_is_taken_as_it_is() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old"));
        Files.createDirectories(old.resolve("shop"));

        assertThat(find("../old")).isEqualTo(new Baseline("dir:../old", "../old", Optional.empty(), old));
        assertThat(find(old.toString()).pipelineDirectory()).isEqualTo(old);
    }

    @Test
    void a_project_has_its_pipelines_in_the_usual_place() throws IOException {
        Path pipelines = directory.resolve("old/src/main/lakehouse");
        Files.createDirectories(pipelines.resolve("shop"));

        assertThat(find("../old").pipelineDirectory()).isEqualTo(pipelines);
        assertThat(find("../old").origin()).isEqualTo("../old/src/main/lakehouse");
    }

    @Test
    void what_is_not_there_is_told() throws IOException {
        Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> find("../old"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("baseline dir:../old: the directory " + directory.resolve("old") + " does not exist. Name a"
                        + " directory of pipelines or a project; a relative path starts from the project directory."
                        + " [BASELINE_UNKNOWN]");
        assertThatThrownBy(() -> find("../file"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "baseline dir:../file: the directory " + directory.resolve("file") + " is a file.");
    }

    @Test
    void a_directory_without_pipelines_is_none() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old"));
        Files.createFile(old.resolve("README.md"));
        Files.createDirectories(old.resolve(".git"));

        assertThatThrownBy(() -> find("../old"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("baseline dir:../old: the directory " + old + " holds no pipeline. Name the directory that"
                        + " has a sub-directory for each pipeline. [BASELINE_WITHOUT_PIPELINES]");
    }

    private Baseline find(String path) {
        return new DirectoryBaseline(directory.resolve("project")).find(new BaselineReference.Directory(Path.of(path)));
    }
}
