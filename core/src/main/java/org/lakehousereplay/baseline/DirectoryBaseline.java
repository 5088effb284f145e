package org.lakehousereplay.baseline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;

/**
 * A baseline that lies in a directory and is read where it is. Public API: used by front ends.
 *
 * @param projectDirectory where relative paths start
 */
public record DirectoryBaseline(Path projectDirectory) {

    /**
     * Finds the pipelines.
     *
     * @param reference a directory of pipelines, or a project that has them in {@code src/main/lakehouse}
     * @throws org.lakehousereplay.diagnostic.ProblemException when it does not exist or holds no pipeline
     */
    public Baseline find(BaselineReference.Directory reference) {
        Path directory =
                projectDirectory.resolve(reference.path()).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            String state = Files.exists(directory) ? "is a file" : "does not exist";
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "the directory " + directory + " " + state,
                    "Name a directory of pipelines or a project; a relative path starts from the project directory");
        }
        Path inProject = directory.resolve(PipelineDirectories.IN_PROJECT);
        Path pipelines = Files.isDirectory(inProject) ? inProject : directory;
        try {
            if (!PipelineDirectories.holdPipelines(pipelines)) {
                throw reference.problem(
                        ErrorCode.BASELINE_WITHOUT_PIPELINES,
                        "the directory " + pipelines + " holds no pipeline",
                        "Name the directory that has a sub-directory for each pipeline");
            }
        } catch (IOException failure) {
            throw reference.problem(
                    ErrorCode.BASELINE_BROKEN,
                    "the directory " + pipelines + " cannot be read: "
                            + failure.getClass().getSimpleName(),
                    "Check that reading it is permitted");
        }
        return new Baseline(reference.text(), shown(pipelines), Optional.empty(), pipelines);
    }

    /** From the project on, so that a report says the same on every machine. */
    private String shown(Path pipelines) {
        Path project = projectDirectory.toAbsolutePath().normalize();
        boolean reachable = Objects.equals(project.getRoot(), pipelines.getRoot());
        String path = (reachable ? project.relativize(pipelines) : pipelines).toString();
        return path.isEmpty() ? "." : path.replace(File.separatorChar, '/');
    }
}
