package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;

/** A table that is both written and read: whatever is written is kept, and every reader starts at the beginning. */
final class Topic {

    private final List<RowData> rows = new ArrayList<>();

    /** Adds a row that nobody changes any more. */
    synchronized void add(RowData row) {
        rows.add(row);
    }

    /** The rows from an index on. */
    synchronized List<RowData> from(int index) {
        return List.copyOf(rows.subList(index, rows.size()));
    }
}
