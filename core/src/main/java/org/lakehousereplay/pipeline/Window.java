package org.lakehousereplay.pipeline;

/**
 * The time window of a metric.
 *
 * @param column the output column that holds the start of the window
 * @param size how long a window is
 */
public record Window(String column, WindowSize size) {}
