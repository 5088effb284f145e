/**
 * Changes scripts on purpose, each time one thing, in ways in which people go wrong. Places are found in the tree of
 * Flink's parser, and only their text is replaced, so that comments, hints and options stay as they are.
 */
package org.lakehousereplay.flink.mutate;
