package org.lakehousereplay.flink.connector;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.sink.legacy.RichSinkFunction;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;

/** Keeps what is written to a bound table. */
@SuppressWarnings("deprecation") // A function is the simplest sink there is, and Flink keeps it.
public final class CaptureFunction extends RichSinkFunction<RowData> {

    private static final long serialVersionUID = 1L;

    private final ObjectIdentifier table;
    private final String output;
    private final List<LogicalType> types;
    private final int[] indexes;
    private final boolean splitsUpdates;
    private transient RowFileWriter capture;
    private transient Topic topic;
    private transient RowProjection kept;

    CaptureFunction(
            ObjectIdentifier table, String output, List<LogicalType> types, int[] indexes, boolean splitsUpdates) {
        this.table = table;
        this.output = output;
        this.types = types;
        this.indexes = indexes;
        this.splitsUpdates = splitsUpdates;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        Exchange registered = Exchange.of(getRuntimeContext().getJobInfo().getJobId());
        capture = registered.capture(output, types, indexes);
        if (registered.isRead(table)) {
            topic = registered.topic(table);
            kept = new RowProjection(types, indexes);
        }
    }

    @Override
    public void invoke(RowData row, Context context) throws IOException {
        RowKind kind = splitsUpdates ? written(row.getRowKind()) : row.getRowKind();
        capture.write(row, kind);
        if (topic != null) {
            RowData copy = kept.apply(row);
            copy.setRowKind(kind);
            topic.add(copy);
        }
    }

    private static RowKind written(RowKind kind) {
        return switch (kind) {
            case INSERT, UPDATE_AFTER -> RowKind.INSERT;
            case UPDATE_BEFORE, DELETE -> RowKind.DELETE;
        };
    }
}
