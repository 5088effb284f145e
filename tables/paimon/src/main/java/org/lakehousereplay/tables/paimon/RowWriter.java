package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.reader.RecordReader;
import org.apache.paimon.types.RowType;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.RowFileWriter;

/** Writes what a reader of Paimon reads. */
final class RowWriter {

    private static final String INSERT = "+I";

    private final RowFileWriter writer;
    private final PaimonValues values;

    RowWriter(RowFileWriter writer) {
        this.writer = writer;
        this.values = new PaimonValues(writer);
    }

    /**
     * Writes all rows of a reader, and closes it.
     *
     * @param type the columns
     * @param reader the rows
     * @param kinds whether rows have kinds; a row of a table that is merged is there, whatever brought it
     */
    void write(RowType type, RecordReader<InternalRow> reader, boolean kinds) throws IOException, LakeTableException {
        try (reader) {
            for (RecordReader.RecordIterator<InternalRow> batch = reader.readBatch();
                    batch != null;
                    batch = reader.readBatch()) {
                for (InternalRow row = batch.next(); row != null; row = batch.next()) {
                    write(type, row, kinds ? row.getRowKind().shortString() : INSERT);
                }
                batch.releaseBatch();
            }
        }
    }

    private void write(RowType type, InternalRow row, String kind) throws IOException, LakeTableException {
        writer.beginRow(kind);
        for (int column = 0; column < type.getFieldCount(); column++) {
            writer.beginColumn();
            values.write(
                    type.getTypeAt(column),
                    InternalRow.createFieldGetter(type.getTypeAt(column), column)
                            .getFieldOrNull(row));
        }
        writer.endRow();
    }
}
