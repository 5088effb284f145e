package org.lakehousereplay.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes directories as far as that is possible; what is left lies in the output directory of the build. */
final class FileTree {

    private FileTree() {}

    /** Removes a directory with everything in it. */
    static void delete(Path directory) {
        clear(directory);
        deleteIfPossible(directory);
    }

    /** Removes everything in a directory. */
    static void clear(Path directory) {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(path -> !path.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return;
        }
        paths.forEach(FileTree::deleteIfPossible);
    }

    private static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            // The output directory is swept by mvn clean at the latest.
        }
    }
}
