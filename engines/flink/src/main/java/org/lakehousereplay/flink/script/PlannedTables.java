package org.lakehousereplay.flink.script;

import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.lakehousereplay.flink.connector.ConnectorKinds;
import org.lakehousereplay.flink.connector.TableStandIns;

/**
 * Stands in for every connector while statements are planned, so that none has to be on the class path, and listens to
 * what the planner wants of its tables. No row ever flows.
 */
final class PlannedTables extends TableStandIns {

    /** The connector of the table that takes all rows of a view or a query. */
    static final String CAPTURE = "lakehouse-capture";

    private PlanRecord record = new PlanRecord();

    /** Starts a new record. */
    PlanRecord begin() {
        record = new PlanRecord();
        return record;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        return new PlannedSource(
                record,
                context.getObjectIdentifier(),
                context.getCatalogTable().getResolvedSchema(),
                context.getPhysicalRowDataType(),
                ConnectorKinds.read(context.getCatalogTable().getOptions()),
                context.getConfiguration().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        Optional<ChangelogMode> taken = CAPTURE.equals(connector(context))
                ? Optional.empty()
                : Optional.of(ConnectorKinds.written(
                        context.getCatalogTable().getOptions(), context.getPrimaryKeyIndexes().length > 0));
        return new PlannedSink(record, context.getCatalogTable().getResolvedSchema(), taken);
    }

    private static String connector(Context context) {
        return context.getCatalogTable().getOptions().getOrDefault("connector", "");
    }

    @Override
    public String factoryIdentifier() {
        return "lakehouse-planned";
    }
}
