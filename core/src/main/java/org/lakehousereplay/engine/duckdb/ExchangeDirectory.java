package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.files.DirectoryTree;

/** Where rows lie on their way to another engine and back. Gone when the session ends. */
final class ExchangeDirectory implements AutoCloseable {

    private final Path path;
    private int used;
    private boolean created;

    ExchangeDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Makes it, empty, unless this has made it before. */
    void create() {
        if (created) {
            return;
        }
        try {
            DirectoryTree.delete(path);
            Files.createDirectories(path);
            created = true;
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    /** An empty directory in it that nobody else uses. */
    Path next() {
        try {
            return Files.createDirectories(path.resolve(Integer.toString(used++)));
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    private ProblemException unwritable(IOException refused) {
        return new ProblemException(Problem.at(
                Location.of(path),
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "rows cannot be written here: " + refused.getClass().getSimpleName() + " " + refused.getMessage(),
                "Clear the place, or choose another -Dlakehouse.outputDirectory"));
    }

    @Override
    public void close() throws IOException {
        DirectoryTree.delete(path);
    }
}
