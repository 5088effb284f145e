package org.lakehousereplay.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/**
 * The files of one pipeline directory, told apart by their names.
 *
 * @param directory the directory
 * @param settings {@code pipeline.yaml}, if it is there
 * @param scripts the SQL files, by path in ascending order
 */
record PipelineFiles(Path directory, Optional<Path> settings, List<Path> scripts) {

    private static final String SETTINGS = "pipeline.yaml";

    PipelineFiles {
        scripts = List.copyOf(scripts);
    }

    static PipelineFiles scan(Path directory, List<Problem> problems) {
        List<Path> files = new ArrayList<>();
        collect(directory, directory, files, problems);
        Optional<Path> settings = Optional.empty();
        List<Path> scripts = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            boolean top = directory.equals(file.getParent());
            if (top && name.equals(SETTINGS)) {
                settings = Optional.of(file);
            } else if (name.endsWith(".sql")) {
                scripts.add(file);
            } else if (!isDocumentation(name)) {
                problems.add(orphan(file, name));
            }
        }
        return new PipelineFiles(directory, settings, scripts);
    }

    /** The entries of a directory by name in ascending order, hidden ones left out. */
    static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    static boolean isDocumentation(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return folded.endsWith(".md") || folded.startsWith("readme");
    }

    /** Whether an entry leads, through symbolic links, to a place that is not below a directory. */
    static boolean leaves(Path directory, Path entry) throws IOException {
        return !entry.toRealPath().startsWith(directory.toRealPath());
    }

    static Problem outside(Path entry, String boundary) {
        return Problem.at(
                Location.of(entry),
                ErrorCode.PATH_OUTSIDE,
                "The symbolic link leads out of the " + boundary,
                "Put the file itself there");
    }

    static Problem unreadable(Path path, IOException failure) {
        return Problem.at(
                Location.of(path),
                ErrorCode.FILE_UNREADABLE,
                "It cannot be read: " + failure.getClass().getSimpleName(),
                "Check that it exists and that reading it is permitted");
    }

    private static void collect(Path pipeline, Path directory, List<Path> files, List<Problem> problems) {
        List<Path> entries;
        try {
            entries = entries(directory);
        } catch (IOException failure) {
            problems.add(unreadable(directory, failure));
            return;
        }
        for (Path entry : entries) {
            try {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    collect(pipeline, entry, files, problems);
                } else if (Files.isSymbolicLink(entry) && leaves(pipeline, entry)) {
                    problems.add(outside(entry, "pipeline directory"));
                } else {
                    files.add(entry);
                }
            } catch (IOException failure) {
                problems.add(unreadable(entry, failure));
            }
        }
    }

    private static Problem orphan(Path file, String name) {
        String remedy;
        if (name.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            remedy = "Rename it so that it ends in .sql";
        } else if (name.equals("pipeline.yml")) {
            remedy = "Rename it to pipeline.yaml";
        } else if (name.equals(SETTINGS)) {
            remedy = "Move it to the top of the pipeline directory";
        } else {
            remedy = "Remove it; a pipeline consists of pipeline.yaml, sources.sql and one .sql file for each model";
        }
        return Problem.at(
                Location.of(file), ErrorCode.PIPELINE_ORPHAN_FILE, "The file `" + name + "` is not read", remedy);
    }
}
