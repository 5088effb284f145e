package org.lakehousereplay.flink.script;

import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.table.data.RowData;

/** A source of nothing, for plans that never run. */
@SuppressWarnings("deprecation") // The only kind of source that is one method.
final class NoRows implements SourceFunction<RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<RowData> context) {
        // There is nothing to give.
    }

    @Override
    public void cancel() {
        // It never runs.
    }
}
