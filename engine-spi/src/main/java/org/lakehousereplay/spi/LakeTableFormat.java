package org.lakehousereplay.spi;

import java.io.IOException;

/**
 * Reads tables of a lake format at any version. Public SPI, found by {@link java.util.ServiceLoader}.
 */
public interface LakeTableFormat {

    /** The name that {@code format:} of an input gives, such as {@code delta}; lower case. */
    String name();

    /**
     * Reads a table, with everything applied that was deleted or merged in that version.
     *
     * @param request which table, which version
     * @return where the rows are, and what they are
     * @throws LakeTableException when there is no such table or version, or it holds something that cannot be read right
     * @throws IOException when a file cannot be read or written
     */
    LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException;
}
