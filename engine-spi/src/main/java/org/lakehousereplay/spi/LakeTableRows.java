package org.lakehousereplay.spi;

import java.io.Serializable;
import java.util.List;

/**
 * The rows of a table that were read. Public SPI.
 *
 * @param columns the columns, in the order of the file that was written
 * @param rows how many rows were written
 * @param version the version that was read, for people, such as {@code version 3}
 */
public record LakeTableRows(List<TableColumn> columns, long rows, String version) implements Serializable {

    public LakeTableRows {
        columns = List.copyOf(columns);
    }
}
