package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.util.Map;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.Snapshot;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.source.Split;
import org.apache.paimon.table.source.TableRead;
import org.lakehousereplay.spi.LakeTableException;

/** The rows of a table in one snapshot, merged as its merge engine merges them. */
final class TableState {

    private final SnapshotChoice choice;

    TableState(SnapshotChoice choice) {
        this.choice = choice;
    }

    void write(RowWriter rows) throws IOException, LakeTableException {
        PaimonTypes.columns(choice.table().rowType()); // what cannot be told is refused before the first row
        if (choice.snapshot().isEmpty()) {
            return;
        }
        Snapshot snapshot = choice.snapshot().get();
        FileStoreTable table = choice.readBy(Map.of(
                CoreOptions.SCAN_MODE.key(),
                CoreOptions.StartupMode.FROM_SNAPSHOT.toString(),
                CoreOptions.SCAN_SNAPSHOT_ID.key(),
                Long.toString(snapshot.id())));
        TableRead read = table.newReadBuilder().newRead();
        for (Split split :
                table.newSnapshotReader().withSnapshot(snapshot).read().splits()) {
            rows.write(table.rowType(), read.createReader(split), false);
        }
    }
}
