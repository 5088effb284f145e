package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.ProjectTree;

class ComparisonTest {

    @TempDir
    private Path directory;

    /** What is found when a metric gives the rows of a query and a CSV file is expected. */
    private List<String> findings(String header, String query, String expected, String settings) {
        return findings(header, query, "m.csv", expected, settings);
    }

    private List<String> findings(String header, String query, String file, String expected, String settings) {
        ProjectTree tree = new ProjectTree(directory)
                .main("p/sources.sql", "CREATE TABLE s (i INTEGER);")
                .main("p/m.sql", "/* @metric\n" + header + "\n*/\n" + query)
                .test("p/f/expected/" + file, expected);
        if (!settings.isEmpty()) {
            tree.test("p/f/fixture.yaml", settings);
        }
        // A second fixture that expects nothing like it must not matter.
        tree.test("p/g/expected/" + file, expected.lines().findFirst().orElse("") + "\n");
        RunReport report = tree.verdict();
        assertThat(tree.problems(report)).isEmpty();
        MetricResult metric = ProjectTree.fixture(report, "p/f").metrics().get(0);
        assertThat(metric.status()).isEqualTo(metric.findings().isEmpty() ? Status.PASSED : Status.FAILED);
        return metric.findings().stream().map(ComparisonTest::text).toList();
    }

    private List<String> findings(String query, String expected) {
        return findings("key: [k]", query, expected, "");
    }

    private static String text(Finding finding) {
        if (finding instanceof Finding.ChangedCells changed) {
            return "changed " + changed.total() + " in " + changed.rows() + (changed.roundingOnly() ? " rounding" : "")
                    + " " + changed.columns()
                    + changed.first().stream().map(ComparisonTest::text).collect(Collectors.joining());
        }
        if (finding instanceof Finding.MissingRows missing) {
            return "missing " + missing.total() + rows(missing.first());
        }
        if (finding instanceof Finding.UnexpectedRows unexpected) {
            return "unexpected " + unexpected.total() + rows(unexpected.first());
        }
        if (finding instanceof Finding.DuplicateKeys duplicate) {
            return "repeated " + duplicate.side() + " " + duplicate.total()
                    + duplicate.first().stream()
                            .map(key -> " " + text(key.key()) + "x" + key.rows())
                            .collect(Collectors.joining());
        }
        if (finding instanceof Finding.MisalignedWindows windows) {
            return "misaligned " + windows.total() + " " + windows.first();
        }
        if (finding instanceof Finding.WrongOrder order) {
            return "order " + order.total()
                    + order.first().stream()
                            .map(place ->
                                    " " + place.position() + ":" + text(place.expected()) + "/" + text(place.actual()))
                            .collect(Collectors.joining());
        }
        return finding.toString();
    }

    private static String text(CellDifference cell) {
        return " " + text(cell.key()) + "." + cell.column() + " "
                + cell.expected().orElse("NULL") + ">" + cell.actual().orElse("NULL")
                + cell.delta().map(delta -> "(" + delta + ")").orElse("");
    }

    private static String text(RowKey key) {
        return key.cells().stream().map(cell -> cell.value().orElse("NULL")).collect(Collectors.joining(",", "[", "]"));
    }

    private static String rows(List<Finding.Row> rows) {
        return rows.stream()
                .map(row -> " " + text(row.key())
                        + row.values().stream()
                                .map(Cell::value)
                                .map(value -> value.orElse("NULL"))
                                .toList())
                .collect(Collectors.joining());
    }

    @Test
    void rowsAreMatchedByKeyWhateverTheirOrder() {
        assertThat(findings("SELECT * FROM (VALUES (1, 'a'), (2, NULL), (3, '')) t(k, v)", "v,k\n\"\",3\na,1\n,2\n"))
                .isEmpty();
    }

    @Test
    void changedMissingAndUnexpectedRowsAreTold() {
        assertThat(findings(
                        "SELECT * FROM (VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, NULL), (5, 50, 'e')) t(k, n, v)",
                        "k,n,v\n1,10,a\n2,21,c\n3,,c\n4,40,d\n"))
                .containsExactly(
                        "changed 4 in 2 [n, v] [2].n 21>20(-1) [2].v c>b [3].n NULL>30 [3].v c>NULL",
                        "missing 1 [4][40, d]",
                        "unexpected 1 [5][50, e]");
    }

    @Test
    void nullIsAKeyLikeAnyOther() {
        assertThat(findings("SELECT * FROM (VALUES (NULL, 1), (2, 2)) t(k, n)", "k,n\n,3\n2,2\n"))
                .containsExactly("changed 1 in 1 [n] [NULL].n 3>1(-2)");
    }

