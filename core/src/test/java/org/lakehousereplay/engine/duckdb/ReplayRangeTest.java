package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.ProjectTree;

/** The range of event time that is replayed, and inputs by size and in parts. */
class ReplayRangeTest {

    @TempDir
    private Path directory;

    private ProjectTree tree(String type) {
        return new ProjectTree(directory)
                .main("p/sources.sql", "CREATE TABLE s (id INTEGER, seen " + type + ");")
                .main("p/pipeline.yaml", "sources: {s: {eventTime: seen}}")
                .main("p/m.sql", "/* @metric key: [] */ SELECT string_agg(id, ' ' ORDER BY id) AS ids FROM s");
    }

    private void expect(ProjectTree tree, String ids, long rows) {
        tree.test("p/f/expected/m.jsonl", "{\"ids\": \"" + ids + "\"}\n");
        RunReport report = tree.verdict();
        assertThat(tree.problems(report)).isEmpty();
        assertThat(ProjectTree.fixture(report, "p/f").metrics().get(0).findings())
                .isEmpty();
        assertThat(ProjectTree.fixture(report, "p/f").status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "p/f").inputs())
                .extracting(InputResult::rows)
                .containsExactly(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void theRangeOfLocalTimesIsHalfOpen(String format) {
        ProjectTree tree = tree("TIMESTAMP")
                .test(
                        "p/f/fixture.yaml",
                        "from: 2024-05-18T12:00:00\nto: 2024-05-18T13:00:00\ntimeZone: Asia/Shanghai");
        if (format.equals("csv")) {
            tree.test("p/f/input/s.csv", """
                            id,seen
                            1,2024-05-18T11:59:59.999999
                            2,2024-05-18T12:00:00
                            3,2024-05-18T12:59:59.999999
                            4,2024-05-18T13:00:00
                            5,
                            """);
        } else {
            tree.parquet(
                    "src/test/lakehouse/p/f/input/s.parquet",
                    "SELECT * FROM (VALUES"
                            + " (1, TIMESTAMP '2024-05-18 11:59:59.999999'), (2, TIMESTAMP '2024-05-18 12:00:00'),"
                            + " (3, TIMESTAMP '2024-05-18 12:59:59.999999'), (4, TIMESTAMP '2024-05-18 13:00:00'),"
                            + " (5, NULL)) t(id, seen)");
        }
        expect(tree, "2 3", 2);
    }

    @Test
    void theRangeOfInstantsIsInTheZoneOfTheFixture() {
        expect(
                tree("TIMESTAMPTZ")
                        .test(
                                "p/f/fixture.yaml",
                                "from: 2024-05-18T12:00:00\nto: 2024-05-18T13:00:00\ntimeZone: Asia/Shanghai")
                        .test("p/f/input/s.csv", """
                                        id,seen
                                        1,2024-05-18T11:59:59
                                        2,2024-05-18T04:00:00Z
                                        3,2024-05-18T12:30:00
                                        4,2024-05-18T05:00:00Z
                                        5,2024-05-18T12:30:00Z
                                        """),
                "2 3",
                2);
    }

    @ParameterizedTest
    @CsvSource({
        "from: 2024-05-18, 2 3 4, 3",
        "to: 2024-05-19, 1 2, 2",
        "from: 2024-05-18T00:00:01, 3 4, 2",
        "to: 2024-05-19T00:00:01, 1 2 3, 3",
    })
    void theRangeOfDaysCountsFromMidnight(String bound, String ids, long rows) {
        expect(
                tree("DATE")
                        .test("p/f/fixture.yaml", bound)
                        .test("p/f/input/s.csv", "id,seen\n1,2024-05-17\n2,2024-05-18\n3,2024-05-19\n4,2024-05-20\n"),
                ids,
                rows);
    }

    @Test
    void partsOfAFolderAreOneInput() {
        expect(
                tree("TIMESTAMP")
                        .test("p/f/input/s/part-0.jsonl", "{\"id\": 1}\n")
                        .test("p/f/input/s/part-1.jsonl", "{\"seen\": \"2024-05-18T12:00:00\", \"id\": 2}\n")
                        .test("p/f/input/s/part-2.jsonl", "")
                        .test("p/f/input/s/_SUCCESS", "")
                        .test("p/f/input/s/.part-0.jsonl.crc", "x"),
                "1 2",
                2);
    }

    /** A file of this size is read in place: nothing of it is copied into the database. */
    @Test
    void aLargeParquetFileIsReadInPlace() throws Exception {
        ProjectTree tree = new ProjectTree(directory)
                .main("p/sources.sql", "CREATE TABLE s (id BIGINT NOT NULL, noise DOUBLE, seen TIMESTAMP);")
                .main("p/pipeline.yaml", "sources: {s: {eventTime: seen}}")
                .main(
                        "p/m.sql",
                        "/* @metric key: [minute] */ SELECT id // 1000000 AS minute, count(*) AS n"
                                + " FROM s GROUP BY ALL")
                .test("p/f/fixture.yaml", "from: 2024-05-18T00:00:01\nto: 2024-05-18T00:25:00")
                .parquet(
                        "src/test/lakehouse/p/f/input/s.parquet",
                        "SELECT range AS id, random() AS noise, TIMESTAMP '2024-05-18 00:00:00' + INTERVAL 1"
                                + " MILLISECOND * range AS seen FROM range(3000000)")
                .test("p/f/expected/m.csv", "minute,n\n0,999000\n1,500000\n")
                .test("p/small/input/s.jsonl", "{\"id\": 7}\n")
                .test("p/small/expected/m.csv", "minute,n\n0,1\n");
        assertThat(Files.size(directory.resolve("src/test/lakehouse/p/f/input/s.parquet")))
                .isGreaterThan(InputLoading.READ_IN_PLACE_BYTES / 2);

        RunReport report = tree.verdict();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "p/f").inputs())
                .extracting(InputResult::rows)
                .containsExactly(1_499_000L);
    }
}
