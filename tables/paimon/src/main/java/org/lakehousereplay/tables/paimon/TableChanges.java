package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.util.Map;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.CoreOptions.StartupMode;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.source.Split;
import org.apache.paimon.table.source.StreamTableScan;
import org.apache.paimon.table.source.TableRead;
import org.apache.paimon.table.source.TableScan;
import org.lakehousereplay.spi.LakeTableException;

/**
 * The changes of a table up to a snapshot, as a streaming job reads them: commit after commit, each row with its kind.
 *
 * <p>Where the first snapshots have expired, the state in the first that is left comes first.
 */
final class TableChanges {

    private final SnapshotChoice choice;

    TableChanges(SnapshotChoice choice) {
        this.choice = choice;
    }

    void write(RowWriter rows) throws IOException, LakeTableException {
        PaimonTypes.columns(choice.table().rowType()); // what cannot be told is refused before the first row
        if (choice.snapshot().isEmpty()) {
            return;
        }
        long last = choice.snapshot().get().id();
        Long earliest = choice.table().snapshotManager().earliestSnapshotId();
        if (earliest == null || earliest > last) {
            throw new LakeTableException(
                    "the changes up to snapshot " + last + " have expired",
                    earliest == null ? "" : "The first snapshot whose changes are there is " + earliest);
        }
        FileStoreTable table = choice.readBy(Map.of(
                CoreOptions.SCAN_MODE.key(),
                (earliest == 1 ? StartupMode.FROM_SNAPSHOT : StartupMode.FROM_SNAPSHOT_FULL).toString(),
                CoreOptions.SCAN_SNAPSHOT_ID.key(),
                Long.toString(earliest)));
        StreamTableScan scan = table.newReadBuilder().newStreamScan();
        TableRead read = table.newReadBuilder().newRead();
        Long next = null;
        while (next == null || next <= last) {
            TableScan.Plan plan = scan.plan();
            next = scan.checkpoint();
            if (next != null && next - 1 > last) {
                return; // snapshots between have no changes, and the plan is of a later one
            }
            for (Split split : plan.splits()) {
                rows.write(table.rowType(), read.createReader(split), true);
            }
        }
    }
}