    @Test
    void nullIsNotTheEmptyString() {
        assertThat(findings("SELECT * FROM (VALUES (1, ''), (2, NULL)) t(k, v)", "k,v\n1,\n2,\"\"\n"))
                .containsExactly("changed 2 in 2 [v] [1].v NULL> [2].v >NULL");
    }

    @Test
    void onlyTheColumnsThatAreExpectedCount() {
        assertThat(findings("SELECT 1 AS k, 2 AS n, 'x' AS v", "v,k\nx,1\n")).isEmpty();
        assertThat(findings("SELECT 1 AS k, 2 AS n, 'x' AS v", "k\n1\n")).isEmpty();
    }

    @Test
    void columnsAreMatchedInAnyCase() {
        assertThat(findings("key: [K]", "SELECT 1 AS k, 2 AS \"N\"", "K,n\n1,3\n", ""))
                .containsExactly("changed 1 in 1 [N] [1].N 3>2(-1)");
    }

    @Test
    void repeatedKeysOfTheOutputAreTold() {
        assertThat(findings(
                        "SELECT * FROM (VALUES (1, 1), (1, 2), (2, 3), (NULL, 1), (NULL, 1)) t(k, n)", "k,n\n2,3\n"))
                .containsExactly("repeated ACTUAL 2 [NULL]x2 [1]x2");
    }

    @Test
    void repeatedKeysOfTheExpectationAreToldAndTheRestIsCompared() {
        assertThat(findings("SELECT * FROM (VALUES (1, 1), (2, 3)) t(k, n)", "k,n\n1,1\n1,1\n2,4\n"))
                .containsExactly("repeated EXPECTED 1 [1]x2", "changed 1 in 1 [n] [2].n 4>3(-1)");
    }

    @Test
    void aMetricOfOneRowHasNoKey() {
        assertThat(findings("key: []", "SELECT 7 AS n", "n\n7\n", "")).isEmpty();
    }

    @Test
    void aMetricOfOneRowIsToldItsChange() {
        assertThat(findings("key: []", "SELECT 7 AS n", "n\n8\n", ""))
                .containsExactly("changed 1 in 1 [n] [].n 8>7(-1)");
    }

    @Test
    void aMetricOfOneRowMustNotHaveTwo() {
        assertThat(findings("key: []", "SELECT 7 AS n UNION ALL SELECT 8", "n\n8\n", ""))
                .containsExactly("repeated ACTUAL 1 []x2");
    }

    @Test
    void aMetricOfOneRowMustNotHaveNone() {
        assertThat(findings("key: []", "SELECT 7 AS n WHERE false", "n\n8\n", ""))
                .containsExactly("missing 1 [][8]");
    }

    @Test
    void orderMattersWhereItIsDeclared() {
        String query = "SELECT k FROM (VALUES (1), (2), (3), (4)) t(k) ORDER BY k";
        assertThat(findings("key: [k]\nordered: true", query, "k\n1\n2\n3\n4\n", ""))
                .isEmpty();
        assertThat(findings("key: [k]\nordered: true", query, "k\n1\n3\n2\n4\n", ""))
                .containsExactly("order 2 2:[3]/[2] 3:[2]/[3]");
        assertThat(findings("key: [k]\nordered: false", query, "k\n1\n3\n2\n4\n", ""))
                .isEmpty();
    }

    @Test
    void aMissingRowDoesNotDisturbTheOrderOfTheOthers() {
        assertThat(findings(
                        "key: [k]\nordered: true",
                        "SELECT k FROM (VALUES (1), (3), (4)) t(k) ORDER BY k",
                        "k\n1\n2\n3\n4\n",
                        ""))
                .containsExactly("missing 1 [2][]");
    }

    @ParameterizedTest
    @CsvSource({"contains: true", "contains: [m]", "contains: [M]"})
    void furtherRowsMayBeAllowed(String settings) {
        assertThat(findings("key: [k]", "SELECT * FROM range(3) t(k)", "k\n1\n", settings))
                .isEmpty();
        assertThat(findings("key: [k]", "SELECT * FROM range(3) t(k)", "k\n1\n7\n", settings))
                .containsExactly("missing 1 [7][]");
    }

