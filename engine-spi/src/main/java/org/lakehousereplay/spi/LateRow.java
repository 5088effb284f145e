package org.lakehousereplay.spi;

import java.io.Serializable;
import java.time.Instant;

/**
 * An input row that arrived behind the watermark of its source. Public SPI.
 *
 * @param source the source
 * @param row the number of the row in the source's file, from 1
 * @param eventTime its event time; a local time stands as if it were UTC
 * @param watermark the watermark when it arrived, in the same way
 */
public record LateRow(String source, long row, Instant eventTime, Instant watermark) implements Serializable {}
