package org.lakehousereplay.flink.connector;

import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;

/**
 * Binds the tables of a replay's scripts. Flink asks a module for the tables of every catalog that makes none of its
 * own, whatever their options say, so {@code CREATE TABLE} statements stay as they are. For the package that runs
 * replays.
 */
public final class BoundTables extends TableStandIns {

    /** The option that names the output of a table that the replay itself declares. */
    public static final String OUTPUT = "lakehouse-output";

    private final Blueprint blueprint;

    /**
     * @param blueprint what the scripts bind
     */
    public BoundTables(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        refusePaimon(context);
        blueprint.read(context.getObjectIdentifier());
        return new BoundTableSource(blueprint, context.getObjectIdentifier(), BoundTable.of(context));
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        refusePaimon(context);
        String name = blueprint.name(context.getObjectIdentifier());
        BoundTable declared = BoundTable.of(context);
        return new BoundTableSink(
                blueprint, context.getObjectIdentifier(), declared.options().getOrDefault(OUTPUT, name), declared);
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
    public String factoryIdentifier() {
        return "lakehouse-replay";
    }
}
