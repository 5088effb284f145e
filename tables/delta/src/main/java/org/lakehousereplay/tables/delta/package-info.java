/**
 * Reads Delta tables with Delta Kernel: deletion vectors, partition columns and renamed columns are applied by it.
 *
 * <p>Knows the SPI and the kernel. Nothing outside of the table's directory is read, and nothing is written to it.
 */
package org.lakehousereplay.tables.delta;
