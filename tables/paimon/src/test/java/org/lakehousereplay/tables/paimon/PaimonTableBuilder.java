package org.lakehousereplay.tables.paimon;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.paimon.data.GenericRow;
import org.apache.paimon.disk.IOManager;
import org.apache.paimon.fs.Path;
import org.apache.paimon.fs.local.LocalFileIO;
import org.apache.paimon.schema.Schema;
import org.apache.paimon.schema.SchemaManager;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.FileStoreTableFactory;
import org.apache.paimon.table.sink.StreamTableCommit;
import org.apache.paimon.table.sink.StreamTableWrite;
import org.apache.paimon.types.DataType;

/** Writes real Paimon tables. */
final class PaimonTableBuilder {

    private final FileStoreTable table;
    private long commits;

    private PaimonTableBuilder(FileStoreTable table) {
        this.table = table;
    }

    static PaimonTableBuilder create(
            java.nio.file.Path directory,
            Map<String, DataType> columns,
            List<String> primaryKey,
            Map<String, String> options)
            throws Exception {
        Schema.Builder schema = Schema.newBuilder();
        columns.forEach(schema::column);
        schema.primaryKey(primaryKey).option("bucket", "1").options(options);
        if (primaryKey.isEmpty() && !columns.isEmpty()) {
            schema.option("bucket", "-1");
        }
        Path path = new Path(directory.toUri());
        LocalFileIO files = LocalFileIO.create();
        new SchemaManager(files, path).createTable(schema.build());
        return new PaimonTableBuilder(FileStoreTableFactory.create(files, path));
    }

    FileStoreTable table() {
        return table;
    }

    /** Commits rows as a streaming job does. */
    @SuppressWarnings("try") // its closing may tell of an interruption, as any exception of a test
    void commit(GenericRow... rows) throws Exception {
        String user = "test";
        try (StreamTableWrite write = table.newWrite(user);
                StreamTableCommit commit = table.newCommit(user)) {
            write.withIOManager(IOManager.create(System.getProperty("java.io.tmpdir")));
            for (GenericRow row : Arrays.asList(rows)) {
                write.write(row);
            }
            long identifier = commits++;
            commit.commit(identifier, write.prepareCommit(true, identifier));
        }
    }
}
