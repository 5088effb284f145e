package org.lakehousereplay.pipeline;

/**
 * A column of a source.
 *
 * @param source the declared name of the source
 * @param column the declared name of the column
 */
public record SourceColumn(String source, String column) {}
