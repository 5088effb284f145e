package org.lakehousereplay.flink.connector;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.connector.sink.legacy.SinkFunctionProvider;
import org.apache.flink.table.types.DataType;

/** A table of the outside world that is written: its rows are kept, and handed to the statements that read it. */
final class BoundTableSink
        implements DynamicTableSink, SupportsWritingMetadata, SupportsPartitioning, SupportsOverwrite {

    private final Blueprint blueprint;
    private final ObjectIdentifier table;
    private final String output;
    private final BoundTable declared;
    private List<String> metadataKeys = List.of();

    BoundTableSink(Blueprint blueprint, ObjectIdentifier table, String output, BoundTable declared) {
        this.blueprint = blueprint;
        this.table = table;
        this.output = output;
        this.declared = declared;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return ConnectorKinds.written(declared.options(), !declared.primaryKey().isEmpty());
    }

    @Override
    @SuppressWarnings("deprecation") // A function is the simplest sink there is, and Flink keeps it.
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        BoundColumns columns = declared.written();
        blueprint.written(table);
        return SinkFunctionProvider.of(new CaptureFunction(
                table,
                output,
                columns.types(),
                columns.indexes(metadataKeys),
                ConnectorKinds.splitsUpdates(declared.options())));
    }

    @Override
    public Map<String, DataType> listWritableMetadata() {
        return declared.written().metadata();
    }

    @Override
    public void applyWritableMetadata(List<String> keys, DataType consumedType) {
        metadataKeys = List.copyOf(keys);
    }

    @Override
    public void applyStaticPartition(Map<String, String> partition) {
        // The planner has put the values into the rows.
    }

    @Override
    public void applyOverwrite(boolean overwrite) {
        // A replay starts with empty tables.
    }

    @Override
    public DynamicTableSink copy() {
        BoundTableSink copy = new BoundTableSink(blueprint, table, output, declared);
        copy.metadataKeys = metadataKeys;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "captured " + table.getObjectName();
    }
}
