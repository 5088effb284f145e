package org.lakehousereplay.html.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes random tables of all types for the script, reads them as it does, and holds them against the store. */
class RandomTablesTest {

    private static final String HOSTILE = "['</script><script>alert(1)</script>', '\" onload=\"x', '=1+1', 'a\u202eb',"
            + " '', 'NULL', 'a,b', '\\', 'tab' || chr(9), 'nul' || chr(0), '\u6e20\u9053', '\ud83d\ude00', chr(8232)]";

    /** A random value of each type. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("DECIMAL(18,2)", "random() * 2000 - 1000"),
            Map.entry("DECIMAL(2,2)", "random() * 1.9 - 0.95"),
            Map.entry("DECIMAL(38,10)", "random() * 2e20 - 1e20"),
            Map.entry("DECIMAL(9,0)", "random() * 100"),
            Map.entry("HUGEINT", "random() * 2e30 - 1e30"),
            Map.entry("UHUGEINT", "random() * 2e30"),
            Map.entry("BIGINT", "random() * 1e18 - 5e17"),
            Map.entry("UBIGINT", "random() * 100"),
            Map.entry("SMALLINT", "random() * 100 - 50"),
            Map.entry(
                    "DOUBLE",
                    "list_extract(['1.5', '1e300', '-0.1', 'nan', 'inf', '-inf', '0.30000000000000004'], 1 + (random() * 6)::INT)"),
            Map.entry("FLOAT", "random() * 10"),
            Map.entry("BOOLEAN", "random() < 0.5"),
            Map.entry("DATE", "DATE '2024-01-01' + (random() * 1000)::INTEGER"),
            Map.entry("TIMESTAMP", "TIMESTAMP '2024-01-01 00:00:00.5' + to_microseconds((random() * 1e15)::BIGINT)"),
            Map.entry("TIMESTAMP_S", "TIMESTAMP '2024-01-01' + to_seconds((random() * 1e8)::INT)"),
            Map.entry("TIMESTAMP_MS", "TIMESTAMP '2024-01-01' + to_milliseconds((random() * 1e10)::BIGINT)"),
            Map.entry("TIMESTAMP_NS", "make_timestamp_ns(1700000000000000000 + (random() * 1e15)::BIGINT)"),
            Map.entry(
                    "TIMESTAMP WITH TIME ZONE",
                    "TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_hours((random() * 1e4)::INT)"),
            Map.entry("TIME", "TIME '00:00:00' + to_seconds((random() * 80000)::INT)"),
            Map.entry("INTERVAL", "to_hours((random() * 100)::INT)"),
            Map.entry("UUID", "uuid()"),
            Map.entry("BLOB", "encode('a' || random())"),
            Map.entry("JSON", "'{\"a\":' || (random() * 9)::INT || '}'"),
            Map.entry("VARCHAR", HOSTILE + "[1 + (random() * 12)::INT]"),
            Map.entry("INTEGER[]", "[1, (random() * 9)::INT, NULL]"),
            Map.entry("STRUCT(a INTEGER, b VARCHAR)", "{'a': (random() * 9)::INT, 'b': '<'}"));

    @TempDir
    Path directory;

    private final List<String> types = VALUES.keySet().stream().sorted().toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_is_written_is_what_the_store_has(int seed) {
        List<List<String>> wanted;
        try (StoreBuilder store = new StoreBuilder(directory.resolve("replay.duckdb"))) {
            fill(store, seed);
            wanted = store.rows(wanted());
        }
        List<List<String>> found = new ArrayList<>();
        for (byte[] chunk : write(store())) {
            for (DecodedRows.Row row : new DecodedRows(chunk, "Asia/Kolkata").rows(List.of("expected"))) {
                List<String> cells = new ArrayList<>(row.key());
                cells.add(row.actual() == null ? "absent" : "there");
                cells.addAll(row.actual() == null ? nulls() : row.actual());
                List<String> expected = row.versions().get(0);
                cells.add(expected == null ? "absent" : "there");
                cells.addAll(expected == null ? nulls() : expected);
                found.add(cells);
            }
        }
        assertThat(found).hasSameSizeAs(wanted);
        for (int row = 0; row < wanted.size(); row++) {
            assertThat(normal(found.get(row))).as("row %s", row).isEqualTo(normal(wanted.get(row)));
        }
    }

    private List<String> nulls() {
        return new ArrayList<>(java.util.Collections.nCopies(types.size(), null));
    }

    private Path store() {
        return directory.resolve("replay.duckdb");
    }

    /** Key texts, whether the row is there and its values, of both sides, in the order of the key. */
    private String wanted() {
        String window = new StoredColumn("w", "TIMESTAMP WITH TIME ZONE").text("coalesce(a.w, e.w)");
        return "SELECT " + window + ", coalesce(a.channel, e.channel), CAST(coalesce(a.n, e.n) AS VARCHAR),"
                + " CASE WHEN a.n IS NULL THEN 'absent' ELSE 'there' END" + texts("a")
                + ", CASE WHEN e.n IS NULL THEN 'absent' ELSE 'there' END" + texts("e")
                + " FROM p.m a FULL JOIN \"p expected\".m e ON a.w IS NOT DISTINCT FROM e.w AND a.channel IS NOT"
                + " DISTINCT FROM e.channel AND a.n = e.n ORDER BY coalesce(a.w, e.w) NULLS FIRST,"
                + " coalesce(a.channel, e.channel) NULLS FIRST, coalesce(a.n, e.n)";
    }

