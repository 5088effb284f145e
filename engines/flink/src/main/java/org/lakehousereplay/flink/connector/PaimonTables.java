package org.lakehousereplay.flink.connector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.flink.DataCatalogTable;
import org.apache.paimon.flink.FlinkTableFactory;
import org.apache.paimon.flink.SystemCatalogTable;
import org.apache.paimon.table.Table;

/** Makes the tables of a Paimon catalog: written by Paimon itself, read step by step. */
final class PaimonTables implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    private static final char SYSTEM = '$';
    private static final String AUDIT_LOG = "$audit_log";

    private final FlinkTableFactory paimon;
    private final Blueprint blueprint;

    PaimonTables(FlinkTableFactory paimon, Blueprint blueprint) {
        this.paimon = paimon;
        this.blueprint = blueprint;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        ObjectIdentifier table = base(context.getObjectIdentifier());
        blueprint.read(table);
        DynamicTableSource source = paimon.createDynamicTableSource(readingAtOnce(context));
        boolean batch = context.getConfiguration().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
        if (!blueprint.isWrittenAnywhere(table)) {
            return new PaimonTableSource(blueprint, table, source, fixture(context, table, batch), batch);
        }
        blueprint.commits();
        return batch ? source : stepwise(context, table, source);
    }

    private DynamicTableSource stepwise(Context context, ObjectIdentifier table, DynamicTableSource source) {
        CatalogTable origin = context.getCatalogTable().getOrigin();
        Map<String, String> options = new HashMap<>(context.getCatalogTable().getOptions());
        options.keySet().removeIf(key -> key.startsWith("scan.") || key.equals(CoreOptions.CONSUMER_ID.key()));
        options.put(CoreOptions.SCAN_MODE.key(), CoreOptions.StartupMode.FROM_SNAPSHOT.toString());
        options.put(CoreOptions.SCAN_SNAPSHOT_ID.key(), "1");
        Table read;
        if (origin instanceof DataCatalogTable data) {
            read = data.table().copy(options);
        } else if (origin instanceof SystemCatalogTable system && isChanges(context)) {
            read = system.table().copy(options);
        } else {
            return source;
        }
        return new PaimonTableSource(blueprint, table, source, exchange -> new PaimonFeed(read), false);
    }

    /** A table that no statement writes holds the rows of the fixture. */
    private Function<Exchange, Feed> fixture(Context context, ObjectIdentifier table, boolean batch) {
        boolean audited = context.getObjectIdentifier().getObjectName().endsWith(AUDIT_LOG);
        BoundColumns all = BoundColumns.read(context.getCatalogTable().getResolvedSchema());
        BoundColumns columns = audited ? all.without(1) : all;
        int[] places = columns.places(List.of(), columns.columns().size());
        int[] primaryKey = audited ? new int[0] : context.getPrimaryKeyIndexes();
        return exchange -> {
            Feed rows = FileFeed.of(exchange, table, columns, places, ChangelogMode.all());
            if (audited) {
                return new AuditedFeed(rows, columns.types());
            }
            return batch ? new StateFeed(rows, new TableState(columns.types(), primaryKey)) : rows;
        };
    }

    private static boolean isChanges(Context context) {
        String name = context.getObjectIdentifier().getObjectName();
        return name.endsWith(AUDIT_LOG) || name.endsWith("$binlog");
    }

    private static ObjectIdentifier base(ObjectIdentifier table) {
        int system = table.getObjectName().indexOf(SYSTEM);
        return system < 0
                ? table
                : ObjectIdentifier.of(
                        table.getCatalogName(),
                        table.getDatabaseName(),
                        table.getObjectName().substring(0, system));
    }

    /** Has joins look at a table as it is, not as it was some seconds ago. */
    private static Context readingAtOnce(Context context) {
        return with(context, Map.of(CoreOptions.CONTINUOUS_DISCOVERY_INTERVAL.key(), "1 ms"));
    }

    private static Context with(Context context, Map<String, String> further) {
        if (!(context.getCatalogTable().getOrigin() instanceof DataCatalogTable)) {
            return context;
        }
        Map<String, String> options = new HashMap<>(context.getCatalogTable().getOptions());
        options.putAll(further);
        return new FactoryUtil.DefaultDynamicTableContext(
                context.getObjectIdentifier(),
                context.getCatalogTable().copy(options),
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary());
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        blueprint.commits();
        return paimon.createDynamicTableSink(context);
    }

    @Override
    public String factoryIdentifier() {
        return paimon.factoryIdentifier();
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return paimon.requiredOptions();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return paimon.optionalOptions();
    }
}
