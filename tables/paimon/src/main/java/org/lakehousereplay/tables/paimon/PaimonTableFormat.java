package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.paimon.fs.Path;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.FileStoreTableFactory;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.RowFileWriter;

/** Paimon tables, by snapshot, time, tag or branch, and their changes. Found by {@link java.util.ServiceLoader}. */
public final class PaimonTableFormat implements LakeTableFormat {

    private static final String SCHEMA = "schema";

    @Override
    public String name() {
        return "paimon";
    }

    @Override
    public LakeTableRows read(LakeTableRequest request) throws IOException, LakeTableException {
        if (!Files.isDirectory(request.table().resolve(SCHEMA))) {
            throw new LakeTableException(
                    request.table().getFileName() + " is not a Paimon table: it has no directory " + SCHEMA,
                    "Name the directory that holds " + SCHEMA + " and snapshot");
        }
        TableFiles files = new TableFiles(request.table());
        try (RowFileWriter writer = new RowFileWriter(request.output())) {
            FileStoreTable table = FileStoreTableFactory.create(
                    files, new Path(request.table().toRealPath().toUri()));
            SnapshotChoice choice = SnapshotChoice.of(table, request.version());
            RowWriter rows = new RowWriter(writer);
            if (request.changes()) {
                new TableChanges(choice).write(rows);
            } else {
                new TableState(choice).write(rows);
            }
            return new LakeTableRows(
                    PaimonTypes.columns(choice.table().rowType()),
                    writer.rows(),
                    (request.changes() ? "changes up to " : "") + choice.description());
        } catch (RuntimeException | IOException broken) {
            throw problem(broken, files);
        }
    }

    private static LakeTableException problem(Exception broken, TableFiles files) {
        String message = broken.getClass().getSimpleName();
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof TableFiles.OutsideException) {
                return new LakeTableException(
                        cause.getMessage(), "Copy the table with all of its files into one directory");
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
