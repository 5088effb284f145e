package org.lakehousereplay.flink.connector;

import java.util.Objects;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.flink.FlinkRowData;
import org.apache.paimon.table.Table;
import org.apache.paimon.table.source.ReadBuilder;
import org.apache.paimon.table.source.StreamTableScan;
import org.apache.paimon.table.source.TableRead;
import org.apache.paimon.table.source.TableScan;
import org.apache.paimon.utils.CloseableIterator;

/** Reads the changes of a Paimon table, in the order of its commits and as far as it is committed. */
final class PaimonFeed implements Feed {

    private final Table table;
    private TableRead read;
    private StreamTableScan scan;

    PaimonFeed(Table table) {
        this.table = table;
    }

    @Override
    public boolean emit(int increment, Rows rows) throws Exception {
        if (scan == null) {
            ReadBuilder builder = table.newReadBuilder();
            scan = builder.newStreamScan();
            read = builder.newRead();
        }
        boolean any = false;
        while (true) {
            Long before = scan.checkpoint();
            TableScan.Plan plan = scan.plan();
            if (!plan.splits().isEmpty()) {
                any |= emit(plan, rows);
            } else if (Objects.equals(before, scan.checkpoint())) {
                return any;
            }
        }
    }

    @SuppressWarnings("try") // An interrupt while it closes ends the job as any other does.
    private boolean emit(TableScan.Plan plan, Rows rows) throws Exception {
        boolean any = false;
        try (CloseableIterator<InternalRow> next = read.createReader(plan).toCloseableIterator()) {
            while (next.hasNext()) {
                rows.take(new FlinkRowData(next.next()), 0);
                any = true;
            }
        }
        return any;
    }
}
