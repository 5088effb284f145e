package org.lakehousereplay.flink.connector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.legacy.table.connector.source.SourceFunctionProvider;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;

/** A table of the outside world that is read: it gives the rows of the fixture, or what other statements wrote to it. */
final class BoundTableSource
        implements ScanTableSource, LookupTableSource, SupportsReadingMetadata, SupportsWatermarkPushDown {

    private final Exchange exchange;
    private final ObjectIdentifier table;
    private final BoundTable declared;
    private List<String> metadataKeys = List.of();
    private DataType produced;
    private WatermarkStrategy<RowData> watermarks;

    BoundTableSource(Exchange exchange, ObjectIdentifier table, BoundTable declared) {
        this.exchange = exchange;
        this.table = table;
        this.declared = declared;
        this.produced = declared.physical();
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return declared.batch() ? ChangelogMode.insertOnly() : given();
    }

    private ChangelogMode given() {
        return ConnectorKinds.read(declared.options());
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        boolean state = declared.batch() && !given().containsOnly(RowKind.INSERT);
        Feed rows = state ? new StateFeed(feed(), state(types())) : feed();
        String instance = exchange.register(table, rows);
        return SourceFunctionProvider.of(
                new StepSource(exchange.id(), instance, !declared.batch(), watermarks), declared.batch(), 1);
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        int[] keys = Arrays.stream(context.getKeys()).mapToInt(path -> path[0]).toArray();
        List<LogicalType> types = types();
        String instance = exchange.register(new LookupRows(feed(), state(types), TableState.getters(types, keys)));
        return LookupFunctionProvider.of(new FixtureLookup(
                exchange.id(),
                instance,
                Arrays.stream(keys).mapToObj(types::get).toList()));
    }

    private TableState state(List<LogicalType> types) {
        return new TableState(types, declared.primaryKey());
    }

    private List<LogicalType> types() {
        return produced.getLogicalType().getChildren();
    }

    private Feed feed() {
        if (exchange.isWritten(table)) {
            return new TopicFeed(exchange.topic(table), declared.fromTopic(metadataKeys, types()));
        }
        BoundColumns columns = declared.read();
        return FileFeed.of(exchange, table, columns, columns.places(metadataKeys, types().size()), given());
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return declared.read().metadata();
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType producedType) {
        metadataKeys = List.copyOf(keys);
        produced = producedType;
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public DynamicTableSource copy() {
        BoundTableSource copy = new BoundTableSource(exchange, table, declared);
        copy.metadataKeys = metadataKeys;
        copy.produced = produced;
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "replayed " + table.getObjectName();
    }
}
