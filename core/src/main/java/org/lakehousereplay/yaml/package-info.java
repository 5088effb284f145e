/**
 * Strict reading of the small YAML documents that users write, and careful editing of those that goals write into too.
 *
 * <p>Knows YAML and where each value stands, but not what any key means. Collects problems instead of stopping at the
 * first.
 */
package org.lakehousereplay.yaml;
