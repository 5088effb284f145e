package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which rows of which table to read. Public SPI.
 *
 * @param table the directory of the table
 * @param version which version; the latest when empty
 * @param changes whether the changes up to that version are wanted, in commit order and with row kinds, instead of the
 *     table as it is
 * @param output the file to write, in the format of {@link RowFile}
 */
public record LakeTableRequest(Path table, Optional<LakeTableVersion> version, boolean changes, Path output)
        implements Serializable {}
