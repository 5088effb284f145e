package org.lakehousereplay.flink.script;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;

/** A look-up that finds nothing, for plans that never run. Public because generated code calls it. */
public final class NoMatch extends LookupFunction {

    private static final long serialVersionUID = 1L;

    @Override
    public Collection<RowData> lookup(RowData key) {
        return List.of();
    }
}
