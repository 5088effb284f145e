package org.lakehousereplay.tables.delta;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Table;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionBuilder;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.data.GenericColumnVector;
import io.delta.kernel.internal.deletionvectors.Base85Codec;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.roaringbitmap.RoaringBitmap;

/** Writes real Delta tables. */
final class DeltaTableBuilder {

    private static final int BITMAP_MAGIC = 1681511377;

    private final Engine engine;
    private final Path directory;
    private final StructType schema;

    private DeltaTableBuilder(Path directory, StructType schema) {
        this.engine = DefaultEngine.create(new WritableFiles());
        this.directory = directory;
        this.schema = schema;
    }

    /** Makes a table without rows, in version 0. */
    static DeltaTableBuilder create(
            Path directory, StructType schema, List<String> partitionColumns, Map<String, String> properties) {
        DeltaTableBuilder table = new DeltaTableBuilder(directory, schema);
        TransactionBuilder builder = Table.forPath(table.engine, directory.toString())
                .createTransactionBuilder(table.engine, "test", Operation.CREATE_TABLE)
                .withSchema(table.engine, schema)
                .withTableProperties(table.engine, properties);
        if (!partitionColumns.isEmpty()) {
            builder = builder.withPartitionColumns(table.engine, partitionColumns);
        }
        builder.build(table.engine).commit(table.engine, CloseableIterable.emptyIterable());
        return table;
    }

    /** Appends rows, as a version of its own and in one file. */
    void append(Map<String, Literal> partition, Object[]... rows) throws IOException {
        Transaction transaction = Table.forPath(engine, directory.toString())
                .createTransactionBuilder(engine, "test", Operation.WRITE)
                .build(engine);
        ColumnVector[] vectors = new ColumnVector[schema.length()];
        for (int column = 0; column < schema.length(); column++) {
            int index = column;
            vectors[column] = new GenericColumnVector(
                    Arrays.stream(rows).map(row -> row[index]).toList(),
                    schema.at(column).getDataType());
        }
        FilteredColumnarBatch batch =
                new FilteredColumnarBatch(new DefaultColumnarBatch(rows.length, schema, vectors), Optional.empty());
        Row state = transaction.getTransactionState(engine);
        CloseableIterator<FilteredColumnarBatch> physical =
                Transaction.transformLogicalData(engine, state, Utils.singletonCloseableIterator(batch), partition);
        DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
        CloseableIterator<DataFileStatus> files = engine.getParquetHandler()
                .writeParquetFiles(context.getTargetDirectory(), physical, context.getStatisticsColumns());
        CloseableIterator<Row> actions = Transaction.generateAppendActions(engine, state, files, context);
        transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
    }

    void checkpoint(long version) throws IOException {
        Table.forPath(engine, directory.toString()).checkpoint(engine, version);
    }

    /** Deletes rows of the file that a version added, by a deletion vector in a file or in the log itself. */
    void delete(long added, long version, boolean inline, int... positions) throws IOException {
        String add = Files.readAllLines(commit(added)).stream()
                .filter(line -> line.startsWith("{\"add\""))
                .findFirst()
                .orElseThrow();
        RoaringBitmap bitmap = RoaringBitmap.bitmapOf(positions);
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 8 + 4 + bitmap.serializedSizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(BITMAP_MAGIC).putLong(1).putInt(0);
        bitmap.serialize(bytes);
        String vector;
        if (inline) {
            byte[] padded = Arrays.copyOf(bytes.array(), (bytes.capacity() + 3) / 4 * 4);
            vector = "\"storageType\":\"i\",\"pathOrInlineDv\":" + quoted(Base85Codec.encodeBytes(padded))
                    + ",\"sizeInBytes\":" + bytes.capacity();
        } else {
            UUID name = UUID.randomUUID();
            CRC32 checksum = new CRC32();
            checksum.update(bytes.array());
            ByteBuffer file = ByteBuffer.allocate(1 + 4 + bytes.capacity() + 4);
            file.put((byte) 1).putInt(bytes.capacity()).put(bytes.array()).putInt((int) checksum.getValue());
            Files.write(directory.resolve("deletion_vector_" + name + ".bin"), file.array());
            vector = "\"storageType\":\"u\",\"pathOrInlineDv\":" + quoted(Base85Codec.encodeUUID(name))
                    + ",\"offset\":1,\"sizeInBytes\":" + bytes.capacity();
        }
        String path = add.replaceFirst(".*\"path\":\"([^\"]*)\".*", "$1");
        int before = add.indexOf(",\"deletionVector\":");
        String former = before < 0 ? "" : add.substring(before, add.length() - 2);
        commit(
                version,
                "{\"remove\":{\"path\":\"" + path + "\",\"dataChange\":true,\"deletionTimestamp\":0" + former + "}}",
                (before < 0 ? add.substring(0, add.length() - 2) : add.substring(0, before)) + ",\"deletionVector\":{"
                        + vector + ",\"cardinality\":" + positions.length + "}}}");
    }

    /** Renames a column, whose values stay in the files under their old name. */
    void rename(long version, String column, String name) throws IOException {
        String metadata = Files.readAllLines(commit(0)).stream()
                .filter(line -> line.startsWith("{\"metaData\""))
                .findFirst()
                .orElseThrow();
        int id = 0;
        for (StructField field : schema.fields()) {
            id++;
            String declared = "\\\"name\\\":\\\"" + field.getName() + "\\\"";
            int start = metadata.indexOf(declared);
            int end = metadata.indexOf("\\\"metadata\\\":{}", start);
            String shown = field.getName().equals(column) ? name : field.getName();
            metadata = metadata.substring(0, start) + declared.replace(field.getName(), shown)
                    + metadata.substring(start + declared.length(), end)
                    + "\\\"metadata\\\":{\\\"delta.columnMapping.id\\\":" + id
                    + ",\\\"delta.columnMapping.physicalName\\\":\\\"" + field.getName() + "\\\"}"
                    + metadata.substring(end + "\\\"metadata\\\":{}".length());
        }
        commit(
                version,
                "{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}",
                metadata.replace(
                        "\"configuration\":{",
                        "\"configuration\":{\"delta.columnMapping.mode\":\"name\",\"delta.columnMapping.maxColumnId\":\""
                                + id + "\""));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Writes a commit by hand. */
    void commit(long version, String... lines) throws IOException {
        Files.write(commit(version), List.of(lines));
    }

    Path commit(long version) {
        return directory.resolve("_delta_log").resolve(String.format("%020d.json", version));
    }

    /** Says when a version was committed. */
    void commitTime(long version, long milliseconds) throws IOException {
        List<String> lines = Files.readAllLines(commit(version)).stream()
                .map(line -> line.startsWith("{\"commitInfo\"")
                        ? line.replaceFirst("\"timestamp\":\\d+", "\"timestamp\":" + milliseconds)
                        : line)
                .toList();
        Files.write(commit(version), lines);
    }
}
