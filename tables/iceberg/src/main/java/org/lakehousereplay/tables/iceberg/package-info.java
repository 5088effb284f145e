/**
 * Reads Iceberg tables with Iceberg's own library: position deletes, equality deletes and deletion vectors are applied by
 * it, and what it cannot apply is refused.
 *
 * <p>Knows the SPI and Iceberg. A table is found by its metadata, without a catalog, wherever it was copied to; nothing
 * outside of its directory is read.
 */
package org.lakehousereplay.tables.iceberg;