    @ParameterizedTest
    @CsvSource({
        "'DECIMAL(18,4)', 100.0000, 100.0100, absolute: 0.01, true",
        "'DECIMAL(18,4)', 100.0000, 100.0101, absolute: 0.01, false",
        "'DECIMAL(18,4)', 100.0000, 99.9900, absolute: 0.01, true",
        "'DECIMAL(18,4)', 100.0000, 99.9899, absolute: 0.01, false",
        "'DECIMAL(38,0)', 99999999999999999999999999999999999999, 99999999999999999999999999999999999998, absolute: 1, true",
        "'DECIMAL(38,0)', 99999999999999999999999999999999999999, 99999999999999999999999999999999999997, absolute: 1, false",
        "'DECIMAL(38,12)', 1.000000000001, 1.000000000002, absolute: 0.000000000001, true",
        "'DECIMAL(38,12)', 1.000000000001, 1.000000000003, absolute: 0.000000000001, false",
        "'DECIMAL(18,4)', 1000.0000, 1001.0000, relative: 0.001, true",
        "'DECIMAL(18,4)', 1000.0000, 1001.0001, relative: 0.001, false",
        "'DECIMAL(18,4)', -1000.0000, -1001.0000, relative: 0.001, true",
        "'DECIMAL(18,4)', 0.0000, 0.0001, relative: 0.5, false",
        "BIGINT, 9223372036854775807, 9223372036854775806, absolute: 1, true",
        "BIGINT, 9223372036854775807, 9223372036854775805, absolute: 1, false",
        "BIGINT, 9223372036854775807, -9223372036854775807, absolute: 1, false",
        "INTEGER, 100, 99, relative: 0.01, true",
        "INTEGER, 100, 98, relative: 0.01, false",
        "DOUBLE, 1.5, 1.75, absolute: 0.25, true",
        "DOUBLE, 1.5, 1.76, absolute: 0.25, false",
        "DOUBLE, nan, nan, absolute: 0, true",
        "DOUBLE, nan, 1, absolute: 100, false",
        "DOUBLE, inf, inf, relative: 0.1, true",
        "DOUBLE, inf, 1e308, relative: 0.1, false",
        "DOUBLE, 1, -inf, absolute: 5, false",
        "HUGEINT, 1, 2, absolute: 1, true",
    })
    void toleranceBoundsAreInclusiveAndExact(
            String type, String expected, String actual, String bound, boolean within) {
        assertThat(findings(
                                "key: [k]",
                                "SELECT 1 AS k, CAST('" + actual + "' AS " + type + ") AS n",
                                "k,n\n1," + expected + "\n",
                                "tolerance: {m: {n: {" + bound + "}}}")
                        .isEmpty())
                .isEqualTo(within);
    }

