package org.lakehousereplay.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.files.DirectoryTree;

/**
 * A directory in the making: files of unknown good will are written beside the place they are meant for, and moved there
 * when all of them are. Whoever looks at the place sees the old state, the new one or nothing, never half of it.
 */
final class StagedDirectory implements AutoCloseable {

    /** More than any directory of SQL and YAML needs, and little enough for any machine. */
    static final Limits LIMITS = new Limits(100_000, 256L << 20);

    /** No path is longer than this anywhere. */
    static final int LINK_LENGTH = 4096;

    private final Path target;
    private final Path staged;
    private final Limits limits;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private int files;
    private long bytes;

    private StagedDirectory(Path target, Path staged, Limits limits) {
        this.target = target;
        this.staged = staged;
        this.limits = limits;
    }

    /**
     * Begins an empty directory.
     *
     * @param target the place it is meant for; what is there now stays until {@link #publish}
     */
    static StagedDirectory begin(Path target, Limits limits) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        Path parent = Files.createDirectories(place.getParent());
        return new StagedDirectory(
                place, Files.createTempDirectory(parent, "." + place.getFileName() + ".unfinished"), limits);
    }

    /**
     * Writes a file.
     *
     * @param name its path below the directory, with forward slashes
     * @throws UnsafeContentException when the name leads elsewhere, is taken, or the limits are reached
     */
    void write(String name, InputStream content) throws IOException {
        Path file = place(name);
        byte[] buffer = new byte[8192];
        try (OutputStream output =
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                bytes += count;
                if (bytes > limits.bytes()) {
                    throw new UnsafeContentException(
                            "its files have more than " + (limits.bytes() >> 20) + " MB in total");
                }
                output.write(buffer, 0, count);
            }
        } catch (FileAlreadyExistsException taken) {
            throw new UnsafeContentException("it holds the file " + name + " twice, at least on this file system");
        }
    }

    /**
     * Notes a symbolic link, which is made at the end, so that no file is ever written through one.
     *
     * @param name its path below the directory, with forward slashes
     * @param destination where it leads, as it was written
     */
    void link(String name, String destination) throws IOException {
        links.put(place(name), destination);
    }

    /** Puts the directory into its place. */
    void publish() throws IOException {
        makeLinks();
        DirectoryTree.delete(target);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        DirectoryTree.delete(staged);
    }

    /** What to tell when the target could not be written. */
    static ProblemException notWritable(Path target, IOException failure) {
        return new ProblemException(Problem.at(
                Location.of(target),
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "the baseline cannot be written here: " + failure.getMessage(),
                "Clear the place, or choose another -Dlakehouse.outputDirectory"));
    }

    private Path place(String name) throws IOException {
        files++;
        if (files > limits.files()) {
            throw new UnsafeContentException("it holds more than " + limits.files() + " files");
        }
        Path file = staged;
        for (String part : name.split("/", -1)) {
            if (!isPlainName(part)) {
                throw new UnsafeContentException("it holds a file whose name leads elsewhere: " + name);
            }
            file = file.resolve(part);
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (FileAlreadyExistsException taken) {
            throw new UnsafeContentException("it holds a file and a directory of one name: " + name);
        }
        return file;
    }

    /** Whether a name means an entry of the directory it is resolved against, on any file system. */
    private static boolean isPlainName(String part) {
        return !part.isEmpty()
                && !part.equals(".")
                && !part.equals("..")
                && part.chars().noneMatch(character -> character == '\\' || character == ':' || character < ' ');
    }

    private void makeLinks() throws IOException {
        for (Map.Entry<Path, String> link : links.entrySet()) {
            try {
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
            } catch (FileAlreadyExistsException taken) {
                throw new UnsafeContentException("it holds the file " + shown(link.getKey()) + " twice");
            } catch (UnsupportedOperationException | IllegalArgumentException exception) {
                throw new UnsafeContentException("it holds the symbolic link " + shown(link.getKey())
                        + ", which this file system does not have: " + exception.getMessage());
            }
        }
        // Only now does each link lead where it will lead for good, also through other links.
        Path root = staged.toRealPath();
        for (Map.Entry<Path, String> link : links.entrySet()) {
            if (!leadsInside(link.getKey(), root)) {
                throw new UnsafeContentException("its symbolic link " + shown(link.getKey())
                        + " does not lead to a file in the same directory: " + link.getValue());
            }
        }
    }

    private static boolean leadsInside(Path link, Path root) {
        try {
            return link.toRealPath().startsWith(root);
        } catch (IOException nowhere) {
            return false;
        }
    }

    private String shown(Path file) {
        return staged.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /**
     * How much may be written.
     *
     * @param files how many files
     * @param bytes how many bytes in all of them
     */
    record Limits(int files, long bytes) {}

    /** Content that cannot be written as it is; the message says which, as the end of a sentence about its owner. */
    static final class UnsafeContentException extends IOException {

        private static final long serialVersionUID = 1L;

        UnsafeContentException(String message) {
            super(message);
        }
    }
}
