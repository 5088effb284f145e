package org.lakehousereplay.spi;

import java.io.Serializable;

/**
 * A column of a table. Public SPI.
 *
 * @param name its name
 * @param type its type as the engine writes it, such as {@code TIMESTAMP(3) NOT NULL}
 * @param storeType the type of the replay store (DuckDB) that holds every value of it, such as {@code TIMESTAMP}
 * @param nullable whether it may be NULL
 */
public record TableColumn(String name, String type, String storeType, boolean nullable) implements Serializable {}