    private String texts(String alias) {
        return IntStream.range(0, types.size())
                .mapToObj(index -> ", " + new StoredColumn("c" + index, types.get(index)).text(alias + ".c" + index))
                .collect(Collectors.joining());
    }

    private void fill(StoreBuilder store, int seed) {
        String columns = IntStream.range(0, types.size())
                .mapToObj(index -> ", CASE WHEN random() > 0.15 THEN CAST(" + VALUES.get(types.get(index)) + " AS "
                        + types.get(index) + ") END AS c" + index)
                .collect(Collectors.joining());
        String copies = IntStream.range(0, types.size())
                .mapToObj(index ->
                        ", CASE WHEN random() > 0.2 THEN o.c" + index + " ELSE o.d" + index + " END AS c" + index)
                .collect(Collectors.joining());
        String renamed = IntStream.range(0, types.size())
                .mapToObj(index -> ", z.c" + index + " AS d" + index)
                .collect(Collectors.joining());
        store.sql("SET TimeZone = 'Asia/Kolkata'")
                .sql("SELECT setseed(" + seed / 10.0 + ")")
                .sql("CREATE SCHEMA p")
                .sql("CREATE SCHEMA \"p expected\"")
                .sql("CREATE SCHEMA \"p difference\"")
                .sql("CREATE TEMP TABLE base AS SELECT 'f' AS _fixture, n, CASE WHEN random() > 0.1 THEN TIMESTAMPTZ"
                        + " '2024-01-01 00:00:00+00' + to_minutes(10 * (random() * 50)::INT) END AS w,"
                        + " CASE WHEN random() > 0.1 THEN " + HOSTILE + "[1 + (random() * 12)::INT] END AS channel"
                        + columns + " FROM range(300) t(n)")
                .sql("CREATE TEMP TABLE other AS SELECT n AS n2" + columns + " FROM range(300) t(n)")
                .sql("CREATE TABLE p.m AS SELECT * FROM base WHERE n % 10 <> 3 ORDER BY random()")
                .sql("CREATE TABLE \"p expected\".m AS SELECT _fixture, n, w, channel" + copies + " FROM (SELECT b.*"
                        + renamed + " FROM base b JOIN other z ON z.n2 = b.n) o WHERE n % 10 <> 4")
                .sql("CREATE TABLE \"p difference\".m AS " + differences());
    }

    private String differences() {
        List<String> differing = new ArrayList<>();
        StringBuilder pairs = new StringBuilder();
        for (int index = 0; index < types.size(); index++) {
            String differs = "a.c" + index + " IS DISTINCT FROM e.c" + index;
            differing.add("CASE WHEN " + differs + " THEN 'c" + index + "' END");
            pairs.append(
                    ", e.c" + index + " AS \"c" + index + " expected\", a.c" + index + " AS \"c" + index + " actual\"");
        }
        return "SELECT * FROM (SELECT 'f' AS _fixture, CASE WHEN a.n IS NULL THEN 'missing' WHEN e.n IS NULL THEN"
                + " 'unexpected' ELSE 'changed' END AS _kind, list_filter([" + String.join(", ", differing)
                + "], lambda x: x IS NOT NULL) AS _columns, CASE WHEN a.n IS NULL THEN e.w ELSE a.w END AS w,"
                + " CASE WHEN a.n IS NULL THEN e.channel ELSE a.channel END AS channel, coalesce(a.n, e.n) AS n"
                + pairs + " FROM p.m a FULL JOIN \"p expected\".m e ON a.n = e.n) WHERE _kind <> 'changed' OR"
                + " len(_columns) > 0";
    }

    private List<byte[]> write(Path file) {
        MetricSubject subject = new MetricSubject(
                "p",
                "m",
                List.of("w", "channel", "n"),
                Optional.of("w"),
                List.of(new MetricSubject.Fixture("f", "Asia/Kolkata")),
                List.of(new MetricSubject.Version("expected", true, Set.of("f"))));
        List<byte[]> chunks = new ArrayList<>();
        try (ReplayStore store = ReplayStore.open(file);
                MetricRows rows = MetricRows.of(store, subject).orElseThrow()) {
            new ColumnarData(rows, FixtureCounts.of(rows)).write((chunk, bytes) -> chunks.add(bytes));
        }
        return chunks;
    }

    /** Numbers that are no exact texts are told by JavaScript in its own way. */
    private List<String> normal(List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int index = 0; index < row.size(); index++) {
            int measure = index < 4 ? -1 : (index - 4) % (types.size() + 1);
            boolean number =
                    measure >= 0 && measure < types.size() && new StoredColumn("", types.get(measure)).numeric();
            cells.add(number ? number(row.get(index)) : row.get(index));
        }
        return cells;
    }

    private static String number(String text) {
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT).replace("infinity", "inf");
        return lower.contains("n")
                ? lower
                : Objects.toString(new BigDecimal(lower).stripTrailingZeros().toPlainString());
    }
}
