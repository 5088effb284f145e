package org.lakehousereplay.flink.connector;

import org.apache.flink.table.data.RowData;

/** What a batch job reads of a table that changes: its rows as they are when all changes are there. */
final class StateFeed implements Feed {

    private final Feed changes;
    private final TableState state;

    StateFeed(Feed changes, TableState state) {
        this.changes = changes;
        this.state = state;
    }

    @Override
    public boolean emit(int increment, Rows rows) throws Exception {
        changes.emit(increment, (row, number) -> state.take(row));
        for (RowData row : state.rows()) {
            rows.take(row, 0);
        }
        return !state.rows().isEmpty();
    }
}
