package org.lakehousereplay.html.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.files.DirectoryTree;

/**
 * A report that is being written beside the place where it shall lie, which it takes when it is whole. The report before
 * goes then; a directory that holds anything else is left as it is.
 */
public final class StagedReport implements AutoCloseable {

    /** Tells a directory of ours from one that somebody else fills. */
    static final String MARKER = ".lakehouse-report";

    private static final String MARKER_TEXT = "This directory is replaced as a whole when the report is written.\n";

    private final Path target;
    private final Path staged;

    private StagedReport(Path target, Path staged) {
        this.target = target;
        this.staged = staged;
    }

    /**
     * Begins a report.
     *
     * @param target the directory that it shall take
     * @throws ProblemException when something else is there, or nothing can be written
     */
    public static StagedReport begin(Path target) {
        Path place = target.toAbsolutePath().normalize();
        try {
            if (isTaken(place)) {
                throw notWritable(place, "there are files in it that are not of a report");
            }
            Path staged = place.resolveSibling(place.getFileName() + ".unfinished");
            DirectoryTree.delete(staged);
            Files.createDirectories(staged);
            StagedReport report = new StagedReport(place, staged);
            report.write(MARKER, MARKER_TEXT.getBytes(StandardCharsets.UTF_8));
            return report;
        } catch (IOException failure) {
            throw notWritable(place, failure);
        }
    }

    private static boolean isTaken(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (Files.isRegularFile(place.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.findAny().isPresent();
        }
    }

    /**
     * Writes a file.
     *
     * @param name its path from the directory of the report, with forward slashes
     */
    public void write(String name, byte[] content) {
        Path file = staged.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException failure) {
            throw notWritable(target, failure);
        }
    }

    /** Writes a text file. */
    public void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the place of the report before. */
    public void publish() {
        Path former = target.resolveSibling(target.getFileName() + ".former");
        try {
            DirectoryTree.delete(former);
            if (Files.exists(target)) {
                move(target, former);
            }
            move(staged, target);
            DirectoryTree.delete(former);
        } catch (IOException failure) {
            restore(former, failure);
            throw notWritable(target, failure);
        }
    }

    private void restore(Path former, IOException failure) {
        try {
            if (Files.exists(former) && !Files.exists(target)) {
                move(former, target);
            }
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            DirectoryTree.delete(staged);
        } catch (IOException failure) {
            throw notWritable(target, failure);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to);
        }
    }

    private static ProblemException notWritable(Path target, IOException failure) {
        return notWritable(target, String.valueOf(failure.getMessage()));
    }

    private static ProblemException notWritable(Path target, String reason) {
        return new ProblemException(Problem.at(
                Location.of(target),
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "the HTML report cannot be written here: " + reason,
                "Clear the place, or choose another directory for the report"));
    }
}
