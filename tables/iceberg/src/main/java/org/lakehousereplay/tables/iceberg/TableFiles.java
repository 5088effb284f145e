package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * The files of one table, to be read only. Metadata names every file by the place where it was written; a file below
 * the location of the table is looked for in the directory that the table was copied to, and any other is refused.
 */
final class TableFiles implements FileIO {

    private static final long serialVersionUID = 1L;

    private final transient Path table;
    private String location;
    private volatile String opened = "";

    TableFiles(Path table) throws IOException {
        this.table = table.toRealPath();
        this.location = plain(this.table.toUri().getPath());
    }

    /** Takes the files below a location for those of the directory. */
    void relocate(String written) {
        location = plain(written);
    }

    /** The file that was opened last, below the table; what failed, when something failed. */
    String opened() {
        return opened;
    }

    @Override
    public InputFile newInputFile(String path) {
        Path file = local(path);
        opened = within(file);
        return new TableFile(path, file);
    }

    /** A file as the table knows it. */
    String within(String path) {
        return within(local(path));
    }

    private String within(Path file) {
        return table.relativize(file).toString().replace(table.getFileSystem().getSeparator(), "/");
    }

    @Override
    public OutputFile newOutputFile(String path) {
        throw new UnsupportedOperationException("tables of a fixture are only read");
    }

    @Override
    public void deleteFile(String path) {
        throw new UnsupportedOperationException("tables of a fixture are only read");
    }

    private Path local(String path) {
        String plain = plain(path);
        String here = plain(table.toUri().getPath());
        String within;
        if (plain.startsWith(location + "/")) {
            within = plain.substring(location.length() + 1);
        } else if (plain.startsWith(here + "/")) {
            within = plain.substring(here.length() + 1);
        } else {
            throw new OutsideException(path);
        }
        Path file = table.resolve(within).normalize();
        try {
            if (!file.startsWith(table)
                    || (Files.exists(file) && !file.toRealPath().startsWith(table))) {
                throw new OutsideException(path);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return file;
    }

    /** A location without its scheme: {@code s3://bucket/a}, {@code s3a://bucket/a} and {@code bucket/a} are one. */
    private static String plain(String path) {
        return path.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]+:", "")
                .replaceFirst("^/+", "")
                .replaceFirst("/+$", "");
    }

    private record TableFile(String location, Path file) implements InputFile {

        @Override
        public long getLength() {
            try {
                return Files.size(file);
            } catch (IOException missing) {
                throw new NotFoundException(missing, "the file is not there");
            }
        }

        @Override
        public SeekableInputStream newStream() {
            try {
                return new ChannelStream(Files.newByteChannel(file));
            } catch (IOException missing) {
                throw new NotFoundException(missing, "the file is not there");
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(file);
        }
    }

    /** Metadata names a file that is not the table's. */
    static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutsideException(String path) {
            super("the table names a file outside of its directory: " + path);
        }
    }
}
