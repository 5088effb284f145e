package org.lakehousereplay.pipeline;

/**
 * A column of a source or of the output of a model.
 *
 * @param name the name as declared
 * @param type the engine's name of the type, such as {@code DECIMAL(18,2)} or {@code STRUCT(a INTEGER)}
 * @param nullable whether NULL is allowed
 */
public record Column(String name, String type, boolean nullable) {}
