package org.lakehousereplay.flink.connector;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** Takes some columns of a row, in another order; a column that is not there is NULL. */
final class RowProjection {

    private final RowData.FieldGetter[] getters;

    private final boolean identical;

    /**
     * @param types the types of the columns that come out
     * @param indexes for each column that comes out, its index in the row, or -1
     */
    RowProjection(List<LogicalType> types, int[] indexes) {
        this.getters = new RowData.FieldGetter[indexes.length];
        boolean same = true;
        for (int column = 0; column < indexes.length; column++) {
            int index = indexes[column];
            getters[column] = index < 0 ? row -> null : RowData.createFieldGetter(types.get(column), index);
            same &= index == column;
        }
        this.identical = same;
    }

    /** Whether every row of this width stays as it is. */
    boolean isIdentical(int width) {
        return identical && width == getters.length;
    }

    /** The columns of a row, in a row of their own. */
    RowData apply(RowData row) {
        GenericRowData projected = new GenericRowData(row.getRowKind(), getters.length);
        for (int column = 0; column < getters.length; column++) {
            projected.setField(column, getters[column].getFieldOrNull(row));
        }
        return projected;
    }
}
