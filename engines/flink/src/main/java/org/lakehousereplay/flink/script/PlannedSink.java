package org.lakehousereplay.flink.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.types.DataType;

/** A table that is written in a plan. */
final class PlannedSink implements DynamicTableSink, SupportsWritingMetadata, SupportsPartitioning, SupportsOverwrite {

    private final PlanRecord record;
    private final ResolvedSchema schema;
    private final Optional<ChangelogMode> taken;

    /**
     * @param record hears what is offered to the table
     * @param schema its schema
     * @param taken the row kinds that it takes; empty when it takes what comes
     */
    PlannedSink(PlanRecord record, ResolvedSchema schema, Optional<ChangelogMode> taken) {
        this.record = record;
        this.schema = schema;
        this.taken = taken;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        record.offer(requested);
        return taken.orElse(requested);
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return SinkV2Provider.of(new DiscardingSink<>());
    }

    @Override
    public Map<String, DataType> listWritableMetadata() {
        Map<String, DataType> writable = new LinkedHashMap<>();
        for (Column column : schema.getColumns()) {
            if (column instanceof Column.MetadataColumn declared) {
                writable.put(declared.getMetadataKey().orElse(declared.getName()), declared.getDataType());
            }
        }
        return writable;
    }

    @Override
    public void applyWritableMetadata(List<String> keys, DataType consumedType) {
        // Nothing is written.
    }

    @Override
    public void applyStaticPartition(Map<String, String> partition) {
        // Nothing is written.
    }

    @Override
    public void applyOverwrite(boolean overwrite) {
        // Nothing is written.
    }

    @Override
    public DynamicTableSink copy() {
        return new PlannedSink(record, schema, taken);
    }

    @Override
    public String asSummaryString() {
        return "planned";
    }
}
