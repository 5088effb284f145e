package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where a statement stands. Comments before it lie between {@code from} and {@code start}. Public SPI.
 *
 * @param file the script
 * @param from the index (UTF-16, from 0) behind the statement before it; 0 for the first
 * @param start the index of its first character
 * @param end the index behind its last character, without a semicolon
 */
public record StatementPlace(Path file, int from, int start, int end) implements Serializable {}
