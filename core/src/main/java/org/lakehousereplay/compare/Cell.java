package org.lakehousereplay.compare;

import java.util.Optional;

/**
 * A named value of a row, in the canonical text form of {@code record}.
 *
 * @param column the column
 * @param value the value; empty for NULL, present and empty for the empty string
 */
public record Cell(String column, Optional<String> value) {}
