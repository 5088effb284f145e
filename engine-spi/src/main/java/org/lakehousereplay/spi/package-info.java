/**
 * What an engine or a table format has to offer so that pipelines can be replayed on it. Values of this package cross
 * the border between the build and the worker process, so they are serializable and name files instead of holding rows.
 * Nothing else of this product may come in here, and no library.
 */
package org.lakehousereplay.spi;
