package org.lakehousereplay.rows;

import java.util.List;
import java.util.Optional;

/**
 * A row of a text file before its values have types. For engines and entry points inside this library.
 *
 * @param line the 1-based line on which it starts
 * @param values one for each column; empty for NULL or a left-out value
 */
public record TextRow(long line, List<Optional<String>> values) {}
