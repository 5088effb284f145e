package org.lakehousereplay.tables.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one table, to be read only. A path that leads out of the table's directory is refused: a log may name any
 * file of the machine.
 */
final class TableFiles implements FileIO {

    private static final String SCHEME = "file:";

    private final Path table;

    TableFiles(Path table) throws IOException {
        this.table = table.toRealPath();
    }

    @Override
    public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
        Path from = local(path);
        Path directory = from.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new FileNotFoundException(path);
        }
        List<FileStatus> found = new ArrayList<>();
        String first = from.getFileName().toString();
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.filter(
                            child -> child.getFileName().toString().compareTo(first) >= 0)
                    .sorted(Comparator.comparing(child -> child.getFileName().toString()))
                    .toList()) {
                found.add(status(child));
            }
        }
        return Utils.toCloseableIterator(found.iterator());
    }

    @Override
    public FileStatus getFileStatus(String path) throws IOException {
        return status(local(path));
    }

    private static FileStatus status(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return FileStatus.of(
                DeltaTableFormat.location(file),
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    @Override
    public String resolvePath(String path) throws IOException {
        return DeltaTableFormat.location(local(path));
    }

    @Override
    public InputFile newInputFile(String path, long size) {
        try {
            return new TableFile(path, local(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Optional<String> getConf(String name) {
        return Optional.empty();
    }

    @Override
    public boolean mkdirs(String path) {
        throw readOnly();
    }

    @Override
    public OutputFile newOutputFile(String path) {
        throw readOnly();
    }

    @Override
    public boolean delete(String path) {
        throw readOnly();
    }

    @Override
    public void copyFileAtomically(String from, String to, boolean overwrite) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("tables of a fixture are only read");
    }

    private Path local(String path) throws IOException {
        String text = path;
        if (text.startsWith(SCHEME)) {
            text = text.substring(SCHEME.length()).replaceFirst("^/{2,}", "/").replaceFirst("^/([A-Za-z]:)", "$1");
        } else if (text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            throw new OutsideException(path);
        }
        Path file = Path.of(text).toAbsolutePath().normalize();
        if (!real(file).startsWith(table)) {
            throw new OutsideException(path);
        }
        return file;
    }

    /** The file with links resolved as far as it is there. */
    private static Path real(Path file) throws IOException {
        if (Files.exists(file) || file.getParent() == null) {
            return file.toRealPath();
        }
        return real(file.getParent()).resolve(file.getFileName());
    }

    /** A log names a file that is not the table's. */
    static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutsideException(String path) {
            super("the table names a file outside of its directory: " + path);
        }
    }
}
