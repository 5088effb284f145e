package org.lakehousereplay.tck;

/**
 * A metric that a test needs. Public API for authors of engines.
 *
 * @param name its name
 * @param header the YAML of its {@code @metric} comment
 * @param query a SELECT in standard SQL; names are quoted by {@link EngineDialect#quoted}
 */
public record MetricDeclaration(String name, String header, String query) {}
