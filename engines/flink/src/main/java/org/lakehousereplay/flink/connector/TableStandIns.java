package org.lakehousereplay.flink.connector;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.module.Module;

/**
 * Stands in for every connector, whatever the options of a table say: a module that offers itself as the factory of all
 * tables. For the packages of this engine.
 */
public abstract class TableStandIns implements Module, DynamicTableSourceFactory, DynamicTableSinkFactory {

    @Override
    public final Optional<DynamicTableSourceFactory> getTableSourceFactory() {
        return Optional.of(this);
    }

    @Override
    public final Optional<DynamicTableSinkFactory> getTableSinkFactory() {
        return Optional.of(this);
    }

    @Override
    public final Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public final Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }
}
