package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;

/** The rows of a table that is looked up: what its fixture holds up to the increment that runs. */
final class LookupRows {

    private final Feed feed;
    private final TableState state;
    private final RowData.FieldGetter[] key;
    private final Map<List<Object>, List<RowData>> rows = new HashMap<>();
    private int loaded = -1;

    /**
     * @param feed the changes of the table
     * @param state its rows
     * @param key the columns that are looked up
     */
    LookupRows(Feed feed, TableState state, RowData.FieldGetter[] key) {
        this.feed = feed;
        this.state = state;
        this.key = key;
    }

    synchronized Collection<RowData> find(RowData wanted, RowData.FieldGetter[] getters, int increment) {
        if (increment > loaded) {
            load(increment);
        }
        List<Object> values = TableState.values(wanted, getters);
        return values.contains(null) ? List.of() : rows.getOrDefault(values, List.of());
    }

    private void load(int increment) {
        try {
            feed.emit(increment, (row, number) -> state.take(row));
        } catch (InputException unfit) {
            throw unfit;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        loaded = increment;
        rows.clear();
        for (RowData row : state.rows()) {
            rows.computeIfAbsent(TableState.values(row, key), values -> new ArrayList<>())
                    .add(row);
        }
    }
}
