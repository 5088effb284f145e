/**
 * Reads Paimon tables with Paimon's own library, which merges by key, partial update or aggregation as it does in
 * production, and reads their changes in commit order.
 *
 * <p>Knows the SPI and Paimon, no engine. Nothing outside of the table's directory is read, and nothing is written to it.
 */
package org.lakehousereplay.tables.paimon;
