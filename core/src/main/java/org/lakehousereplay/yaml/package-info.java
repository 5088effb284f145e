/**
 * Strict reading of the small YAML documents that users write: settings of pipelines and fixtures, metric headers.
 *
 * <p>Knows YAML and where each value stands, but not what any key means. Collects problems instead of stopping at the
 * first.
 */
package org.lakehousereplay.yaml;
