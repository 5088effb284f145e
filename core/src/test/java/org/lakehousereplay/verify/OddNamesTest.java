package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Names that file systems allow work everywhere; trees without anything in them are told. */
class OddNamesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lunch peak",
                "午餐高峰",
                "it's",
                "10\" window",
                "[x]",
                "a*b",
                "what?",
                "100%",
                "%2e%2e",
                "a,b;c",
                "a..b",
                "-dash",
                "{brace}",
                "a'b\"c[d]*?",
                "a\\b",
                "$HOME",
                "memory",
                "Größe 😀"
            })
    void anyNameIsReadAsItStands(String name) {
        ProjectTree tree = new ProjectTree(directory)
                .main(
                        name + "/sources.sql",
                        "CREATE TABLE orders (id INTEGER, amount DECIMAL(18,2));"
                                + " CREATE TABLE events (id INTEGER); CREATE TABLE clicks (id INTEGER);")
                .main(name + "/total.sql", """
                        /* @metric key: [] */
                        SELECT sum(amount) AS total, (SELECT count(*) FROM events) AS events,
                          (SELECT count(*) FROM clicks) AS clicks FROM orders""");
        for (String fixture : List.of(name, name + " again")) {
            tree.test(name + "/" + fixture + "/input/orders.csv", "id,amount\n1,2.50\n")
                    .test(name + "/" + fixture + "/input/events.jsonl", "{\"id\": 1}\n")
                    .parquet("src/test/lakehouse/" + name + "/" + fixture + "/input/clicks.parquet", "SELECT 1 AS id")
                    .test(name + "/" + fixture + "/expected/total.csv", "total,events,clicks\n2.50,1,1\n");
        }

        RunReport report = tree.verify();

        assertThat(tree.problems(report)).isEmpty();
        assertThat(report.fixtures()).extracting(FixtureResult::status).containsExactly(Status.PASSED, Status.PASSED);
        assertThat(directory.resolve("target/lakehouse/replay.duckdb")).exists();
    }

    @Test
    void sourcesAndMetricsMayHaveOddNames() {
        String metric = "每 10' \"x\" [*]";
        RunReport report = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE \"订单 'x' [1]\" (\"金额, 元\" INTEGER);")
                .main(
                        "shop/" + metric + ".sql",
                        "/* @metric key: [\"键 ' x\"] */ SELECT \"金额, 元\" AS \"键 ' x\" FROM \"订单 'x' [1]\"")
                .test("shop/one/input/订单 'x' [1].csv", "\"金额, 元\"\n7\n")
                .test("shop/one/expected/" + metric + ".jsonl", "{\"键 ' x\": 7}\n")
                .test("shop/two/input/订单 'x' [1]/part *.jsonl", "{\"金额, 元\": 8}\n")
                .test("shop/two/expected/" + metric + ".csv", "键 ' x\n9\n")
                .verify();

        assertThat(ProjectTree.fixture(report, "shop/one").status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "shop/two").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aTreeWithoutFixturesHasNoResults() throws IOException {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER);")
                .main("shop/n.sql", "/* @metric key: [] */ SELECT count(*) AS n FROM orders");

        assertThat(tree.verify().fixtures()).isEmpty();
        Files.createDirectories(directory.resolve("src/test/lakehouse/shop"));
        assertThat(tree.verify().fixtures()).isEmpty();
    }

    @Test
    void aTreeWithoutPipelinesIsRefused() {
        ProjectTree tree = new ProjectTree(directory).test("shop/one/expected/n.csv", "n\n1\n");

        assertThatThrownBy(tree::verify)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.PIPELINES_MISSING)));
    }
}
