package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
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
    private final SnapshotChoice choice;
    private final TableFiles files;

    SnapshotRows(Table table, SnapshotChoice choice, TableFiles files) {
        this.table = table;
        this.choice = choice;
        this.files = files;
    }

    /** The columns as they were then. */
    Schema schema() {
        return scan().schema();
    }

    private TableScan scan() {
        return choice.latest()
                ? table.newScan()
                : table.newScan().useSnapshot(choice.snapshot().orElseThrow().snapshotId());
    }

    void write(RowFileWriter writer) throws IOException, LakeTableException {
        IcebergTypes.columns(schema()); // what cannot be told is refused before the first row
        refuseUnreadable();
        IcebergValues values = new IcebergValues(writer);
        IcebergGenerics.ScanBuilder read = IcebergGenerics.read(table);
        if (!choice.latest()) {
            read = read.useSnapshot(choice.snapshot().orElseThrow().snapshotId());
        }
        try (CloseableIterable<Record> records = read.build()) {
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
    private void refuseUnreadable() throws IOException, LakeTableException {
        try (CloseableIterable<FileScanTask> tasks = scan().planFiles()) {
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
