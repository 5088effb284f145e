package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.ProjectTree;

class FrozenClockTest {

    @TempDir
    private Path directory;

    private void check(String query, String expected, String zone) {
        ProjectTree tree = new ProjectTree(directory)
                .main("p/sources.sql", "CREATE TABLE s (i INTEGER, seen TIMESTAMP);")
                .main("p/base.sql", "SELECT now() AS asked, current_date AS asked_day")
                .main("p/m.sql", "/* @metric key: [] */ SELECT CAST(v AS VARCHAR) AS v FROM (" + query + ") t(v)")
                .test("p/f/fixture.yaml", "clock: 2024-05-18T23:30:15.25Z\ntimeZone: " + zone)
                .test("p/f/input/s.csv", "i,seen\n1,2024-05-17T00:00:00\n")
                .test("p/f/expected/m.csv", "v\n" + expected + "\n")
                .test("p/g/fixture.yaml", "clock: 1999-01-01T00:00:00Z\n")
                .test("p/g/expected/m.jsonl", "");
        RunReport report = tree.verdict();
        assertThat(tree.problems(report)).isEmpty();
        assertThat(ProjectTree.fixture(report, "p/f").metrics().get(0).findings())
                .isEmpty();
        assertThat(ProjectTree.fixture(report, "p/f").status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now() | 2024-05-19 07:30:15.25+08",
                "NOW() | 2024-05-19 07:30:15.25+08",
                "current_timestamp | 2024-05-19 07:30:15.25+08",
                "CURRENT_TIMESTAMP | 2024-05-19 07:30:15.25+08",
                "get_current_timestamp() | 2024-05-19 07:30:15.25+08",
                "transaction_timestamp() | 2024-05-19 07:30:15.25+08",
                "current_date | 2024-05-19",
                "current_date() | 2024-05-19",
                "today() | 2024-05-19",
                "current_time | 07:30:15.25+08",
                "get_current_time() | 07:30:15.25+08",
                "localtime | 07:30:15.25",
                "current_localtime() | 07:30:15.25",
                "localtimestamp | 2024-05-19 07:30:15.25",
                "current_localtimestamp() | 2024-05-19 07:30:15.25",
                "age(TIMESTAMP '2024-05-17 00:00:00') | 2 days",
                "age(TIMESTAMP '2024-05-18 12:00:00', TIMESTAMP '2024-05-17 00:00:00') | 1 day 12:00:00",
                "now() - INTERVAL 5 MINUTES | 2024-05-19 07:25:15.25+08",
                "date_trunc('hour', now()) | 2024-05-19 07:00:00+08",
                "epoch(now()) | 1716075015.25",
            })
    void everyFunctionOfTimeGivesTheClock(String expression, String expected) {
        check("SELECT " + expression, expected, "Asia/Shanghai");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT (SELECT max(now()) FROM s) | 2024-05-18 19:30:15.25-04",
                "WITH c AS (SELECT current_date AS d FROM s) SELECT d FROM c | 2024-05-18",
                "SELECT asked FROM base | 2024-05-18 19:30:15.25-04",
                "SELECT asked_day FROM base | 2024-05-18",
                "SELECT count(*) FROM s WHERE seen < now()::TIMESTAMP - INTERVAL 1 DAY | 1",
                "SELECT max(current_date) OVER () FROM s | 2024-05-18",
                "SELECT list_transform([1], lambda x: current_date)[1] | 2024-05-18",
                "SELECT CASE WHEN current_timestamp > TIMESTAMPTZ '2025-01-01 00:00:00Z' THEN 'late' ELSE 'on time' END | on time",
            })
    void theClockStandsStillWhereverItIsAsked(String query, String expected) {
        check(query, expected, "America/New_York");
    }

    @Test
    void aColumnOfTheNameOfAFunctionStaysAColumn() {
        check("SELECT today FROM (SELECT 'x' AS today)", "x", "UTC");
    }
}
