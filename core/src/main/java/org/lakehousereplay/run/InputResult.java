package org.lakehousereplay.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An input of a fixture as it was loaded.
 *
 * @param source the name of the source
 * @param path the file or folder; a folder stands for its part files
 * @param rows how many rows were replayed, after the replay range was applied
 * @param version the format and version of a lake table that was read, such as {@code delta version 3}
 */
public record InputResult(String source, Path path, long rows, Optional<String> version) {

    /** An input of plain files. */
    public InputResult(String source, Path path, long rows) {
        this(source, path, rows, Optional.empty());
    }

    /** The same with the version of the table that was read. */
    public InputResult ofVersion(String read) {
        return new InputResult(source, path, rows, Optional.of(read));
    }
}
