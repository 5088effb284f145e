package org.lakehousereplay.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.RunReport;

/**
 * The report files of a run as they were written. Public API: called by front ends after a run.
 *
 * @param reportJson the run for programs
 * @param summary the Markdown summary
 * @param junitXml the test reports, by pipeline
 */
public record ReportFiles(Path reportJson, Path summary, List<Path> junitXml) {

    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final int MARKER_WITHIN = 200;

    public ReportFiles {
        junitXml = List.copyOf(junitXml);
    }

    /**
     * Writes all reports of a run. Each file appears whole or not at all; JUnit XML that an earlier run of
     * its kind left and this one has no suite for is removed; a comparison leaves that of a verification alone, and the
     * other way round.
     *
     * @param report the run
     * @param outputDirectory where {@code report.json} and {@code summary.md} go; made when missing
     * @param junitDirectory where JUnit XML goes; made when missing
     * @return what was written
     * @throws ProblemException when a directory or a file cannot be written
     */
    public static ReportFiles write(RunReport report, Path outputDirectory, Path junitDirectory) {
        Path reportJson = outputDirectory.resolve("report.json");
        Path summary = outputDirectory.resolve("summary.md");
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(reportJson, new RenderedFile("report.json", ReportJson.render(report)).bytes());
        contents.put(summary, new RenderedFile("summary.md", MarkdownSummary.render(report)).bytes());
        List<Path> junitXml = new ArrayList<>();
        for (RenderedFile file : JUnitXml.render(report)) {
            Path path = junitDirectory.resolve(file.name());
            contents.put(path, file.bytes());
            junitXml.add(path);
        }
        createDirectory(outputDirectory);
        createDirectory(junitDirectory);
        writeAll(contents);
        removeStale(TestReportFamily.of(report), junitDirectory, junitXml);
        return new ReportFiles(reportJson, summary, junitXml);
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw notWritable(directory, "the directory for reports cannot be made", failure);
        }
    }

    /** Everything is written beside its place before anything takes its place: a full disk leaves the old reports. */
    private static void writeAll(Map<Path, byte[]> contents) {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            contents.forEach((target, content) -> {
                String name = "." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX;
                Path temporary = target.resolveSibling(name);
                temporaries.put(target, temporary);
                writeTemporary(target, temporary, content);
            });
            temporaries.forEach(ReportFiles::move);
        } finally {
            temporaries.values().forEach(ReportFiles::deleteQuietly);
        }
    }

    private static void writeTemporary(Path target, Path temporary, byte[] content) {
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw notWritable(target, "the report cannot be written", failure);
        }
    }

    private static void move(Path target, Path temporary) {
        try {
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw notWritable(target, "the report cannot be put in place", failure);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ignored) {
            // The failure that led here is on its way to the user and matters more.
        }
    }

    private static void removeStale(TestReportFamily family, Path directory, List<Path> written) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> family.hasName(file.getFileName().toString()))) {
            for (Path file : files) {
                if (!written.contains(file) && isOurs(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw notWritable(directory, "old reports cannot be removed", failure.getCause());
        } catch (IOException failure) {
            throw notWritable(directory, "old reports cannot be removed", failure);
        }
    }

    /** A Java test class in a package {@code lakehouse} has reports of the same names; those are not ours to remove. */
    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream input = Files.newInputStream(file)) {
            return new String(input.readNBytes(MARKER_WITHIN), StandardCharsets.UTF_8).contains(TestSuite.MARKER);
        }
    }

    private static ProblemException notWritable(Path path, String what, IOException failure) {
        return new ProblemException(Problem.at(
                Location.of(path),
                ErrorCode.OUTPUT_NOT_WRITABLE,
                what + ": " + reason(failure),
                "Make room and allow writing there, or configure another directory"));
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "something else stands in its place";
        }
        if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
            return detailed.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
