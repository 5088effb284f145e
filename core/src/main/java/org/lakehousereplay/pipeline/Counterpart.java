package org.lakehousereplay.pipeline;

/**
 * The same pipeline on another engine or in another mode, whose output must agree.
 *
 * @param label tells it from the pipeline, such as {@code flink} or {@code batch}
 * @param pipeline the pipeline as it runs there; without counterparts of its own
 */
public record Counterpart(String label, Pipeline pipeline) {}
