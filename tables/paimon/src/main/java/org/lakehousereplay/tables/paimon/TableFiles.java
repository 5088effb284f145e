package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.paimon.fs.FileStatus;
import org.apache.paimon.fs.Path;
import org.apache.paimon.fs.PositionOutputStream;
import org.apache.paimon.fs.SeekableInputStream;
import org.apache.paimon.fs.local.LocalFileIO;

/**
 * The files of one table, to be read only. A path that leads out of the table's directory is refused: metadata may name
 * any file of the machine.
 */
final class TableFiles extends LocalFileIO {

    private static final long serialVersionUID = 1L;

    private final transient java.nio.file.Path table;
    private volatile String opened = "";

    TableFiles(java.nio.file.Path table) throws IOException {
        this.table = table.toRealPath();
    }

    /** The file that was opened last, below the table; what failed, when something failed. */
    String opened() {
        return opened;
    }

    @Override
    public SeekableInputStream newInputStream(Path path) throws IOException {
        java.nio.file.Path file = inside(path);
        opened = table.relativize(file).toString().replace(table.getFileSystem().getSeparator(), "/");
        return super.newInputStream(path);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        inside(path);
        return super.getFileStatus(path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        inside(path);
        return super.listStatus(path);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        inside(path);
        return super.exists(path);
    }

    @Override
    public PositionOutputStream newOutputStream(Path path, boolean overwrite) {
        throw readOnly();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw readOnly();
    }

    @Override
    public boolean mkdirs(Path path) {
        throw readOnly();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw readOnly();
    }

    @Override
    public void copyFile(Path from, Path to, boolean overwrite) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("tables of a fixture are only read");
    }

    private java.nio.file.Path inside(Path path) throws IOException {
        String scheme = path.toUri().getScheme();
        if (scheme != null && !scheme.equals("file")) {
            throw new OutsideException(path);
        }
        java.nio.file.Path file = toFile(path).toPath().toAbsolutePath().normalize();
        java.nio.file.Path real = Files.exists(file) ? file.toRealPath() : file;
        if (!file.startsWith(table) || !real.startsWith(table)) {
            throw new OutsideException(path);
        }
        return file;
    }

    /** Metadata names a file that is not the table's. */
    static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutsideException(Path path) {
            super("the table names a file outside of its directory: " + path);
        }
    }
}
