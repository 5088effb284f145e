package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** The rows of a table that is looked up: what its fixture holds up to the increment that runs. */
final class LookupRows {

    private final Feed feed;
    private final RowData.FieldGetter[] identity;
    private final RowData.FieldGetter[] key;
    private final Map<List<Object>, List<RowData>> rows = new HashMap<>();
    private final Map<List<Object>, RowData> current = new LinkedHashMap<>();
    private int loaded = -1;
    private long bag;

    /**
     * @param feed the rows of the table
     * @param identity the columns of its primary key; empty without one
     * @param key the columns that are looked up
     */
    LookupRows(Feed feed, RowData.FieldGetter[] identity, RowData.FieldGetter[] key) {
        this.feed = feed;
        this.identity = identity;
        this.key = key;
    }

    synchronized Collection<RowData> find(RowData wanted, RowData.FieldGetter[] getters, int increment) {
        if (increment > loaded) {
            load(increment);
        }
        List<Object> values = values(wanted, getters);
        return values.contains(null) ? List.of() : rows.getOrDefault(values, List.of());
    }

    private void load(int increment) {
        try {
            feed.emit(increment, (row, number) -> keep(row));
        } catch (InputException unfit) {
            throw unfit;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        loaded = increment;
        rows.clear();
        for (RowData row : current.values()) {
            rows.computeIfAbsent(values(row, key), values -> new ArrayList<>()).add(row);
        }
    }

    private void keep(RowData row) {
        List<Object> identified = identity.length == 0 ? List.of(bag++) : values(row, identity);
        if (row.getRowKind() == RowKind.DELETE) {
            current.remove(identified);
        } else if (row.getRowKind() != RowKind.UPDATE_BEFORE) {
            row.setRowKind(RowKind.INSERT);
            current.put(identified, row);
        }
    }

    private static List<Object> values(RowData row, RowData.FieldGetter[] getters) {
        List<Object> values = new ArrayList<>(getters.length);
        for (RowData.FieldGetter getter : getters) {
            values.add(getter.getFieldOrNull(row));
        }
        return values;
    }
}
