package org.lakehousereplay.spi;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * The event time that a source declares. Public SPI.
 *
 * @param column the column, physical or computed
 * @param delay how far the watermark stays behind the latest event time; empty when the declaration is not of that form
 */
public record EventTime(String column, Optional<Duration> delay) implements Serializable {}
