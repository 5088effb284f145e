package org.lakehousereplay.flink.connector;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;

/** Gives rows as Paimon's {@code audit_log} does: the row kind is a column of an inserted row. */
final class AuditedFeed implements Feed {

    private final Feed rows;
    private final List<RowData.FieldGetter> getters;

    AuditedFeed(Feed rows, List<LogicalType> types) {
        this.rows = rows;
        this.getters = IntStream.range(0, types.size())
                .mapToObj(column -> RowData.createFieldGetter(types.get(column), column))
                .toList();
    }

    @Override
    public boolean emit(int increment, Rows audited) throws Exception {
        return rows.emit(increment, (row, number) -> audited.take(audited(row), number));
    }

    private RowData audited(RowData row) {
        GenericRowData audited = new GenericRowData(getters.size() + 1);
        audited.setField(0, StringData.fromString(row.getRowKind().shortString()));
        for (int column = 0; column < getters.size(); column++) {
            audited.setField(column + 1, getters.get(column).getFieldOrNull(row));
        }
        return audited;
    }
}
