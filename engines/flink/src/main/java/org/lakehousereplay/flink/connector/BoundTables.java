package org.lakehousereplay.flink.connector;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.module.Module;

/**
 * Binds the tables of a replay's scripts. Flink asks a module for the tables of every catalog that makes none of its
 * own, whatever their options say, so {@code CREATE TABLE} statements stay as they are. For the package that runs
 * replays.
 */
public final class BoundTables implements Module, DynamicTableSourceFactory, DynamicTableSinkFactory {

    /** The option that names the output of a table that the replay itself declares. */
    public static final String OUTPUT = "lakehouse-output";

    private final Exchange exchange;

    /**
     * @param exchange where rows come from and go to
     */
    public BoundTables(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        refusePaimon(context);
        exchange.read(context.getObjectIdentifier());
        return new BoundTableSource(exchange, context.getObjectIdentifier(), BoundTable.of(context));
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        refusePaimon(context);
        String name = exchange.name(context.getObjectIdentifier());
        BoundTable declared = BoundTable.of(context);
        return new BoundTableSink(
                exchange, context.getObjectIdentifier(), declared.options().getOrDefault(OUTPUT, name), declared);
    }

    /** Bound, it would not merge its rows. */
    private static void refusePaimon(Context context) {
        if ("paimon".equals(context.getCatalogTable().getOptions().get("connector"))) {
            throw new ValidationException(
                    "the Paimon table "
                            + context.getObjectIdentifier().getObjectName()
                            + " is in no Paimon catalog; in a replay it has to be: CREATE CATALOG … WITH ('type' = 'paimon', …)");
        }
    }

    @Override
    public Optional<DynamicTableSourceFactory> getTableSourceFactory() {
        return Optional.of(this);
    }

    @Override
    public Optional<DynamicTableSinkFactory> getTableSinkFactory() {
        return Optional.of(this);
    }

    @Override
    public String factoryIdentifier() {
        return "lakehouse-replay";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }
}
