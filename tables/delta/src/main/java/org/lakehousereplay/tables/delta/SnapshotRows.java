package org.lakehousereplay.tables.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.RowFileWriter;

/** The rows of a table in one version: those that its files hold and no deletion vector takes away. */
final class SnapshotRows {

    private final Engine engine;
    private final Path table;
    private final Snapshot snapshot;

    SnapshotRows(Engine engine, Path table, Snapshot snapshot) {
        this.engine = engine;
        this.table = table;
        this.snapshot = snapshot;
    }

    void write(RowFileWriter writer) throws IOException, LakeTableException {
        Scan scan = snapshot.getScanBuilder().build();
        Row state = scan.getScanState(engine);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        writeFile(state, physical, files.next(), writer);
                    }
                }
            }
        }
    }

    private void writeFile(Row state, StructType physical, Row file, RowFileWriter writer)
            throws IOException, LakeTableException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        try (CloseableIterator<FileReadResult> parts = engine.getParquetHandler()
                        .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty());
                CloseableIterator<FilteredColumnarBatch> rows =
                        Scan.transformPhysicalData(engine, state, file, parts.map(FileReadResult::getData))) {
            while (rows.hasNext()) {
                writeBatch(rows.next(), writer);
            }
        } catch (TableFiles.OutsideException outside) {
            throw outside;
        } catch (RuntimeException broken) {
            if (Cause.find(broken, TableFiles.OutsideException.class).isPresent()) {
                throw broken;
            }
            throw new LakeTableException(
                    "the file " + name(status) + " of the table cannot be read: " + Cause.of(broken),
                    "See whether the table was copied whole");
        }
    }

    /** The file as the table knows it. */
    private String name(FileStatus status) {
        String location = DeltaTableFormat.location(table) + "/";
        return status.getPath().startsWith(location) ? status.getPath().substring(location.length()) : status.getPath();
    }

    private static void writeBatch(FilteredColumnarBatch batch, RowFileWriter writer) throws IOException {
        ColumnarBatch data = batch.getData();
        Optional<ColumnVector> selection = batch.getSelectionVector();
        DeltaValues values = new DeltaValues(writer);
        for (int row = 0; row < data.getSize(); row++) {
            if (selection.isPresent()
                    && (selection.get().isNullAt(row) || !selection.get().getBoolean(row))) {
                continue;
            }
            writer.beginRow("+I");
            for (int column = 0; column < data.getSchema().length(); column++) {
                writer.beginColumn();
                values.write(data.getColumnVector(column), row);
            }
            writer.endRow();
        }
    }
}
