package org.lakehousereplay.flink.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.flink.FlinkRowData;
import org.apache.paimon.flink.LogicalTypeConversion;
import org.apache.paimon.table.Table;
import org.apache.paimon.table.source.ReadBuilder;
import org.apache.paimon.utils.CloseableIterator;
import org.lakehousereplay.spi.OutputRows;

/** The rows of a Paimon table when a replay is over. For the package that runs replays. */
public final class PaimonOutput {

    private static final Map<String, String> FROM_THE_START = Map.of(
            CoreOptions.SCAN_MODE.key(),
            CoreOptions.StartupMode.FROM_SNAPSHOT.toString(),
            CoreOptions.SCAN_SNAPSHOT_ID.key(),
            "1");

    private final Table table;
    private final List<LogicalType> types;

    /**
     * @param table the table
     */
    public PaimonOutput(Table table) {
        this.table = table;
        this.types = LogicalTypeConversion.toLogicalType(table.rowType()).getChildren();
    }

    /**
     * Writes its rows.
     *
     * @param changelog the file for its changes, in the order of its commits
     * @param rows the file for its rows as they are in the end
     */
    @SuppressWarnings("try") // An interrupt while it closes ends the replay as any other does.
    public OutputRows write(Path changelog, Path rows) throws Exception {
        try (RowFileWriter out = writer(changelog)) {
            new PaimonFeed(table.copy(FROM_THE_START)).emit(0, (row, number) -> write(out, row));
        }
        ReadBuilder builder = table.newReadBuilder();
        try (RowFileWriter out = writer(rows);
                CloseableIterator<InternalRow> next =
                        builder.newRead().createReader(builder.newScan().plan()).toCloseableIterator()) {
            while (next.hasNext()) {
                RowData row = new FlinkRowData(next.next());
                if (row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER) {
                    out.write(row, RowKind.INSERT);
                }
            }
        }
        return new OutputRows(changelog, Optional.of(rows));
    }

    private static void write(RowFileWriter out, RowData row) {
        try {
            out.write(row);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RowFileWriter writer(Path file) throws IOException {
        return new RowFileWriter(file, types, IntStream.range(0, types.size()).toArray());
    }
}
