package org.lakehousereplay.flink.connector;

import java.util.Optional;
import org.apache.flink.table.factories.Factory;
import org.apache.paimon.flink.FlinkCatalog;
import org.apache.paimon.flink.FlinkTableFactory;
import org.apache.paimon.options.Options;

/** A Paimon catalog whose tables are read step by step. For the package that runs replays. */
public final class ReplayedCatalog extends FlinkCatalog {

    private final Blueprint blueprint;

    /**
     * @param catalog what Flink made of the script's {@code CREATE CATALOG}
     * @param blueprint what the scripts bind
     */
    public ReplayedCatalog(FlinkCatalog catalog, Blueprint blueprint) {
        super(
                catalog.catalog(),
                catalog.getName(),
                catalog.getDefaultDatabase(),
                Options.fromMap(catalog.catalog().options()));
        this.blueprint = blueprint;
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(new PaimonTables(new FlinkTableFactory(this), blueprint));
    }
}