    @Test
    void nullIsNeverWithinATolerance() {
        assertThat(findings(
                        "key: [k]",
                        "SELECT 1 AS k, NULL::INTEGER AS n",
                        "k,n\n1,1\n",
                        "tolerance: {m: {n: {absolute: 5}}}"))
                .containsExactly("changed 1 in 1 [n] [1].n 1>NULL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 AS k, 1.0000000000001::DOUBLE AS n | k,n;1,1.0 | true",
                "SELECT 1 AS k, -1.0000000000001::DOUBLE AS n | k,n;1,-1.0 | true",
                "SELECT 1 AS k, 1.00001::DOUBLE AS n | k,n;1,1.0 | false",
                "SELECT 1 AS k, 0.30000000000000004::DOUBLE AS n | k,n;1,0.3 | true",
                "SELECT 1 AS k, 1e-300::DOUBLE AS n | k,n;1,0 | false",
                "SELECT 1 AS k, NULL::DOUBLE AS n | k,n;1,0 | false",
                "SELECT 1 AS k, 'nan'::DOUBLE AS n | k,n;1,0.3 | false",
                "SELECT 1 AS k, 'inf'::DOUBLE AS n | k,n;1,-inf | false",
                "SELECT 1 AS k, 1.00::DECIMAL(4,2) AS n | k,n;1,1.01 | false",
                "SELECT 1 AS k, 1.0000000000001::DOUBLE AS n, 2::INTEGER AS m | k,n,m;1,1.0,3 | false",
                "SELECT 1 AS k, 1.0000000000001::DOUBLE AS n, 2::INTEGER AS m | k,n,m;1,1.0,2 | true",
                "SELECT range + 1 AS k, 1.0::DOUBLE + range * 1e-5 AS n FROM range(2) | k,n;1,1.0000000000001;2,1.0 | false",
            })
    void roundingIsToldFromChange(String query, String expected, boolean rounding) {
        assertThat(findings(query, expected.replace(';', '\n') + "\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.contains(" rounding ")).isEqualTo(rounding));
    }

    @Test
    void jsonIsComparedByValue() {
        assertThat(findings(
                        "key: [k]",
                        "SELECT 1 AS k, '{\"a\":  1, \"b\": [1,2]}'::JSON AS j",
                        "m.jsonl",
                        "{\"k\": 1, \"j\": {\"a\":1,\"b\":[1, 2]}}\n",
                        ""))
                .isEmpty();
    }

    @Test
    void nestedValuesAreComparedAndShownAsJson() {
        assertThat(findings(
                        "key: [k]",
                        "SELECT 1 AS k, {'a': 1, 'b': ['x', NULL]} AS s, MAP {'p': 1.5::DECIMAL(4,2)} AS w",
                        "m.jsonl",
                        "{\"k\": 1, \"s\": {\"a\": 1, \"b\": [\"y\", null]}, \"w\": {\"p\": 1.5}}\n",
                        ""))
                .containsExactly("changed 1 in 1 [s] [1].s {\"a\":1,\"b\":[\"y\",null]}>{\"a\":1,\"b\":[\"x\",null]}");
    }

    @Test
    void timesShowTheirDifference() {
        assertThat(findings(
                        "key: [k]",
                        "SELECT TIMESTAMP '2024-05-18 12:00:00' AS k, DATE '2024-05-18' AS d,"
                                + " TIMESTAMPTZ '2024-05-18 04:00:00Z' AS z, true AS b",
                        "k,d,z,b\n2024-05-18T12:00:00,2024-05-17,2024-05-18T12:00:00,false\n",
                        "timeZone: Asia/Kolkata"))
                .containsExactly("changed 3 in 1 [d, z, b] [2024-05-18T12:00:00].d 2024-05-17>2024-05-18(+1)"
                        + " [2024-05-18T12:00:00].z 2024-05-18T12:00:00+05:30>2024-05-18T09:30:00+05:30(-02:30:00)"
                        + " [2024-05-18T12:00:00].b false>true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 minutes | TIMESTAMP '2024-05-18 12:10:00' | UTC |",
                "10 minutes | TIMESTAMP '2024-05-18 12:11:00' | UTC | 2024-05-18T12:11:00",
                "10 minutes | TIMESTAMP '1969-12-31 23:50:00' | UTC |",
                "1 day | TIMESTAMPTZ '2024-05-17 16:00:00Z' | Asia/Shanghai |",
                "1 day | TIMESTAMPTZ '2024-05-17 00:00:00Z' | Asia/Shanghai | 2024-05-17T08:00:00+08:00",
                "1 hour | TIMESTAMPTZ '2024-05-17 00:30:00Z' | Asia/Kolkata |",
                "1 hour | TIMESTAMPTZ '2024-05-17 00:00:00Z' | Asia/Kolkata | 2024-05-17T05:30:00+05:30",
                "1 day | TIMESTAMPTZ '2024-03-10 05:00:00Z' | America/New_York |",
                "1 day | TIMESTAMPTZ '2024-03-11 04:00:00Z' | America/New_York |",
                "1 hour | TIMESTAMPTZ '2024-11-03 05:00:00Z' | America/New_York |",
                "1 hour | TIMESTAMPTZ '2024-11-03 06:00:00Z' | America/New_York |",
                "10 minutes | TIMESTAMPTZ '2024-11-03 06:10:00Z' | America/New_York |",
                "10 minutes | TIMESTAMPTZ '2024-03-10 07:10:00Z' | America/New_York |",
                "1 week | DATE '2024-05-13' | UTC |",
                "1 week | DATE '2024-05-14' | UTC | 2024-05-14",
                "1 week | TIMESTAMP '2024-05-13 00:00:00' | UTC |",
                "1 month | DATE '2024-05-01' | UTC |",
                "1 month | DATE '2024-05-02' | UTC | 2024-05-02",
                "1 month | TIMESTAMPTZ '2024-04-30 16:00:00Z' | Asia/Shanghai |",
                "1 day | DATE '2024-05-02' | UTC |",
                "10 seconds | TIMESTAMP '2024-05-18 12:00:05' | UTC | 2024-05-18T12:00:05",
            })
    void windowsMustStartAtMultiplesOfTheirSize(String size, String start, String zone, String misaligned) {
        assertThat(findings(
                        "key: [w]\nwindow: {column: w, size: " + size + "}",
                        "SELECT " + start + " AS w",
                        "w\n",
                        "timeZone: " + zone + "\ncontains: true"))
                .isEqualTo(misaligned == null ? List.of() : List.of("misaligned 1 [" + misaligned + "]"));
    }

    @Test
    void aWindowThatIsNullIsNotMisaligned() {
        assertThat(findings(
                        "key: [w]\nwindow: {column: w, size: 1 day}",
                        "SELECT NULL::DATE AS w",
                        "w\n",
                        "contains: true"))
                .isEmpty();
    }

    @Test
    void noMoreThanTheFirstRowsAreKept() {
        assertThat(findings("SELECT range AS k, 1 AS n FROM range(100)", "k,n\n"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("unexpected 100 [0][1] [1][1]")
                        .endsWith("[19][1]"));
    }
}
