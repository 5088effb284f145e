package org.lakehousereplay.sql.lineage;

/**
 * A column that something is computed from. For readers of SQL inside this library.
 *
 * @param table the declared name of the table
 * @param column the declared name of the column
 */
public record ColumnOrigin(String table, String column) {}
