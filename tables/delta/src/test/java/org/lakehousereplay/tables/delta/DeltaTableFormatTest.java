package org.lakehousereplay.tables.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.TableColumn;

class DeltaTableFormatTest {

    private static final StructType ORDERS = new StructType()
            .add("order_id", LongType.LONG, false)
            .add("amount", new DecimalType(12, 2))
            .add("day", DateType.DATE);

    @TempDir
    private Path directory;

    private final LakeTableFormat format = new DeltaTableFormat();

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LakeTableFormat.class))
                .extracting(LakeTableFormat::name)
                .contains("delta");
    }

    @Test
    void readsEveryVersion() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.append(Map.of(), order(1, "9.90"), order(2, "120.00"));
        table.append(Map.of(), order(3, "0.05"));

        assertThat(rows(version(0))).isEmpty();
        assertThat(rows(version(1)))
                .containsExactlyInAnyOrder(
                        "{'c0':'1','c1':'9.90','c2':'2024-05-18'}", "{'c0':'2','c1':'120.00','c2':'2024-05-18'}");
        assertThat(rows(version(2))).hasSize(3).contains("{'c0':'3','c1':'0.05','c2':'2024-05-18'}");
        LakeTableRows latest = read(Optional.empty());
        assertThat(latest.rows()).isEqualTo(3);
        assertThat(latest.version()).isEqualTo("version 2");
        assertThat(latest.columns())
                .containsExactly(
                        new TableColumn("order_id", "long", "BIGINT", false),
                        new TableColumn("amount", "Decimal(12, 2)", "DECIMAL(12,2)", true),
                        new TableColumn("day", "date", "DATE", true));
    }

    @Test
    void readsTheVersionThatWasCurrentAtATime() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.append(Map.of(), order(1, "9.90"));
        table.append(Map.of(), order(2, "9.90"));
        table.commitTime(0, Instant.parse("2024-05-18T00:00:00Z").toEpochMilli());
        table.commitTime(1, Instant.parse("2024-05-19T00:00:00Z").toEpochMilli());
        table.commitTime(2, Instant.parse("2024-05-20T00:00:00Z").toEpochMilli());

        assertThat(at("2024-05-18T00:00:00Z").version()).isEqualTo("version 0");
        assertThat(at("2024-05-19T23:59:59.999Z").version()).isEqualTo("version 1");
        assertThat(at("2026-01-01T00:00:00Z").version()).isEqualTo("version 2");
        assertThatThrownBy(() -> at("2024-05-17T23:59:59Z"))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("the table has no version at 2024-05-17T23:59:59Z; version 0 is of 2024-05-18T00:00:00Z");
    }

    @Test
    void leavesOutWhatDeletionVectorsDelete() throws Exception {
        DeltaTableBuilder table = orders(Map.of("delta.enableDeletionVectors", "true"));
        table.append(Map.of(), order(1, "1.00"), order(2, "2.00"), order(3, "3.00"));
        table.delete(1, 2, false, 1);
        table.delete(2, 3, true, 0, 1);

        assertThat(rows(version(1))).hasSize(3);
        assertThat(rows(version(2))).extracting(row -> row.substring(7, 8)).containsExactly("1", "3");
        assertThat(rows(version(3))).extracting(row -> row.substring(7, 8)).containsExactly("3");
    }

    @Test
    void readsPartitions() throws Exception {
        DeltaTableBuilder table =
                DeltaTableBuilder.create(directory.resolve("table"), ORDERS, List.of("day"), Map.of());
        int day = (int) LocalDate.of(2023, 10, 1).toEpochDay();
        table.append(Map.of("day", Literal.ofDate(day)), new Object[] {7L, new BigDecimal("5.00"), day});

        assertThat(rows(Optional.empty())).containsExactly("{'c0':'7','c1':'5.00','c2':'2023-10-01'}");
    }

    @Test
    void readsRenamedColumns() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.append(Map.of(), order(1, "9.90"));
        table.rename(2, "amount", "paid amount");

        assertThat(read(Optional.empty()).columns())
                .extracting(TableColumn::name)
                .containsExactly("order_id", "paid amount", "day");
        assertThat(lines()).containsExactly("{'c0':'1','c1':'9.90','c2':'2024-05-18'}");
        assertThat(read(version(1)).columns()).extracting(TableColumn::name).contains("amount");
    }

    @Test
    void spellsEveryType() throws Exception {
        StructType schema = new StructType()
                .add("paid", BooleanType.BOOLEAN)
                .add("rate", DoubleType.DOUBLE)
                .add("name", StringType.STRING)
                .add("raw", BinaryType.BINARY)
                .add("at", TimestampType.TIMESTAMP)
                .add("local", TimestampNTZType.TIMESTAMP_NTZ)
                .add("big", new DecimalType(38, 10));
        DeltaTableBuilder table = DeltaTableBuilder.create(directory.resolve("table"), schema, List.of(), Map.of());
        long micros = 1_716_004_800_500_000L;
        table.append(Map.of(), new Object[] {
            true,
            0.1,
            "茶\n",
            new byte[] {1, -1},
            micros,
            micros,
            new BigDecimal("1234567890123456789012345678.0123456789")
        });

        LakeTableRows read = read(Optional.empty());
        assertThat(read.columns())
                .extracting(TableColumn::storeType)
                .containsExactly(
                        "BOOLEAN",
                        "DOUBLE",
                        "VARCHAR",
                        "BLOB",
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP",
                        "DECIMAL(38,10)");
        assertThat(lines())
                .containsExactly("{'c0':'true','c1':'0.1','c2':'茶\\u000a','c3':'01FF','c4':'2024-05-18 04:00:00.5+00',"
                        + "'c5':'2024-05-18 04:00:00.5','c6':'1234567890123456789012345678.0123456789'}");
    }

    @Test
    void namesTypesOfNestedColumns() throws Exception {
        StructType schema = new StructType()
                .add("items", new ArrayType(new StructType().add("sku", StringType.STRING), true))
                .add("tags", new MapType(StringType.STRING, LongType.LONG, true));
        DeltaTableBuilder.create(directory.resolve("table"), schema, List.of(), Map.of());

        assertThat(read(Optional.empty()).columns())
                .extracting(TableColumn::storeType)
                .containsExactly("STRUCT(\"sku\" VARCHAR)[]", "MAP(VARCHAR, BIGINT)");
    }

    @Test
    void readsFromACheckpointWithoutTheCommitsBeforeIt() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.append(Map.of(), order(1, "9.90"));
        table.checkpoint(1);
        table.append(Map.of(), order(2, "9.90"));
        Files.delete(table.commit(0));

        assertThat(rows(version(2))).hasSize(2);
        assertThatThrownBy(() -> read(version(0)))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .isEqualTo("Its versions are 1 to 2"))
                .hasMessage("the table has no version 0");
    }

    @Test
    void tellsWhichVersionsThereAre() throws Exception {
        orders(Map.of()).append(Map.of(), order(1, "9.90"));

        assertThatThrownBy(() -> read(version(7)))
                .isInstanceOfSatisfying(LakeTableException.class, problem -> assertThat(problem.remedy())
                        .isEqualTo("Its versions are 0 to 1"))
                .hasMessage("the table has no version 7");
    }

    @Test
    void refusesWhatIsNoTable() throws Exception {
        Files.createDirectories(directory.resolve("table"));
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("table is not a Delta table: it has no directory _delta_log");
        Files.createDirectories(directory.resolve("table/_delta_log"));
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("table is not a Delta table: _delta_log holds no commit");
    }

    @Test
    void namesTheFeatureThatCannotBeRead() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.commit(
                1,
                "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":"
                        + "[\"timeTravelOfTeapots\"],\"writerFeatures\":[\"timeTravelOfTeapots\"]}}");

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessage("the table needs the feature timeTravelOfTeapots, which cannot be read");
    }

    @Test
    void namesTheFileThatIsTruncatedOrMissing() throws Exception {
        orders(Map.of()).append(Map.of(), order(1, "9.90"));
        Path part = part();
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 200));

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the file " + part.getFileName() + " of the table cannot be read: ");
        Files.delete(part);
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the file " + part.getFileName() + " of the table cannot be read: ");
    }

    @Test
    void refusesACommitThatIsNoJson() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.commit(1, "{\"add\":");

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the table cannot be read: ");
    }

    @Test
    void neverLeavesTheDirectoryOfTheTable() throws Exception {
        DeltaTableBuilder table = orders(Map.of());
        table.append(Map.of(), order(1, "9.90"));
        Path elsewhere = directory.resolve("elsewhere.parquet");
        Files.move(part(), elsewhere);
        Path commit = table.commit(1);
        Files.writeString(
                commit,
                Files.readString(commit).replaceAll("\"path\":\"[^\"]*\"", "\"path\":\"" + elsewhere.toUri() + "\""));

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(LakeTableException.class)
                .hasMessageStartingWith("the table names a file outside of its directory: ");
    }

    @Test
    void hasNoTagsAndNoChanges() throws Exception {
        orders(Map.of());
        assertThatThrownBy(() -> read(Optional.of(new LakeTableVersion.Named("release"))))
                .hasMessage("a Delta table has no tags");
        assertThatThrownBy(() -> format.read(new LakeTableRequest(
                        directory.resolve("table"), Optional.empty(), true, directory.resolve("rows.jsonl"))))
                .hasMessage("the changes of a Delta table cannot be replayed, only the table at a version");
    }

    private DeltaTableBuilder orders(Map<String, String> properties) {
        return DeltaTableBuilder.create(directory.resolve("table"), ORDERS, List.of(), properties);
    }

    private static Object[] order(long id, String amount) {
        return new Object[] {
            id, new BigDecimal(amount), (int) LocalDate.of(2024, 5, 18).toEpochDay()
        };
    }

    private Path part() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("table"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Optional<LakeTableVersion> version(long number) {
        return Optional.of(new LakeTableVersion.Numbered(number));
    }

    private LakeTableRows at(String time) throws IOException, LakeTableException {
        return read(Optional.of(new LakeTableVersion.At(Instant.parse(time))));
    }

    private LakeTableRows read(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        return format.read(
                new LakeTableRequest(directory.resolve("table"), version, false, directory.resolve("rows.jsonl")));
    }

    private List<String> rows(Optional<LakeTableVersion> version) throws IOException, LakeTableException {
        assertThat(read(version).rows()).isEqualTo(lines().size());
        return lines();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("rows.jsonl")).stream()
                .map(line -> line.replace('"', '\''))
                .toList();
    }
}
