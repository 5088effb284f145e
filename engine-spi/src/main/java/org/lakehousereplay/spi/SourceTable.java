package org.lakehousereplay.spi;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A table that is bound to input rows. Public SPI.
 *
 * @param name the name that fixtures use: that of the table, without catalog and database
 * @param columns the columns that input rows have: physical and metadata columns, no computed ones
 * @param primaryKey the columns of the primary key; empty without one
 * @param kinds which row kinds it takes
 * @param eventTime its event time, if it declares a watermark
 * @param place the statement that declares it
 */
public record SourceTable(
        String name,
        List<TableColumn> columns,
        List<String> primaryKey,
        RowKinds kinds,
        Optional<EventTime> eventTime,
        StatementPlace place)
        implements Serializable {

    public SourceTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }
}
