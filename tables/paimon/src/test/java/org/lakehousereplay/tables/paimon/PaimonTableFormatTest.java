package org.lakehousereplay.tables.paimon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.paimon.data.BinaryString;
import org.apache.paimon.data.Decimal;
import org.apache.paimon.data.GenericArray;
import org.apache.paimon.data.GenericMap;
import org.apache.paimon.data.GenericRow;
import org.apache.paimon.data.Timestamp;
import org.apache.paimon.types.DataField;
import org.apache.paimon.types.DataType;
import org.apache.paimon.types.DataTypes;
import org.apache.paimon.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.TableColumn;

class PaimonTableFormatTest {

    @TempDir
    private Path directory;

    private final LakeTableFormat format = new PaimonTableFormat();

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LakeTableFormat.class))
                .extracting(LakeTableFormat::name)
                .contains("paimon");
    }

    @Test
    void readsEverySnapshotOfATableThatIsOnlyAppendedTo() throws Exception {
        PaimonTableBuilder table = orders(List.of(), Map.of());
        assertThat(read(Optional.empty()).version()).isEqualTo("no snapshot");
        assertThat(lines()).isEmpty();
        table.commit(order(1, "9.90"), order(1, "9.90"));
        table.commit(order(2, "0.05"));

        assertThat(rows(version(1))).containsExactly("{'c0':'1','c1':'9.90'}", "{'c0':'1','c1':'9.90'}");
        LakeTableRows latest = read(Optional.empty());
        assertThat(latest.rows()).isEqualTo(3);
        assertThat(latest.version()).isEqualTo("snapshot 2");
        assertThat(latest.columns())
                .containsExactly(
                        new TableColumn("order_id", "BIGINT NOT NULL", "BIGINT", false),
                        new TableColumn("amount", "DECIMAL(12, 2)", "DECIMAL(12,2)", true));
    }

    @Test
    void mergesByKey() throws Exception {
        PaimonTableBuilder table = orders(List.of("order_id"), Map.of());
        table.commit(order(1, "9.90"), order(2, "5.00"));
        table.commit(order(1, "12.00"));
        table.commit(deleted(order(2, "5.00")));

        assertThat(rows(version(1))).containsExactly("{'c0':'1','c1':'9.90'}", "{'c0':'2','c1':'5.00'}");
        assertThat(rows(version(2))).containsExactly("{'c0':'1','c1':'12.00'}", "{'c0':'2','c1':'5.00'}");
        assertThat(rows(Optional.empty())).containsExactly("{'c0':'1','c1':'12.00'}");
    }

    @Test
    void aggregates() throws Exception {
        PaimonTableBuilder table = orders(
                List.of("order_id"), Map.of("merge-engine", "aggregation", "fields.amount.aggregate-function", "sum"));
        table.commit(order(1, "500.00"));
        table.commit(order(1, "100.00"));

        assertThat(rows(Optional.empty())).containsExactly("{'c0':'1','c1':'600.00'}");
    }

    @Test
    void updatesPartially() throws Exception {
        Map<String, DataType> columns = new LinkedHashMap<>();
        columns.put("order_id", DataTypes.BIGINT().notNull());
        columns.put("amount", DataTypes.DECIMAL(12, 2));
        columns.put("platform", DataTypes.STRING());
        PaimonTableBuilder table = PaimonTableBuilder.create(
                directory.resolve("table"), columns, List.of("order_id"), Map.of("merge-engine", "partial-update"));
        table.commit(GenericRow.of(1L, decimal("9.90"), null));
        table.commit(GenericRow.of(1L, null, BinaryString.fromString("app")));

        assertThat(rows(Optional.empty())).containsExactly("{'c0':'1','c1':'9.90','c2':'app'}");
    }

    @Test
    void readsChangesInCommitOrder() throws Exception {
        PaimonTableBuilder table = orders(List.of("order_id"), Map.of("changelog-producer", "input"));
        table.commit(order(1, "500.00"));
        table.commit(
                GenericRow.ofKind(RowKind.UPDATE_BEFORE, 1L, decimal("500.00")),
                GenericRow.ofKind(RowKind.UPDATE_AFTER, 1L, decimal("600.00")));
        table.commit(deleted(order(1, "600.00")));
        table.commit(order(2, "1.00"));

        assertThat(changes(Optional.empty()))
                .containsExactly(
                        "{'c0':'1','c1':'500.00'}",
                        "{'k':'-U','c0':'1','c1':'500.00'}",
                        "{'k':'+U','c0':'1','c1':'600.00'}",
                        "{'k':'-D','c0':'1','c1':'600.00'}",
                        "{'c0':'2','c1':'1.00'}");
        assertThat(changes(version(2))).hasSize(3);
    }

    @Test
    void readsTheChangesThatALookupProduces() throws Exception {
        PaimonTableBuilder table = orders(List.of("order_id"), Map.of("changelog-producer", "lookup"));
        table.commit(order(1, "500.00"));
        table.commit(order(1, "600.00"));

        assertThat(changes(Optional.empty()))
                .containsExactly(
                        "{'c0':'1','c1':'500.00'}",
                        "{'k':'-U','c0':'1','c1':'500.00'}",
                        "{'k':'+U','c0':'1','c1':'600.00'}");
        assertThat(rows(Optional.empty())).containsExactly("{'c0':'1','c1':'600.00'}");
    }

    @Test
    void readsTheChangesOfATableThatIsOnlyAppendedTo() throws Exception {
        PaimonTableBuilder table = orders(List.of(), Map.of());
        table.commit(order(2, "1.00"));
        table.commit(order(1, "2.00"));
        table.commit(order(3, "3.00"));

        assertThat(changes(version(2))).containsExactly("{'c0':'2','c1':'1.00'}", "{'c0':'1','c1':'2.00'}");
        assertThat(changes(Optional.empty())).hasSize(3);
    }

    @Test
    void readsTheSnapshotThatWasCurrentAtATime() throws Exception {
        PaimonTableBuilder table = orders(List.of(), Map.of());
        table.commit(order(1, "1.00"));
        Thread.sleep(5);
        table.commit(order(2, "1.00"));
        Instant first = Instant.ofEpochMilli(table.table().snapshot(1).timeMillis());
        Instant second = Instant.ofEpochMilli(table.table().snapshot(2).timeMillis());

        assertThat(rows(at(first))).hasSize(1);
        assertThat(rows(at(second.minusMillis(1)))).hasSize(1);
        assertThat(rows(at(second))).hasSize(2);
        assertThatThrownBy(() -> read(at(first.minusMillis(1))))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("the table has no snapshot at " + first.minusMillis(1));
    }

    @Test
    void readsTagsAndBranches() throws Exception {
        PaimonTableBuilder table = orders(List.of(), Map.of());
        table.commit(order(1, "1.00"));
        table.table().createTag("eod", 1);
        table.table().createBranch("audit", "eod");
        table.commit(order(2, "1.00"));

        assertThat(read(named("eod")).version()).isEqualTo("tag eod, snapshot 1");
        assertThat(lines()).hasSize(1);
        assertThat(read(named("audit")).version()).isEqualTo("branch audit, snapshot 1");
        assertThatThrownBy(() -> read(named("release")))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .isEqualTo("It has audit, eod"))
                .hasMessage("the table has no tag or branch release");
    }

    @Test
    void spellsEveryType() throws Exception {
        Map<String, DataType> columns = new LinkedHashMap<>();
        columns.put("paid", DataTypes.BOOLEAN());
        columns.put("rate", DataTypes.DOUBLE());
        columns.put("raw", DataTypes.BYTES());
        columns.put("day", DataTypes.DATE());
        columns.put("at", DataTypes.TIMESTAMP_WITH_LOCAL_TIME_ZONE(3));
        columns.put("local", DataTypes.TIMESTAMP(6));
        columns.put("fine", DataTypes.TIMESTAMP(9));
        columns.put(
                "items",
                DataTypes.ARRAY(DataTypes.ROW(
                        new DataField(10, "sku", DataTypes.STRING()), new DataField(11, "pieces", DataTypes.INT()))));
        columns.put("tags", DataTypes.MAP(DataTypes.STRING(), DataTypes.BIGINT()));
        PaimonTableBuilder table = PaimonTableBuilder.create(directory.resolve("table"), columns, List.of(), Map.of());
        table.commit(GenericRow.of(
                true,
                0.1,
                new byte[] {1, -1},
                19_861,
                Timestamp.fromEpochMillis(
                        Instant.parse("2024-05-18T04:00:00.5Z").toEpochMilli()),
                Timestamp.fromLocalDateTime(LocalDateTime.parse("2024-05-18T12:00:00")),
                Timestamp.fromLocalDateTime(LocalDateTime.parse("2024-05-18T12:00:00.123456789")),
                new GenericArray(new Object[] {GenericRow.of(BinaryString.fromString("茶"), 2), null}),
                new GenericMap(Map.of(BinaryString.fromString("a"), 1L))));

        assertThat(read(Optional.empty()).columns())
                .extracting(TableColumn::storeType)
                .containsExactly(
                        "BOOLEAN",
                        "DOUBLE",
                        "BLOB",
                        "DATE",
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP",
                        "TIMESTAMP_NS",
                        "STRUCT(\"sku\" VARCHAR, \"pieces\" INTEGER)[]",
                        "MAP(VARCHAR, BIGINT)");
        assertThat(lines())
                .containsExactly("{'c0':'true','c1':'0.1','c2':'01FF','c3':'2024-05-18',"
                        + "'c4':'2024-05-18 04:00:00.5+00','c5':'2024-05-18 12:00:00',"
                        + "'c6':'2024-05-18 12:00:00.123456789','c7':[{'sku':'茶','pieces':'2'},null],"
                        + "'c8':[{'key':'a','value':'1'}]}");
    }

    @Test
    void tellsWhichSnapshotsThereAre() throws Exception {
        PaimonTableBuilder table = orders(List.of(), Map.of());
        table.commit(order(1, "1.00"));

        assertThatThrownBy(() -> read(version(7)))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .startsWith("Its snapshots are 1 of "))
                .hasMessage("the table has no snapshot 7");
    }

    @Test
    void refusesWhatIsNoTable() throws Exception {
        Files.createDirectories(directory.resolve("table"));
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("table is not a Paimon table: it has no directory schema");
        Files.createDirectories(directory.resolve("table/schema"));
        assertThatThrownBy(() -> read(Optional.empty())).isInstanceOf(LakeTableException.class);
    }

    @Test
    void namesTheFileThatIsTruncatedOrMissing() throws Exception {
        orders(List.of(), Map.of()).commit(order(1, "1.00"));
        Path part = part();
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 100));

        String message = "the file bucket-0/" + part.getFileName() + " of the table cannot be read: ";
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
        Path elsewhere = directory.resolve("elsewhere");
        orders(
                        List.of(),
                        Map.of(
                                "data-file.external-paths",
                                elsewhere.toUri().toString(),
                                "data-file.external-paths.strategy",
                                "round-robin"))
                .commit(order(1, "1.00"));

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the table names a file outside of its directory: ");
    }

    @Test
    void leavesTheTableAsItIs() throws Exception {
        orders(List.of("order_id"), Map.of("scan.snapshot-id", "1", "consumer-id", "nightly"))
                .commit(order(1, "1.00"));
        List<Path> before = files();
        assertThat(changes(Optional.empty())).hasSize(1);
        assertThat(rows(Optional.empty())).hasSize(1);
        assertThat(files()).isEqualTo(before);
    }

    private PaimonTableBuilder orders(List<String> primaryKey, Map<String, String> options) throws Exception {
        Map<String, DataType> columns = new LinkedHashMap<>();
        columns.put("order_id", DataTypes.BIGINT().notNull());
        columns.put("amount", DataTypes.DECIMAL(12, 2));
        return PaimonTableBuilder.create(directory.resolve("table"), columns, primaryKey, options);
    }

    private static GenericRow order(long id, String amount) {
        return GenericRow.of(id, decimal(amount));
    }

    private static GenericRow deleted(GenericRow row) {
        row.setRowKind(RowKind.DELETE);
        return row;
    }

    private static Decimal decimal(String number) {
        return Decimal.fromBigDecimal(new BigDecimal(number), 12, 2);
    }

    private Path part() throws IOException {
        return files().stream()
                .filter(file -> file.getParent().endsWith("bucket-0"))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("table"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
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

    private List<String> changes(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        format.read(new LakeTableRequest(directory.resolve("table"), version, true, directory.resolve("rows.jsonl")));
        return lines();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("rows.jsonl")).stream()
                .map(line -> line.replace('"', '\''))
                .toList();
    }
}
