package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Queries that do not end or want too much memory take only their own fixture along. */
class RunawayTest {

    @TempDir
    private Path directory;

    /** The fixture {@code wild} has the row that sets the query off, the others have none. */
    private ProjectTree project(String query) {
        ProjectTree tree = new ProjectTree(directory)
                .main("shop/sources.sql", "CREATE TABLE orders (wild BOOLEAN);")
                .main("shop/n.sql", "/* @metric key: [] */\n" + query)
                .main("shop/plain.sql", "/* @metric key: [] */ SELECT count(*) AS n FROM orders");
        for (String name : List.of("a", "wild", "z")) {
            tree.test("shop/" + name + "/input/orders.csv", "wild\n" + name.equals("wild") + "\n")
                    .test("shop/" + name + "/expected/plain.csv", "n\n1\n")
                    .test("shop/" + name + "/expected/n.csv", "n\n0\n");
        }
        return tree;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE r AS (SELECT 0 AS i FROM orders WHERE wild UNION ALL SELECT (i + 1) % 7 FROM r)"
                        + " SELECT coalesce(max(i), 0) AS n FROM r",
                "SELECT count(*) FILTER (a.range * b.range % 7 = 8 AND hash(a.range, b.range) = 1) AS n FROM orders,"
                        + " range(CASE WHEN wild THEN 1000000000 ELSE 0 END) a,"
                        + " range(CASE WHEN wild THEN 1000000000 ELSE 0 END) b",
            })
    @Timeout(30)
    void aQueryThatNeverEndsIsCancelled(String query) {
        ProjectTree tree = project(query).limits(new Limits(2, "", Duration.ofSeconds(1)));

        RunReport report = tree.verify();

        assertThat(ProjectTree.fixture(report, "shop/a").status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "shop/z").status()).isEqualTo(Status.PASSED);
        assertThat(tree.problems(report))
                .containsExactly("src/main/lakehouse/shop/n.sql: the query ran longer than 1 s and was cancelled. Look"
                        + " for a join without condition, or raise -Dlakehouse.timeout. [QUERY_TIMEOUT]");
        FixtureResult wild = ProjectTree.fixture(report, "shop/wild");
        assertThat(wild.metrics())
                .extracting(metric -> metric.metric() + " " + metric.status())
                .containsExactly("n ERROR", "plain PASSED");
        assertThat(wild.duration()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(Thread.getAllStackTraces().keySet())
                .as("threads of the run")
                .noneMatch(thread ->
                        thread.getName().equals("lakehouse-replay") && thread.getState() == Thread.State.RUNNABLE);
    }

    @Test
    @Timeout(60)
    void aQueryThatNeedsTooMuchMemoryFailsAlone() {
        ProjectTree tree = project("SELECT count(*) * 0 AS n FROM (SELECT list(hash(r.range)) AS l FROM orders,"
                        + " range(CASE WHEN wild THEN 200000000 ELSE 1 END) r)")
                .limits(new Limits(2, "200MB", Duration.ofMinutes(1)));

        RunReport report = tree.verify();

        assertThat(ProjectTree.fixture(report, "shop/a").status()).isEqualTo(Status.PASSED);
        assertThat(ProjectTree.fixture(report, "shop/z").status()).isEqualTo(Status.PASSED);
        assertThat(tree.problems(report)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("src/main/lakehouse/shop/n.sql: the query needs more memory than it may use: ")
                .endsWith(
                        "Look for a join without condition, or raise -Dlakehouse.memoryLimit. [QUERY_OUT_OF_MEMORY]"));
    }
}
