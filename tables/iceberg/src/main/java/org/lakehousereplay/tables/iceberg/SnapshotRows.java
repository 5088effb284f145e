package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.RowFileWriter;

/** The rows of a snapshot, without those that its delete files take away. */
final class SnapshotRows {

    private static final Set<FileFormat> READABLE = EnumSet.of(FileFormat.PARQUET, FileFormat.AVRO, FileFormat.PUFFIN);

    private final Table table;
    private final Optional<Snapshot> snapshot;
    private final TableFiles files;

    SnapshotRows(Table table, Optional<Snapshot> snapshot, TableFiles files) {
        this.table = table;
        this.snapshot = snapshot;
        this.files = files;
    }

    /** The columns as they were then. */
    Schema schema() {
        return snapshot.isEmpty() ? table.schema() : scan(snapshot.get()).schema();
    }

    private TableScan scan(Snapshot chosen) {
        return table.newScan().useSnapshot(chosen.snapshotId());
    }

    void write(RowFileWriter writer) throws IOException, LakeTableException {
        IcebergTypes.columns(schema()); // what cannot be told is refused before the first row
        if (snapshot.isEmpty()) {
            return;
        }
        refuseUnreadable(snapshot.get());
        IcebergValues values = new IcebergValues(writer);
        try (CloseableIterable<Record> records = IcebergGenerics.read(table)
                .useSnapshot(snapshot.get().snapshotId())
                .build()) {
            for (Record row : records) {
                writer.beginRow("+I");
                for (int column = 0; column < row.size(); column++) {
                    writer.beginColumn();
                    values.write(row.struct().fields().get(column).type(), row.get(column));
                }
                writer.endRow();
            }
        }
    }

    /** Rows that were deleted must not come back because a delete file is of a format that is not read. */
    private void refuseUnreadable(Snapshot chosen) throws IOException, LakeTableException {
        try (CloseableIterable<FileScanTask> tasks = scan(chosen).planFiles()) {
            for (FileScanTask task : tasks) {
                refuseUnreadable("data", task.file());
                for (DeleteFile delete : task.deletes()) {
                    refuseUnreadable("delete", delete);
                }
            }
        }
    }

    private void refuseUnreadable(String kind, ContentFile<?> file) throws LakeTableException {
        if (!READABLE.contains(file.format())) {
            throw new LakeTableException(
                    "the table has " + file.format() + " " + kind + " files, such as " + files.within(file.location())
                            + ", which cannot be read",
                    "Rewrite the table with Parquet files");
        }
        if (file.keyMetadata() != null) {
            throw new LakeTableException(
                    "the " + kind + " file " + files.within(file.location()) + " is encrypted", "Write it in plain");
        }
    }
}
