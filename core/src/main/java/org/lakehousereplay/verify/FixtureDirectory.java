package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * Writes a fixture that a program has made, as a whole or not at all.
 *
 * @param directory the directory of the fixture
 */
record FixtureDirectory(Path directory) {

    /**
     * Writes the files, in the place of what is there.
     *
     * @param files the texts by their paths in the directory, with forward slashes
     */
    void write(Map<String, String> files) {
        Path unfinished = directory.resolveSibling("." + directory.getFileName() + ".unfinished");
        Path replaced = directory.resolveSibling("." + directory.getFileName() + ".replaced");
        try {
            remove(unfinished);
            remove(replaced);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path place = unfinished.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            if (Files.exists(directory)) {
                Files.move(directory, replaced, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            remove(replaced);
        } catch (IOException failure) {
            throw new ProblemException(Problem.at(
                    Location.of(directory),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the fixture cannot be written: " + failure.getMessage(),
                    ""));
        }
    }

    /** Removes the directory and all that is in it. */
    void remove() {
        try {
            remove(directory);
        } catch (IOException failure) {
            throw new ProblemException(Problem.at(
                    Location.of(directory),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the directory cannot be removed: " + failure.getMessage(),
                    ""));
        }
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
