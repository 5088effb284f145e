package org.lakehousereplay.flink.connector;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.types.logical.LogicalType;

/** Looks rows of a fixture up for a join {@code FOR SYSTEM_TIME AS OF}. */
public final class FixtureLookup extends LookupFunction {

    private static final long serialVersionUID = 1L;

    private final String instance;
    private final List<LogicalType> keyTypes;
    private transient RowData.FieldGetter[] getters;
    private transient Exchange exchange;

    FixtureLookup(String instance, List<LogicalType> keyTypes) {
        this.instance = instance;
        this.keyTypes = keyTypes;
    }

    @Override
    public void open(FunctionContext context) {
        String job = context.getMetricGroup().getAllVariables().get("<job_id>");
        exchange = Exchange.of(JobID.fromHexString(job));
        getters = IntStream.range(0, keyTypes.size())
                .mapToObj(column -> RowData.createFieldGetter(keyTypes.get(column), column))
                .toArray(RowData.FieldGetter[]::new);
    }

    @Override
    public Collection<RowData> lookup(RowData keys) {
        return exchange.lookup(instance).find(keys, getters, exchange.increment());
    }
}
