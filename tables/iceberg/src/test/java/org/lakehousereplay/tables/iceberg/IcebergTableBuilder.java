package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.PositionOutputStream;

/** Writes real Iceberg tables, each file as if its table lay somewhere else. */
final class IcebergTableBuilder {

    /** Where every table of a test was written, as far as its metadata tell. */
    static final String LOCATION = "s3://warehouse/shop/orders";

    private final Path directory;
    private final BaseTable table;

    private IcebergTableBuilder(Path directory, BaseTable table) {
        this.directory = directory;
        this.table = table;
    }

    static IcebergTableBuilder create(
            Path directory, Schema schema, PartitionSpec partitions, Map<String, String> properties)
            throws IOException {
        Files.createDirectories(directory.resolve("metadata"));
        LocalOperations operations = new LocalOperations(directory);
        operations.commit(null, TableMetadata.newTableMetadata(schema, partitions, LOCATION, properties));
        return new IcebergTableBuilder(directory, new BaseTable(operations, "orders"));
    }

    Table table() {
        return table;
    }

    /** Appends records in one file, as a snapshot of its own. */
    DataFile append(StructLike partition, Record... records) throws IOException {
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .dataFileFormat(FileFormat.PARQUET)
                .dataSchema(table.schema())
                .build()
                .newDataWriter(output("parquet"), table.spec(), partition);
        try (writer) {
            Arrays.asList(records).forEach(writer::write);
        }
        DataFile file = writer.toDataFile();
        table.newAppend().appendFile(file).commit();
        return file;
    }

    DeleteFile deletePositions(DataFile file, long... positions) throws IOException {
        PositionDeleteWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .deleteFileFormat(FileFormat.PARQUET)
                .build()
                .newPositionDeleteWriter(output("parquet"), table.spec(), file.partition());
        try (writer) {
            for (long position : positions) {
                writer.write(PositionDelete.<Record>create().set(file.location(), position));
            }
        }
        return commit(writer.toDeleteFile());
    }

    DeleteFile deleteEqual(String column, Record... records) throws IOException {
        Schema schema = table.schema().select(column);
        EqualityDeleteWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .deleteFileFormat(FileFormat.PARQUET)
                .equalityFieldIds(new int[] {table.schema().findField(column).fieldId()})
                .equalityDeleteRowSchema(schema)
                .build()
                .newEqualityDeleteWriter(output("parquet"), table.spec(), null);
        try (writer) {
            Arrays.asList(records).forEach(writer::write);
        }
        return commit(writer.toDeleteFile());
    }

    /** Deletes by a deletion vector, as tables of the third version of the format do. */
    void deleteByVector(DataFile file, long position) throws IOException {
        OutputFileFactory files = OutputFileFactory.builderFor(table, 1, 1)
                .format(FileFormat.PUFFIN)
                .build();
        BaseDVFileWriter writer = new BaseDVFileWriter(files, path -> null);
        try (writer) {
            writer.delete(file.location(), position, table.spec(), file.partition());
        }
        writer.result().deleteFiles().forEach(this::commit);
    }

    DeleteFile commit(DeleteFile deletes) {
        table.newRowDelta().addDeletes(deletes).commit();
        return deletes;
    }

    private EncryptedOutputFile output(String suffix) {
        return EncryptedFiles.plainAsEncryptedOutput(
                table.io().newOutputFile(LOCATION + "/data/" + UUID.randomUUID() + "." + suffix));
    }

    /** The files with data and deletes. */
    List<Path> dataFiles() throws IOException {
        try (var files = Files.list(directory.resolve("data"))) {
            return files.sorted().toList();
        }
    }

    private static final class LocalOperations implements TableOperations {

        private final LocalFiles files;
        private TableMetadata current;
        private int version;

        LocalOperations(Path directory) {
            this.files = new LocalFiles(directory);
        }

        @Override
        public TableMetadata current() {
            return current;
        }

        @Override
        public TableMetadata refresh() {
            return current;
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            version++;
            String file = metadataFileLocation(String.format("%05d-%s.metadata.json", version, UUID.randomUUID()));
            TableMetadataParser.overwrite(metadata, files.newOutputFile(file));
            current = TableMetadataParser.read(files, file);
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        public String metadataFileLocation(String name) {
            return LOCATION + "/metadata/" + name;
        }

        @Override
        public LocationProvider locationProvider() {
            return LocationProviders.locationsFor(LOCATION, Map.of());
        }
    }

    /** Files that are known by their location and lie in a directory. */
    private static final class LocalFiles implements FileIO {

        private static final long serialVersionUID = 1L;

        private final transient Path directory;

        LocalFiles(Path directory) {
            this.directory = directory;
        }

        @Override
        public InputFile newInputFile(String path) {
            InMemoryFileIO memory = new InMemoryFileIO();
            try {
                memory.addFile(path, Files.readAllBytes(local(path)));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
            return memory.newInputFile(path);
        }

        private Path local(String path) {
            return directory.resolve(path.substring(LOCATION.length() + 1));
        }

        @Override
        public OutputFile newOutputFile(String path) {
            return new LocalOutput(path, local(path), this);
        }

        @Override
        public void deleteFile(String path) {
            throw new UnsupportedOperationException();
        }
    }

    private record LocalOutput(String location, Path file, LocalFiles files) implements OutputFile {

        @Override
        public PositionOutputStream create() {
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return org.apache.iceberg.Files.localOutput(file.toFile()).createOrOverwrite();
        }

        @Override
        public InputFile toInputFile() {
            return files.newInputFile(location);
        }
    }
}
