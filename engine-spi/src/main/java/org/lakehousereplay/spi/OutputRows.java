package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The rows of one output. Public SPI. See {@link RowFile} for the format of the files.
 *
 * @param changelog the rows as they were emitted, each with its row kind
 * @param table the rows of the table in the end, where it is a table that merges by rules of its own; empty when they
 *     follow from the changelog: by primary key where there is one, else as a bag of rows
 */
public record OutputRows(Path changelog, Optional<Path> table) implements Serializable {}
