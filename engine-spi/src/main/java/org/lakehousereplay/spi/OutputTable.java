package org.lakehousereplay.spi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table, view or query whose rows can be asked for. Public SPI.
 *
 * @param name the name of the table or view; for a query that stands alone, the stem of its file up to the first dot
 * @param columns its columns
 * @param primaryKey the columns of the primary key; empty without one
 * @param kinds which row kinds come out
 * @param reads the sources that its rows come from, each with the columns that are read; a safe over-estimate
 * @param upstream the other outputs that its rows come from
 * @param usesClock whether it depends on the current time
 * @param fingerprint a text that two versions share exactly when everything that makes its rows is the same, whatever
 *     the comments and the layout
 * @param places the statements that declare it and write to it; a {@code @metric} comment may stand before any of them
 */
public record OutputTable(
        String name,
        List<TableColumn> columns,
        List<String> primaryKey,
        RowKinds kinds,
        Map<String, Set<String>> reads,
        Set<String> upstream,
        boolean usesClock,
        String fingerprint,
        List<StatementPlace> places)
        implements Serializable {

    public OutputTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        reads = Map.copyOf(reads);
        upstream = Set.copyOf(upstream);
        places = List.copyOf(places);
    }
}
