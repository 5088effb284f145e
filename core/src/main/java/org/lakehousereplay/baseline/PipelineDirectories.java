package org.lakehousereplay.baseline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a directory of pipelines from one that holds none. */
final class PipelineDirectories {

    /** Where a project keeps its pipelines unless it says otherwise. */
    static final String IN_PROJECT = "src/main/lakehouse";

    private PipelineDirectories() {}

    /** Whether a directory has a visible sub-directory: each one is a pipeline, sound or broken. */
    static boolean holdPipelines(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!String.valueOf(entry.getFileName()).startsWith(".") && Files.isDirectory(entry)) {
                    return true;
                }
            }
            return false;
        }
    }
}
