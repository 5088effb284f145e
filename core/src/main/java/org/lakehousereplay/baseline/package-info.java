/**
 * Brings another version of the pipelines, a baseline, as a directory: from a git revision, a jar or a directory.
 *
 * <p>Knows files and nothing about what is in them; what a pipeline is and what became of it is for others to say.
 */
package org.lakehousereplay.baseline;
