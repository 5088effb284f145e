package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.RowFileWriter;

/** Iceberg tables, by snapshot, time, tag or branch. Found by {@link java.util.ServiceLoader}. */
public final class IcebergTableFormat implements LakeTableFormat {

    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        if (request.changes()) {
            throw new LakeTableException(
                    "the changes of an Iceberg table cannot be replayed, only the table at a snapshot",
                    "Leave out changes");
        }
        MetadataFiles metadataFiles = new MetadataFiles(request.table());
        TableFiles files = new TableFiles(request.table());
        try {
            TableMetadata metadata = TableMetadataParser.read(
                    files, metadataFiles.newest().toUri().getPath());
            files.relocate(metadata.location());
            Table table = new BaseTable(
                    new StaticTableOperations(metadata, files),
                    request.table().getFileName().toString(),
                    report -> {});
            SnapshotChoice choice = SnapshotChoice.of(table, request.version());
            try (RowFileWriter writer = new RowFileWriter(request.output())) {
                SnapshotRows rows = new SnapshotRows(table, choice, files);
                rows.write(writer);
                return new LakeTableRows(IcebergTypes.columns(rows.schema()), writer.rows(), choice.description());
            }
        } catch (RuntimeException broken) {
            throw problem(broken, files);
        }
    }

    private static LakeTableException problem(RuntimeException broken, TableFiles files) {
        String message = broken.getClass().getSimpleName();
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof TableFiles.OutsideException) {
                return new LakeTableException(
                        cause.getMessage(), "Copy the table with all of its files, as they lie below its location");
            }
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                message = cause.getMessage();
            }
        }
        return new LakeTableException(
                "the file " + files.opened() + " of the table cannot be read: " + message,
                "See whether the table was copied whole");
    }
}
