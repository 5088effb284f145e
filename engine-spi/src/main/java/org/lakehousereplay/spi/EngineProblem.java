package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that is wrong with a script or a replay, for the author of the script. Public SPI.
 *
 * @param kind what sort of problem it is
 * @param position where it is, if that is known
 * @param message what is wrong, without a stack trace
 * @param remedy what to do; may be empty
 */
public record EngineProblem(Kind kind, Optional<Position> position, String message, String remedy)
        implements Serializable {

    /** Sorts of problems. */
    public enum Kind {
        /** The script is not valid. */
        SCRIPT,
        /** The script is valid, and asks for something that a replay cannot do. */
        UNSUPPORTED,
        /** An input row does not fit. */
        INPUT,
        /** The job failed. */
        FAILED,
        /** The replay took longer than it may. */
        TIMEOUT,
        /** The engine ran out of memory. */
        OUT_OF_MEMORY
    }

    /**
     * A place in a script.
     *
     * @param file the script
     * @param line the line, from 1
     * @param column the column in characters, from 1
     */
    public record Position(Path file, int line, int column) implements Serializable {}
}
