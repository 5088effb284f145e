package org.lakehousereplay.flink.connector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    private final Blueprint blueprint;
    private final ObjectIdentifier table;
    private final BoundTable declared;
    private List<String> metadataKeys = List.of();
    private DataType produced;
    private WatermarkStrategy<RowData> watermarks;

    BoundTableSource(Blueprint blueprint, ObjectIdentifier table, BoundTable declared) {
        this.blueprint = blueprint;
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
    @SuppressWarnings("deprecation") // The only kind of source that one thread can drive row by row.
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        boolean state = declared.batch() && !given().containsOnly(RowKind.INSERT);
        List<LogicalType> types = types();
        Function<Exchange, Feed> changes = feed();
        Function<Exchange, Feed> rows =
                state ? exchange -> new StateFeed(changes.apply(exchange), state(types)) : changes;
        String instance = blueprint.source(table, rows);
        return SourceFunctionProvider.of(new StepSource(instance, !declared.batch(), watermarks), declared.batch(), 1);
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        int[] keys = Arrays.stream(context.getKeys()).mapToInt(path -> path[0]).toArray();
        List<LogicalType> types = types();
        Function<Exchange, Feed> feed = feed();
        String instance = blueprint.lookup(
                exchange -> new LookupRows(feed.apply(exchange), state(types), TableState.getters(types, keys)));
        return LookupFunctionProvider.of(new FixtureLookup(
                instance, Arrays.stream(keys).mapToObj(types::get).toList()));
    }

    private TableState state(List<LogicalType> types) {
        return new TableState(
                types,
                declared.primaryKey().stream().mapToInt(Integer::intValue).toArray());
    }

    private List<LogicalType> types() {
        return produced.getLogicalType().getChildren();
    }

    private Function<Exchange, Feed> feed() {
        if (blueprint.isWritten(table)) {
            RowProjection projection = declared.fromTopic(metadataKeys, types());
            return exchange -> new TopicFeed(exchange.topic(table), projection);
        }
        BoundColumns columns = declared.read();
        int[] places = columns.places(metadataKeys, types().size());
        ChangelogMode mode = given();
        return exchange -> FileFeed.of(exchange, table, columns, places, mode);
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
        BoundTableSource copy = new BoundTableSource(blueprint, table, declared);
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
