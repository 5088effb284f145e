package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Ways in which a verdict could be wrong although every file is sound, or the wrong thing could be blamed. */
class WrongVerdictTest {

    @TempDir
    private Path directory;

    private static Status status(RunReport report, String fixture) {
        return ProjectTree.fixture(report, fixture).status();
    }

    @Test
    void theNameOfAFolderIsNoColumn() {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER, channel VARCHAR);")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT * FROM orders")
                .test("shop/channel=app/input/orders.csv", "id,channel\n1,h5\n")
                .test("shop/channel=app/expected/sold.csv", "id,channel\n1,h5\n")
                .test("shop/id=7/input/orders.jsonl", "{\"id\":1,\"channel\":\"h5\"}\n")
                .test("shop/id=7/expected/sold.jsonl", "{\"id\":1,\"channel\":\"h5\"}\n");

        assertThat(tree.verify().status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBLE,         relative: 0.01,  5, nan, FAILED",
        "DOUBLE,         relative: 0.01,  5, inf, FAILED",
        "DOUBLE,         absolute: 0.01,  5, nan, FAILED",
        "DOUBLE,         relative: 0.01,  nan, nan, PASSED",
        "FLOAT,          absolute: 0.01,  3e38, -3e38, FAILED",
        "'DECIMAL(38,18)', absolute: 1e-13, 0.000000000001, 0.0000000000011, PASSED",
        "'DECIMAL(38,18)', absolute: 1e-13, 0.000000000001, 0.0000000000012, FAILED",
        "'DECIMAL(38,18)', absolute: 1e37,  1, 2, PASSED",
        "HUGEINT,        absolute: 1.9,   3, 5, FAILED",
        "HUGEINT,        absolute: 2,     3, 5, PASSED",
    })
    void aToleranceIsAsWideAsItSays(String type, String bound, String actual, String expected, Status status) {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER, v " + type + ");")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT * FROM orders")
                .test("shop/one/fixture.yaml", "tolerance: {sold: {v: {" + bound + "}}}\n")
                .test("shop/one/input/orders.csv", "id,v\n1," + actual + "\n")
                .test("shop/one/expected/sold.csv", "id,v\n1," + expected + "\n");

        assertThat(tree.verify().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e999999999", "1e-999999999"})
    void aToleranceThatNobodyMeansIsTold(String bound) {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER, v DOUBLE);")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT * FROM orders")
                .test("shop/one/fixture.yaml", "tolerance: {sold: {v: {absolute: " + bound + "}}}\n")
                .test("shop/one/expected/sold.csv", "id,v\n");

        assertThat(tree.problems(tree.verify())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/test/lakehouse/shop/one/fixture.yaml:1:")
                .contains("the tolerance of v is larger than any number or finer than any digit"));
    }

    @Test
    void aModelNeverSeesTheClockOfAnotherFixture() {
        // The column hides the word from a reader of the text, not from the engine: the inner query has no such column.
        ProjectTree tree = new ProjectTree(directory)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (id INTEGER, \"current_date\" DATE); CREATE TABLE events (id INTEGER);")
                .main(
                        "shop/sold.sql",
                        "/* @metric key: [id] */ SELECT o.id, (SELECT max(current_date) FROM events) AS today"
                                + " FROM orders o");
        for (String name : List.of("a", "b", "c")) {
            tree.test("shop/" + name + "/input/orders.csv", "id,current_date\n1,2020-01-01\n")
                    .test("shop/" + name + "/input/events.csv", "id\n1\n")
                    .test("shop/" + name + "/expected/sold.csv", "id,today\n1,2024-05-18\n");
        }
        tree.test("shop/a/fixture.yaml", "clock: 2024-05-18T12:00:00Z\n");

        RunReport report = tree.verify();

        if (report.fixtures().isEmpty()) {
            // DuckDB 2 takes the word for the column of the outer query, and refuses the model for it.
            assertThat(report.status()).isEqualTo(Status.ERROR);
            return;
        }
        assertThat(report.fixtures())
                .extracting(FixtureResult::status)
                .containsExactly(Status.PASSED, Status.ERROR, Status.ERROR);
        assertThat(tree.problems(report)).hasSize(2).allSatisfy(problem -> assertThat(problem)
                .contains("the fixture declares no clock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id < epoch(now())", "random() < 2", "current_setting('threads') <> ''"})
    void aConstraintHoldsWheneverItIsChecked(String check) {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER, CHECK (" + check + "));")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT * FROM orders");

        assertThat(tree.problems(tree.verify())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/main/lakehouse/shop/sources.sql:1:1: CHECK")
                .contains("depends on more than the row"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_fixture", "_KIND", "_columns", "_check", "rowid"})
    void theReplaysOwnColumnsAreReserved(String name) {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER);")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT id, 1 AS " + name + " FROM orders");

        assertThat(tree.problems(tree.verify()))
                .containsExactly("src/main/lakehouse/shop/sold.sql:1:25: The output column `" + name
                        + "` is reserved for the replay. Give it another name with AS. [SQL_INVALID]");
    }

    @Test
    void namesOfRawTablesThatLookInternalAreFine() {
        ProjectTree tree = new ProjectTree(directory)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (_line INTEGER, _row INTEGER, _place INTEGER, number INTEGER, name VARCHAR,"
                                + " actual_place INTEGER, PRIMARY KEY (_line), CHECK (_row > 0));")
                .main(
                        "shop/sold.sql",
                        "/* @metric\nkey: [_line, actual_place]\nordered: true */ SELECT * FROM orders ORDER BY _line")
                .test("shop/one/input/orders.csv", "_line,_row,_place,number,name,actual_place\n1,2,3,4,x,5\n")
                .test("shop/one/expected/sold.csv", "_line,_row,_place,number,name,actual_place\n1,2,3,4,x,5\n")
                .test("shop/two/input/orders.csv", "_line,_row\n7,1\n7,0\n")
                .test("shop/two/expected/sold.csv", "_line,actual_place\n");

        RunReport report = tree.verify();

        assertThat(status(report, "shop/one")).isEqualTo(Status.PASSED);
        assertThat(tree.problems(report)).isNotEmpty().allMatch(problem -> problem.contains("shop/two/input/orders"));
    }

    @Test
    void aModelSeesOnlyTheColumnsThatAreDeclared() {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER);")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT id, rowid AS r FROM orders");

        assertThat(tree.problems(tree.verify())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/main/lakehouse/shop/sold.sql:1:36: There is no column `rowid` here"));
    }

    @Test
    void aRowThatBreaksAConstraintIsBlamedOnItsOwnFixtureInWhateverZone() {
        List<String> zones = List.of("UTC", "Asia/Shanghai", "America/New_York");
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);")
                .main("shop/sold.sql", "/* @metric key: [id] */ SELECT id FROM orders");
        for (int fixture = 0; fixture < 6; fixture++) {
            tree.test("shop/f" + fixture + "/fixture.yaml", "timeZone: " + zones.get(fixture % 3) + "\n")
                    .test("shop/f" + fixture + "/input/orders.csv", fixture < 3 ? "id\n1\n1\n" : "id\n1\n")
                    .test("shop/f" + fixture + "/expected/sold.csv", "id\n1\n");
        }

        RunReport report = tree.verify();

        assertThat(report.fixtures())
                .extracting(FixtureResult::status)
                .containsExactly(Status.ERROR, Status.ERROR, Status.ERROR, Status.PASSED, Status.PASSED, Status.PASSED);
        assertThat(tree.problems(report)).hasSize(3).allSatisfy(problem -> assertThat(problem)
                .contains("[CONSTRAINT_KEY]"));
    }

    @Test
    void fixturesOfSeveralZonesThatDifferAreComparedSideBySide() {
        ProjectTree tree = new ProjectTree(directory).main("shop/sources.sql", "CREATE TABLE orders (id INTEGER);");
        for (int metric = 0; metric < 8; metric++) {
            tree.main("shop/m" + metric + ".sql", "/* @metric key: [id] */ SELECT id FROM orders");
        }
        List<String> zones = List.of("UTC", "Asia/Shanghai", "America/New_York");
        for (int fixture = 0; fixture < 6; fixture++) {
            tree.test("shop/f" + fixture + "/fixture.yaml", "timeZone: " + zones.get(fixture % 3) + "\n")
                    .test("shop/f" + fixture + "/input/orders.csv", "id\n" + fixture + "\n");
            for (int metric = 0; metric < 8; metric++) {
                tree.test("shop/f" + fixture + "/expected/m" + metric + ".csv", "id\n99\n");
            }
        }

        RunReport report = tree.verify();

        assertThat(report.fixtures()).hasSize(6).allSatisfy(fixture -> {
            assertThat(fixture.problems()).isEmpty();
            assertThat(fixture.metrics()).hasSize(8).allMatch(metric -> metric.status() == Status.FAILED);
        });
    }
}
