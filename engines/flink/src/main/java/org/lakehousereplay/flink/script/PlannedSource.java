package org.lakehousereplay.flink.script;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.legacy.table.connector.source.SourceFunctionProvider;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.types.DataType;

/** A table that is read in a plan. */
final class PlannedSource
        implements ScanTableSource, LookupTableSource, SupportsProjectionPushDown, SupportsReadingMetadata {

    private final PlanRecord record;
    private final ObjectIdentifier table;
    private final ResolvedSchema schema;
    private final ChangelogMode kinds;
    private final boolean batch;
    private final List<String> physical;
    private List<String> projected;
    private List<String> metadata = List.of();

    PlannedSource(
            PlanRecord record,
            ObjectIdentifier table,
            ResolvedSchema schema,
            DataType physicalType,
            ChangelogMode kinds,
            boolean batch) {
        this.record = record;
        this.table = table;
        this.schema = schema;
        this.kinds = kinds;
        this.batch = batch;
        this.physical = DataType.getFieldNames(physicalType);
        this.projected = physical;
    }

    private PlannedSource(PlannedSource other) {
        this.record = other.record;
        this.table = other.table;
        this.schema = other.schema;
        this.kinds = other.kinds;
        this.batch = other.batch;
        this.physical = other.physical;
        this.projected = other.projected;
        this.metadata = other.metadata;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        // A batch job reads a table as it is when all changes are there.
        return batch ? ChangelogMode.insertOnly() : kinds;
    }

    @Override
    @SuppressWarnings("deprecation") // Goes with the kind of source.
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        record.read(table, columns());
        return SourceFunctionProvider.of(new NoRows(), batch);
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        Set<String> columns = columns();
        Arrays.stream(context.getKeys()).forEach(path -> columns.add(projected.get(path[0])));
        record.read(table, columns);
        return LookupFunctionProvider.of(new NoMatch());
    }

    private Set<String> columns() {
        Set<String> columns = new TreeSet<>(projected);
        for (Column column : schema.getColumns()) {
            if (column instanceof Column.MetadataColumn declared && metadata.contains(key(declared))) {
                columns.add(column.getName());
            }
        }
        return columns;
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType producedType) {
        projected = Arrays.stream(fields).map(path -> physical.get(path[0])).toList();
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        Map<String, DataType> readable = new LinkedHashMap<>();
        for (Column column : schema.getColumns()) {
            if (column instanceof Column.MetadataColumn declared) {
                readable.put(key(declared), declared.getDataType());
            }
        }
        return readable;
    }

    private static String key(Column.MetadataColumn column) {
        return column.getMetadataKey().orElse(column.getName());
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType producedType) {
        metadata = List.copyOf(keys);
    }

    @Override
    public DynamicTableSource copy() {
        return new PlannedSource(this);
    }

    @Override
    public String asSummaryString() {
        return "planned " + table.getObjectName();
    }
}
