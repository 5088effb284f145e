package org.lakehousereplay.flink.connector;

import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.legacy.table.connector.source.SourceFunctionProvider;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;

/** A Paimon table that is read as a stream: Paimon's own changes, but only when the replay comes to them. */
final class PaimonTableSource implements ScanTableSource, LookupTableSource, SupportsWatermarkPushDown {

    private final Blueprint blueprint;
    private final ObjectIdentifier table;
    private final DynamicTableSource paimon;
    private final Function<Exchange, Feed> feed;
    private final boolean batch;
    private WatermarkStrategy<RowData> watermarks;

    /**
     * @param blueprint what the scripts bind
     * @param table the table whose commits are read
     * @param paimon what Paimon makes of it
     * @param feed the rows
     * @param batch whether they are all there at once
     */
    PaimonTableSource(
            Blueprint blueprint,
            ObjectIdentifier table,
            DynamicTableSource paimon,
            Function<Exchange, Feed> feed,
            boolean batch) {
        this.blueprint = blueprint;
        this.table = table;
        this.paimon = paimon;
        this.feed = feed;
        this.batch = batch;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return batch ? ChangelogMode.insertOnly() : ((ScanTableSource) paimon).getChangelogMode();
    }

    @Override
    @SuppressWarnings("deprecation") // See StepSource.
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        String instance = blueprint.source(table, feed);
        return SourceFunctionProvider.of(new StepSource(instance, !batch, watermarks), batch, 1);
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        return ((LookupTableSource) paimon).getLookupRuntimeProvider(context);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public DynamicTableSource copy() {
        PaimonTableSource copy = new PaimonTableSource(blueprint, table, paimon.copy(), feed, batch);
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "replayed " + table.getObjectName();
    }
}
