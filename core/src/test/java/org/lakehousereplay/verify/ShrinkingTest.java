package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** A fixture that is wrong becomes one of few rows that is wrong in the same way. */
class ShrinkingTest {

    private static final String GMV = """
            /* @metric
            key: [window_start, city]
            window: {column: window_start, size: 1 hour}
            */
            SELECT time_bucket(INTERVAL 1 HOUR, paid_at) AS window_start, city, sum(amount) AS gmv,
              avg(weight) AS weight
            FROM orders JOIN users USING (user_id) WHERE %s GROUP BY ALL
            """;

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(root)
                .main("shop/sources.sql", """
                        CREATE TABLE users (user_id INTEGER PRIMARY KEY, city VARCHAR, tags VARCHAR[]);
                        CREATE TABLE orders (order_id INTEGER PRIMARY KEY,
                          user_id INTEGER REFERENCES users(user_id), amount DECIMAL(12, 2), weight DOUBLE,
                          status VARCHAR, note VARCHAR, paid_at TIMESTAMPTZ);
                        CREATE TABLE events (event_id INTEGER);
                        """)
                .main("shop/pipeline.yaml", "timeZone: Asia/Shanghai\nsources: {orders: {eventTime: paid_at}}")
                .main("shop/gmv.sql", GMV.formatted("status <> 'open'"))
                .file("released/shop/sources.sql", """
                        CREATE TABLE users (user_id INTEGER PRIMARY KEY, city VARCHAR);
                        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER,
                          amount DECIMAL(12, 2), weight DOUBLE, status VARCHAR, paid_at TIMESTAMPTZ);
                        """)
                .file("released/shop/pipeline.yaml", "timeZone: Asia/Shanghai")
                .file("released/shop/gmv.sql", GMV.formatted("status = 'paid'"));
        StringBuilder users = new StringBuilder();
        StringBuilder orders = new StringBuilder("order_id,user_id,amount,weight,status,note,paid_at\n");
        for (int user = 0; user < 20; user++) {
            users.append("{\"user_id\": %d, \"city\": \"%s\", \"tags\": [\"t\", null]}%n"
                    .formatted(user, user % 2 == 0 ? "杭州" : "宁 波"));
        }
        for (int order = 0; order < 400; order++) {
            orders.append("%d,%d,%d.50,0.1,%s,%s,2024-05-18T%02d:%02d:00%n"
                    .formatted(
                            order,
                            order % 20,
                            order,
                            order == 207 ? "refunded" : order % 7 == 0 ? "open" : "paid",
                            order % 2 == 0 ? "" : "\"\"",
                            order / 60,
                            order % 60));
        }
        tree.test("shop/day/fixture.yaml", """
                        clock: 2024-05-19T00:00:00
                        from: 2024-05-18T01:00:00
                        to: 2024-05-18T06:00:00
                        tolerance: {gmv: {weight: {absolute: 0.25}}}
                        """)
                .test("shop/day/input/users.jsonl", users.toString())
                .test("shop/day/input/orders.csv", orders.toString())
                .test("shop/day/input/events.csv", "event_id\n1\n");
        tree.selection(new Selection(List.of("shop/day"), List.of()));
        record();
    }

    private void record() {
        new Recording(tree.project(), Selection.all(), Limits.defaults(), Progress.SILENT).run();
    }

    private ShrinkResult shrink(Optional<String> baseline) {
        return shrink(baseline, Optional.empty(), Duration.ofMinutes(1));
    }

    private ShrinkResult shrink(Optional<String> baseline, Optional<String> name, Duration limit) {
        return new Shrinking(
                        tree.project(),
                        new Selection(List.of("shop/day"), List.of()),
                        Limits.defaults(),
                        new ShrinkSettings(
                                baseline.map(directory -> new Baseline(
                                        "1.0.0", directory, Optional.of("1.0.0"), root.resolve(directory))),
                                name,
                                limit),
                        ShrinkProgress.SILENT)
                .run();
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve("src/test/lakehouse/shop/" + file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> files(String fixture) {
        Path directory = root.resolve("src/test/lakehouse/shop/" + fixture);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private FixtureResult verify(String fixture) {
        tree.selection(new Selection(List.of("shop/" + fixture), List.of()));
        RunReport report = tree.verdict();
        assertThat(tree.problems(report)).isEmpty();
        return ProjectTree.fixture(report, "shop/" + fixture);
    }

    @Test
    void two_versions_still_differ_in_the_same_column_of_the_smallest_input() {
        ShrinkResult result = shrink(Optional.of("released"));

        assertThat(result.directory()).isEqualTo(root.resolve("src/test/lakehouse/shop/day-shrunk"));
        assertThat(result.minimal()).isTrue();
        assertThat(result.rowsBefore()).isEqualTo(320);
        assertThat(result.rows()).as("two orders and their user").isLessThanOrEqualTo(4);
        assertThat(files("day-shrunk"))
                .containsExactly("expected/gmv.csv", "fixture.yaml", "input/orders.csv", "input/users.jsonl");
        assertThat(read("day-shrunk/input/orders.csv"))
                .contains("\n207,7,207.50,0.1,refunded,\"\",2024-05-18T03:27:00+08:00\n");
        assertThat(read("day-shrunk/input/users.jsonl"))
                .contains("{\"user_id\":7,\"city\":\"宁 波\",\"tags\":[\"t\",null]}");
        assertThat(read("day-shrunk/fixture.yaml")).isEqualTo("""
                        # Written by mvn lakehouse:shrink, which replaces the fixture while this line stands here.
                        description: "Shrunk from shop/day: gmv differs from 1.0.0"
                        clock: "2024-05-19T00:00+08:00"
                        timeZone: "Asia/Shanghai"
                        from: "2024-05-18T01:00+08:00"
                        to: "2024-05-18T06:00+08:00"
                        tolerance:
                          "gmv":
                            "weight": {absolute: 0.25}
                        """);

        FixtureResult shrunk = verify("day-shrunk");
        assertThat(shrunk.status()).isEqualTo(Status.FAILED);
        assertThat(shrunk.metrics().get(0).findings())
                .singleElement()
                .isInstanceOfSatisfying(Finding.ChangedCells.class, cells -> assertThat(cells.columns())
                        .containsExactly("gmv"));
    }

    @Test
    void a_wrong_row_stays_as_wrong_as_it_was() {
        CellDifference before = expectOtherwise();

        ShrinkResult result = shrink(Optional.empty());

        assertThat(result.held())
                .isEqualTo("gmv has a wrong row, window_start = 2024-05-18T03:00:00+08:00, city = 宁 波");
        assertThat(result.minimal()).isTrue();
        assertThat(read("day-shrunk/expected/gmv.csv").lines()).hasSize(2);
        MetricResult shrunk = verify("day-shrunk").metrics().get(0);
        assertThat(shrunk.findings())
                .singleElement()
                .isInstanceOfSatisfying(Finding.ChangedCells.class, cells -> assertThat(cells.first())
                        .containsExactly(before));
        assertThat(result.rows()).as("25 orders that count and their ten users").isLessThanOrEqualTo(36);
    }

    /** Expects another value in one cell. */
    private CellDifference expectOtherwise() {
        String expected = read("day/expected/gmv.csv");
        String line = expected.lines()
                .filter(row -> row.startsWith("2024-05-18T03:00:00+08:00,宁 波,"))
                .findFirst()
                .orElseThrow();
        tree.test("shop/day/expected/gmv.csv", expected.replace(line, line.replaceFirst("波,[^,]*,", "波,1.00,")));
        FixtureResult result = verify("day");
        Finding finding = result.metrics().get(0).findings().get(0);
        return ((Finding.ChangedCells) finding).first().get(0);
    }

    @Test
    void an_unexpected_row_is_still_not_expected() {
        String expected = read("day/expected/gmv.csv");
        List<String> lines = new ArrayList<>(expected.lines().toList());
        lines.removeIf(row -> row.startsWith("2024-05-18T03:00:00+08:00,宁 波,"));
        tree.test("shop/day/expected/gmv.csv", String.join("\n", lines) + "\n");

        shrink(Optional.empty());

        MetricResult shrunk = verify("day-shrunk").metrics().get(0);
        assertThat(shrunk.findings())
                .singleElement()
                .isInstanceOfSatisfying(Finding.UnexpectedRows.class, rows -> assertThat(rows.total())
                        .isEqualTo(1));
    }

    @Test
    void a_row_that_breaks_a_check_still_breaks_it() {
        tree.edit("shop/gmv.sql", "window:", "checks: [\"gmv < 1000\"]\nwindow:");

        ShrinkResult result = shrink(Optional.empty());

        assertThat(result.rows()).isLessThan(result.rowsBefore());
        assertThat(verify("day-shrunk").metrics().get(0).findings())
                .singleElement()
                .isInstanceOfSatisfying(Finding.FailedCheck.class, check -> assertThat(check.rows())
                        .isEqualTo(1));
    }

    @Test
    void nothing_can_be_held_on_to_where_rows_are_missing_or_all_is_well() {
        assertThatThrownBy(() -> shrink(Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no metric has a wrong row")
                .hasMessageContaining("[NOTHING_TO_SHRINK]");

        tree.test(
                "shop/day/expected/gmv.csv",
                read("day/expected/gmv.csv") + "2024-05-18T09:00:00+08:00,Ningbo,1.00,1\n");

        assertThatThrownBy(() -> shrink(Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessage("rows are missing and none is wrong, so there is nothing to hold on to. Name a version that"
                        + " still has them by -Dlakehouse.baseline. [NOTHING_TO_SHRINK]");
    }

    @Test
    void a_fixture_of_somebody_else_is_not_replaced_and_its_own_is() {
        shrink(Optional.of("released"));
        String first = read("day-shrunk/input/orders.csv");
        shrink(Optional.of("released"));
        assertThat(read("day-shrunk/input/orders.csv")).isEqualTo(first);

        assertThatThrownBy(() -> shrink(Optional.of("released"), Optional.of("day"), Duration.ofMinutes(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was not written by mvn lakehouse:shrink");
        tree.test("shop/day-shrunk/fixture.yaml", "description: now it is mine\n");
        assertThatThrownBy(() -> shrink(Optional.of("released"))).isInstanceOf(ProblemException.class);
        assertThat(read("day-shrunk/fixture.yaml")).isEqualTo("description: now it is mine\n");
        assertThatThrownBy(() -> shrink(Optional.of("released"), Optional.of("../x"), Duration.ofMinutes(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[CONFIGURATION_INVALID]");
        assertThat(root.resolve("src/test/lakehouse/shop").toFile().list())
                .containsExactlyInAnyOrder("day", "day-shrunk");
    }

    @Test
    void a_broken_fixture_is_told_instead() {
        tree.test("shop/day/input/events.csv", "event_id\nmany\n");

        assertThatThrownBy(() -> shrink(Optional.of("released")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[VALUE_INVALID]");
    }

    @Test
    void too_little_time_is_told() {
        assertThatThrownBy(() -> shrink(Optional.of("released"), Optional.empty(), Duration.ofNanos(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the time was over before anything could be tried")
                .hasMessageContaining("[QUERY_TIMEOUT]");
    }
}
