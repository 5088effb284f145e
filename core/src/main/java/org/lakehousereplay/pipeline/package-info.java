/**
 * What a pipeline directory says: sources, models, metrics and how they depend on each other.
 *
 * <p>Reads and validates files; runs no pipeline and knows no fixture.
 */
package org.lakehousereplay.pipeline;
