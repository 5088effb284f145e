package org.lakehousereplay.tables.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.TableColumn;

class IcebergTableFormatTest {

    private static final Schema ORDERS = new Schema(
            Types.NestedField.required(1, "order_id", Types.LongType.get()),
            Types.NestedField.optional(2, "amount", Types.DecimalType.of(12, 2)),
            Types.NestedField.optional(3, "day", Types.DateType.get()));

    @TempDir
    private Path directory;

    private final LakeTableFormat format = new IcebergTableFormat();

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LakeTableFormat.class))
                .extracting(LakeTableFormat::name)
                .contains("iceberg");
    }

    @Test
    void readsEverySnapshotWhereverTheTableWasCopiedTo() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        assertThat(read(Optional.empty()).version()).isEqualTo("no snapshot");
        assertThat(lines()).isEmpty();
        table.append(null, order(1, "9.90"), order(2, "120.00"));
        long first = table.table().currentSnapshot().snapshotId();
        table.append(null, order(3, "0.05"));

        assertThat(rows(version(first)))
                .containsExactly(
                        "{'c0':'1','c1':'9.90','c2':'2024-05-18'}", "{'c0':'2','c1':'120.00','c2':'2024-05-18'}");
        LakeTableRows latest = read(Optional.empty());
        assertThat(latest.rows()).isEqualTo(3);
        assertThat(latest.version())
                .isEqualTo("snapshot " + table.table().currentSnapshot().snapshotId());
        assertThat(latest.columns())
                .containsExactly(
                        new TableColumn("order_id", "long", "BIGINT", false),
                        new TableColumn("amount", "decimal(12, 2)", "DECIMAL(12,2)", true),
                        new TableColumn("day", "date", "DATE", true));
    }

    @Test
    void readsTheSnapshotThatWasCurrentAtATime() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));
        Instant first = Instant.ofEpochMilli(table.table().currentSnapshot().timestampMillis());
        Thread.sleep(5);
        table.append(null, order(2, "9.90"));
        Instant second = Instant.ofEpochMilli(table.table().currentSnapshot().timestampMillis());

        assertThat(rows(at(first))).hasSize(1);
        assertThat(rows(at(second.minusMillis(1)))).hasSize(1);
        assertThat(rows(at(second.plusSeconds(60)))).hasSize(2);
        assertThatThrownBy(() -> read(at(first.minusMillis(1))))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("the table has no snapshot at " + first.minusMillis(1));
    }

    @Test
    void readsTagsAndBranches() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));
        long first = table.table().currentSnapshot().snapshotId();
        table.table().manageSnapshots().createTag("eod", first).commit();
        table.append(null, order(2, "9.90"));

        assertThat(read(named("eod")).version()).isEqualTo("tag eod, snapshot " + first);
        assertThat(lines()).hasSize(1);
        assertThat(rows(named("main"))).hasSize(2);
        assertThatThrownBy(() -> read(named("release")))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .isEqualTo("It has eod, main"))
                .hasMessage("the table has no tag or branch release");
    }

    @Test
    void leavesOutWhatPositionAndEqualityDeletesTakeAway() throws Exception {
        IcebergTableBuilder table = orders(Map.of("format-version", "2"));
        DataFile file = table.append(null, order(1, "1.00"), order(2, "2.00"), order(3, "3.00"));
        long whole = table.table().currentSnapshot().snapshotId();
        table.deletePositions(file, 1);
        assertThat(identifiers(Optional.empty())).containsExactly("1", "3");
        table.deleteEqual("order_id", order(3, "0").copy());
        assertThat(identifiers(Optional.empty())).containsExactly("1");
        table.append(null, order(3, "4.00"));

        assertThat(identifiers(Optional.empty())).containsExactlyInAnyOrder("1", "3");
        assertThat(identifiers(version(whole))).containsExactly("1", "2", "3");
    }

    @Test
    void leavesOutWhatDeletionVectorsTakeAway() throws Exception {
        IcebergTableBuilder table = orders(Map.of("format-version", "3"));
        DataFile file = table.append(null, order(1, "1.00"), order(2, "2.00"), order(3, "3.00"));
        table.deleteByVector(file, 0);

        assertThat(identifiers(Optional.empty())).containsExactly("2", "3");
    }

    @Test
    void refusesDeletesThatItCannotApply() throws Exception {
        IcebergTableBuilder table = orders(Map.of("format-version", "2"));
        table.append(null, order(1, "1.00"));
        table.commit(FileMetadata.deleteFileBuilder(PartitionSpec.unpartitioned())
                .ofPositionDeletes()
                .withPath(IcebergTableBuilder.LOCATION + "/data/deletes.orc")
                .withFormat(FileFormat.ORC)
                .withFileSizeInBytes(10)
                .withRecordCount(1)
                .build());

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("the table has ORC delete files, such as data/deletes.orc, which cannot be read");
    }

    @Test
    void readsPartitionedTablesWhoseColumnsWereRenamedAndAdded() throws Exception {
        PartitionSpec byDay = PartitionSpec.builderFor(ORDERS).identity("day").build();
        IcebergTableBuilder table = IcebergTableBuilder.create(directory.resolve("table"), ORDERS, byDay, Map.of());
        PartitionData partition = new PartitionData(byDay.partitionType());
        partition.set(0, (int) LocalDate.of(2024, 5, 18).toEpochDay());
        table.append(partition, order(1, "9.90"));
        long before = table.table().currentSnapshot().snapshotId();
        table.table()
                .updateSchema()
                .renameColumn("amount", "paid")
                .addColumn("note", Types.StringType.get())
                .commit();

        assertThat(read(Optional.empty()).columns())
                .extracting(TableColumn::name)
                .containsExactly("order_id", "paid", "day", "note");
        assertThat(lines()).containsExactly("{'c0':'1','c1':'9.90','c2':'2024-05-18','c3':null}");
        assertThat(read(version(before)).columns())
                .extracting(TableColumn::name)
                .containsExactly("order_id", "amount", "day");
    }

    @Test
    void spellsEveryType() throws Exception {
        Schema schema = new Schema(
                Types.NestedField.optional(1, "paid", Types.BooleanType.get()),
                Types.NestedField.optional(2, "rate", Types.DoubleType.get()),
                Types.NestedField.optional(3, "raw", Types.BinaryType.get()),
                Types.NestedField.optional(4, "at", Types.TimestampType.withZone()),
                Types.NestedField.optional(5, "local", Types.TimestampType.withoutZone()),
                Types.NestedField.optional(6, "clock", Types.TimeType.get()),
                Types.NestedField.optional(
                        7,
                        "items",
                        Types.ListType.ofOptional(
                                8,
                                Types.StructType.of(
                                        Types.NestedField.optional(9, "sku", Types.StringType.get()),
                                        Types.NestedField.optional(10, "price", Types.DecimalType.of(9, 2))))),
                Types.NestedField.optional(
                        11, "tags", Types.MapType.ofOptional(12, 13, Types.StringType.get(), Types.LongType.get())));
        IcebergTableBuilder table =
                IcebergTableBuilder.create(directory.resolve("table"), schema, PartitionSpec.unpartitioned(), Map.of());
        GenericRecord item = GenericRecord.create(
                schema.findType("items").asListType().elementType().asStructType());
        item.setField("sku", "茶");
        item.setField("price", new BigDecimal("1.50"));
        GenericRecord row = GenericRecord.create(schema);
        row.setField("paid", true);
        row.setField("rate", 0.1);
        row.setField("raw", ByteBuffer.wrap(new byte[] {1, -1}));
        row.setField("at", OffsetDateTime.parse("2024-05-18T12:00:00.5+08:00"));
        row.setField("local", LocalDateTime.parse("2024-05-18T12:00:00"));
        row.setField("clock", LocalTime.parse("09:30:00"));
        row.setField("items", List.of(item));
        row.setField("tags", Map.of("a", 1L));
        table.append(null, row);

        assertThat(read(Optional.empty()).columns())
                .extracting(TableColumn::storeType)
                .containsExactly(
                        "BOOLEAN",
                        "DOUBLE",
                        "BLOB",
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP",
                        "TIME",
                        "STRUCT(\"sku\" VARCHAR, \"price\" DECIMAL(9,2))[]",
                        "MAP(VARCHAR, BIGINT)");
        assertThat(lines())
                .containsExactly("{'c0':'true','c1':'0.1','c2':'01FF','c3':'2024-05-18 04:00:00.5+00',"
                        + "'c4':'2024-05-18 12:00:00','c5':'09:30:00','c6':[{'sku':'茶','price':'1.50'}],"
                        + "'c7':[{'key':'a','value':'1'}]}");
    }

    @Test
    void followsTheHintOfATableWithoutCatalog() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));
        table.append(null, order(2, "9.90"));
        Files.writeString(directory.resolve("table/metadata/version-hint.text"), "2");

        assertThat(rows(Optional.empty())).hasSize(1);
    }

    @Test
    void tellsWhichSnapshotsThereAre() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));

        assertThatThrownBy(() -> read(version(7)))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .startsWith("Its snapshots are "
                                + table.table().currentSnapshot().snapshotId() + " of "))
                .hasMessage("the table has no snapshot 7");
    }

    @Test
    void refusesWhatIsNoTable() throws Exception {
        Files.createDirectories(directory.resolve("table"));
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("table is not an Iceberg table: it has no metadata/*.metadata.json");
        Files.createDirectories(directory.resolve("table/metadata"));
        Files.writeString(directory.resolve("table/metadata/v1.metadata.json"), "{\"format-version\":");
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the file metadata/v1.metadata.json of the table cannot be read: ");
    }

    @Test
    void namesTheFileThatIsTruncatedOrMissing() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));
        Path part = table.dataFiles().get(0);
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 200));

        String message = "the file data/" + part.getFileName() + " of the table cannot be read: ";
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith(message);
        Files.delete(part);
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void neverLeavesTheDirectoryOfTheTable() throws Exception {
        IcebergTableBuilder table = orders(Map.of());
        table.append(null, order(1, "9.90"));
        Path metadata = directory.resolve("table/metadata");
        try (var files = Files.list(metadata)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file).replace(IcebergTableBuilder.LOCATION + "/metadata/snap", "/etc/snap"));
            }
        }
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the table names a file outside of its directory: /etc/snap");
    }

    @Test
    void hasNoChanges() throws Exception {
        orders(Map.of());
        assertThatThrownBy(() -> format.read(new LakeTableRequest(
                        directory.resolve("table"), Optional.empty(), true, directory.resolve("rows.jsonl"))))
                .hasMessage("the changes of an Iceberg table cannot be replayed, only the table at a snapshot");
    }

    private IcebergTableBuilder orders(Map<String, String> properties) throws IOException {
        return IcebergTableBuilder.create(
                directory.resolve("table"), ORDERS, PartitionSpec.unpartitioned(), properties);
    }

    private static Record order(long id, String amount) {
        GenericRecord row = GenericRecord.create(ORDERS);
        row.setField("order_id", id);
        row.setField("amount", new BigDecimal(amount));
        row.setField("day", LocalDate.of(2024, 5, 18));
        return row;
    }

    private static Optional<LakeTableVersion> version(long number) {
        return Optional.of(new LakeTableVersion.Numbered(number));
    }

    private static Optional<LakeTableVersion> at(Instant time) {
        return Optional.of(new LakeTableVersion.At(time));
    }

    private static Optional<LakeTableVersion> named(String name) {
        return Optional.of(new LakeTableVersion.Named(name));
    }

    private LakeTableRows read(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        return format.read(
                new LakeTableRequest(directory.resolve("table"), version, false, directory.resolve("rows.jsonl")));
    }

    private List<String> rows(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        assertThat(read(version).rows()).isEqualTo(lines().size());
        return lines();
    }

    private List<String> identifiers(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        return rows(version).stream().map(row -> row.substring(7, 8)).toList();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("rows.jsonl")).stream()
                .map(line -> line.replace('"', '\''))
                .toList();
    }
}
