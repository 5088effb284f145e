package org.lakehousereplay.verify;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.spi.Engines;

/** What the fixtures reach of the SQL is counted over all of them, at the place where it stands. */
class CoverageTest {

    @TempDir
    Path directory;

    private ProjectTree shop() {
        return new ProjectTree(directory)
                .main("shop/sources.sql", """
                        CREATE TABLE orders (order_id INTEGER NOT NULL, user_id INTEGER, channel VARCHAR, kind VARCHAR NOT NULL,
                            amount DECIMAL(10, 2) NOT NULL);
                        CREATE TABLE users (user_id INTEGER NOT NULL, city VARCHAR);
                        """)
                .main("shop/dwd/clean.sql", """
                        SELECT order_id, user_id, channel AS via, kind, amount
                        FROM orders
                        WHERE channel <> 'test'
                          AND amount > 0
                        """)
                .main("shop/unused.sql", "SELECT order_id FROM orders WHERE order_id > 1")
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [via]
                        */
                        SELECT
                            via,
                            SUM(CASE kind WHEN 'pay' THEN amount WHEN 'refund' THEN 0 - amount END) AS gmv,
                            COUNT(*) FILTER (WHERE city = 'Hangzhou') AS local
                        FROM clean
                        LEFT JOIN users USING (user_id)
                        GROUP BY via
                        """)
                .test("shop/noon/input/orders.csv", """
                        order_id,user_id,channel,kind,amount
                        1,1,app,pay,10
                        2,9,app,refund,4
                        3,1,test,pay,5
                        """)
                .test("shop/noon/input/users.csv", "user_id,city\n1,Hangzhou\n2,\n")
                .test("shop/late/input/orders.csv", """
                        order_id,user_id,channel,kind,amount
                        1,1,web,pay,10
                        2,2,,gift,0
                        """)
                .test("shop/late/input/users.csv", "user_id,city\n1,\n");
    }

    private static List<CoveragePoint> coverage(Project project, String pipeline) {
        List<CoveragePoint> points = new ArrayList<>();
        new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT)
                .replay(List.of(), (session, pipelines, fixtures) -> points.addAll(session.coverage(pipeline)));
        return points;
    }

    private static String show(CoveragePoint point) {
        return point.model() + ":" + point.location().line() + ":"
                + point.location().column() + " " + point.kind() + " " + point.text() + ": "
                + point.sides().stream()
                        .map(side -> side.name() + " " + side.rows() + side.fixtures())
                        .collect(joining(", "));
    }

    @Test
    void counts_over_all_fixtures_at_the_place_of_the_sql() {
        assertThat(coverage(shop().project(), "shop"))
                .map(CoverageTest::show)
                .containsExactly(
                        "clean:3:7 PREDICATE (channel != 'test'): true 3[late, noon], false 1[noon], NULL 1[late]",
                        "clean:4:7 PREDICATE (amount > 0): true 4[late, noon], false 1[late]",
                        "gmv:6:9 CASE_BRANCH ELSE NULL: taken 0[]",
                        "gmv:6:24 PREDICATE (kind = 'pay'): true 2[late, noon], false 1[noon]",
                        "gmv:6:35 CASE_BRANCH THEN amount: taken 2[late, noon]",
                        "gmv:6:47 PREDICATE (kind = 'refund'): true 1[noon], false 0[]",
                        "gmv:6:61 CASE_BRANCH THEN (0 - amount): taken 1[noon]",
                        "gmv:7:28 PREDICATE (city = 'Hangzhou'): true 1[noon], false 0[], NULL 2[late, noon]",
                        "gmv:9:1 JOIN LEFT JOIN users USING (user_id): matched 2[late, noon], left only 1[noon],"
                                + " right only 1[noon]");
    }

    @Test
    void null_is_asked_for_where_a_column_of_a_source_may_be_null() {
        shop().main("shop/dwd/clean.sql", """
                SELECT order_id, user_id, channel AS via, kind, amount
                FROM orders
                WHERE channel <> 'none' AND kind <> 'none'
                """)
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [via]
                        */
                        SELECT via, SUM(amount) AS gmv FROM clean WHERE via <> 'app' AND kind <> 'gift' GROUP BY via
                        """)
                .test("shop/late/input/orders.csv", "order_id,user_id,channel,kind,amount\n1,1,web,pay,10\n");

        assertThat(coverage(new ProjectTree(directory).project(), "shop"))
                .map(point -> point.text() + " "
                        + point.sides().stream().map(CoveragePoint.Side::name).toList())
                .containsExactly(
                        "(channel != 'none') [true, false, NULL]",
                        "(kind != 'none') [true, false]",
                        "(via != 'app') [true, false, NULL]",
                        "(kind != 'gift') [true, false]");
    }

    @Test
    void a_condition_that_fails_on_rows_that_another_one_keeps_out_is_left_out_alone() {
        shop().main("shop/dwd/clean.sql", """
                SELECT order_id, user_id, channel AS via, kind, amount
                FROM orders
                WHERE amount > 0 AND CAST(channel AS INTEGER) > 1
                """)
                .test("shop/noon/input/orders.csv", "order_id,user_id,channel,kind,amount\n1,1,x,pay,0\n")
                .test("shop/late/input/orders.csv", "order_id,user_id,channel,kind,amount\n1,1,2,pay,3\n");

        assertThat(coverage(new ProjectTree(directory).project(), "shop"))
                .filteredOn(point -> point.model().equals("clean"))
                .map(CoverageTest::show)
                .containsExactly("clean:3:7 PREDICATE (amount > 0): true 1[late], false 1[noon]");
    }

    @Test
    void all_of_the_sample_project_is_counted() {
        Path sample = Path.of("../sample-project").toAbsolutePath().normalize();
        Project project = new Project(
                sample,
                sample.resolve("src/main/lakehouse"),
                sample.resolve("src/test/lakehouse"),
                directory,
                directory.resolve("junit"),
                List.of(),
                Engines.none());
        List<String> kinds = new ArrayList<>();
        new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT)
                .replay(List.of(), (session, pipelines, fixtures) -> {
                    for (Pipeline pipeline : pipelines.pipelines()) {
                        List<CoveragePoint> points = session.coverage(pipeline.name());
                        points.forEach(point -> {
                            kinds.add(point.kind().name());
                            assertThat(placed(point)).as(show(point)).isTrue();
                        });
                        assertThat(session.coverage(pipeline.name())).isEqualTo(points);
                    }
                });
        assertThat(kinds).hasSizeGreaterThan(30).contains("PREDICATE", "JOIN");
    }

    /** Whether a word begins where it is said to stand. */
    private static boolean placed(CoveragePoint point) {
        try {
            String line = Files.readAllLines(point.location().file())
                    .get(point.location().line() - 1);
            int column = point.location().column() - 1;
            return !Character.isWhitespace(line.charAt(column))
                    && (column == 0 || !Character.isJavaIdentifierPart(line.charAt(column - 1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
