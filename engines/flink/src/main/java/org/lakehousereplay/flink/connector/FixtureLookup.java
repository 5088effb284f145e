package org.lakehousereplay.flink.connector;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.types.logical.LogicalType;

/** Looks rows of a fixture up for a join {@code FOR SYSTEM_TIME AS OF}. */
public final class FixtureLookup extends LookupFunction {

    private static final long serialVersionUID = 1L;

    private final String exchange;
    private final String instance;
    private final List<LogicalType> keyTypes;
    private transient RowData.FieldGetter[] getters;

    FixtureLookup(String exchange, String instance, List<LogicalType> keyTypes) {
        this.exchange = exchange;
        this.instance = instance;
        this.keyTypes = keyTypes;
    }

    @Override
    public Collection<RowData> lookup(RowData keys) {
        if (getters == null) {
            getters = new RowData.FieldGetter[keyTypes.size()];
            for (int column = 0; column < getters.length; column++) {
                getters[column] = RowData.createFieldGetter(keyTypes.get(column), column);
            }
        }
        Exchange registered = Exchange.of(exchange);
        return registered.lookup(instance).find(keys, getters, registered.increment());
    }
}
