package org.lakehousereplay.spi;

/** How an engine takes its input. Public SPI. */
public enum ReplayMode {
    /** Row by row, in the order of arrival; what is late may be dropped. */
    STREAMING,
    /** All at once. */
    BATCH
}
