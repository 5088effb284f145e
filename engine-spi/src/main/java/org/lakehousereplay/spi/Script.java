package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A script as its author wrote it. Public SPI.
 *
 * @param file the file
 * @param text its text, unchanged
 */
public record Script(Path file, String text) implements Serializable {}
