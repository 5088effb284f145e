package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;

/** The rows of a table after changes: by primary key where there is one, else as a bag of rows. */
final class TableState {

    private final RowData.FieldGetter[] key;
    private final Map<List<Object>, RowData> keyed = new LinkedHashMap<>();
    private final List<RowData> bag = new ArrayList<>();

    /**
     * @param types the types of the columns
     * @param primaryKey the indexes of the primary key; empty without one
     */
    TableState(List<LogicalType> types, int[] primaryKey) {
        this.key = getters(types, primaryKey);
    }

    static RowData.FieldGetter[] getters(List<LogicalType> types, int[] columns) {
        return Arrays.stream(columns)
                .mapToObj(column -> RowData.createFieldGetter(types.get(column), column))
                .toArray(RowData.FieldGetter[]::new);
    }

    static List<Object> values(RowData row, RowData.FieldGetter[] getters) {
        List<Object> values = new ArrayList<>(getters.length);
        for (RowData.FieldGetter getter : getters) {
            values.add(getter.getFieldOrNull(row));
        }
        return values;
    }

    /** Takes a change, whose row is kept. */
    void take(RowData row) {
        boolean removes = row.getRowKind() == RowKind.DELETE || row.getRowKind() == RowKind.UPDATE_BEFORE;
        row.setRowKind(RowKind.INSERT);
        if (key.length == 0) {
            if (removes) {
                bag.remove(row);
            } else {
                bag.add(row);
            }
        } else if (removes) {
            keyed.remove(values(row, key));
        } else {
            keyed.put(values(row, key), row);
        }
    }

    /** The rows, each as one that is inserted. */
    Collection<RowData> rows() {
        return key.length == 0 ? bag : keyed.values();
    }
}
