package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.report.ConsoleSummary;
import org.lakehousereplay.run.CheckResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/** Metrics are held to the checks of their headers, whatever is expected of them. */
final class MetricChecksTest {

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void shop() {
        tree = new ProjectTree(root)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (channel VARCHAR, amount DECIMAL(12, 2), views INTEGER, note VARCHAR);")
                .main("shop/total.sql", "/* @metric\nkey: []\n*/\nSELECT COUNT(*) AS orders FROM orders\n");
        checks("checks: [\"gmv >= 0\", \"conversion <= 1\"]");
    }

    private void checks(String lines) {
        tree.main(
                "shop/gmv.sql",
                "/* @metric\nkey: [channel]\n" + lines + "\n*/\n"
                        + "SELECT channel, amount AS gmv, 1 / nullif(views, 0) AS conversion, note FROM orders\n");
    }

    private void fixture(String name, String rows) {
        tree.test("shop/" + name + "/input/orders.csv", "channel,amount,views,note\n" + rows);
        tree.test(
                "shop/" + name + "/expected/total.csv",
                "orders\n" + rows.lines().count() + "\n");
    }

    @Test
    void a_row_that_breaks_a_check_fails_the_metric_though_nothing_is_expected_of_it() throws SQLException {
        fixture("bad", "app,-3.00,2,\nweb,5.00,0,\napi,-1.00,4,\n,-2.00,1,\n");
        fixture("good", "app,3.00,2,\n");
        fixture("null", "app,,0,\n");
        fixture("none", "");

        RunReport report = tree.verify();

        MetricResult bad = metric(report, "shop/bad", "gmv");
        assertThat(bad.status()).isEqualTo(Status.FAILED);
        assertThat(bad.checks())
                .containsExactly(
                        new CheckResult("gmv >= 0", BigDecimal.ZERO, 4, 3),
                        new CheckResult("conversion <= 1", BigDecimal.ZERO, 4, 0));
        Finding.FailedCheck finding = (Finding.FailedCheck) bad.findings().get(0);
        assertThat(bad.findings()).hasSize(1);
        assertThat(finding.total()).isEqualTo(3);
        assertThat(finding.rows()).isEqualTo(4);
        assertThat(finding.first())
                .extracting(row -> row.key().cells().get(0).value())
                .containsExactly(Optional.empty(), Optional.of("api"), Optional.of("app"));
        assertThat(finding.first().get(2).values()).containsExactly(new Cell("gmv", Optional.of("-3.00")));
        assertThat(metric(report, "shop/bad", "total").status()).isEqualTo(Status.PASSED);
        assertThat(metric(report, "shop/good", "gmv").status()).isEqualTo(Status.NOT_ASSERTED);
        assertThat(metric(report, "shop/null", "gmv").checks())
                .containsExactly(
                        new CheckResult("gmv >= 0", BigDecimal.ZERO, 1, 0),
                        new CheckResult("conversion <= 1", BigDecimal.ZERO, 1, 0));
        assertThat(metric(report, "shop/none", "gmv").checks().get(0))
                .isEqualTo(new CheckResult("gmv >= 0", BigDecimal.ZERO, 0, 0));
        assertThat(store("SELECT _fixture, _check, channel FROM \"shop anomalies\".gmv ORDER BY channel NULLS FIRST"))
                .containsExactly("bad|gmv >= 0|null", "bad|gmv >= 0|api", "bad|gmv >= 0|app");
        assertThat(console(report))
                .contains(
                        "gmv [shop/bad]: 3 of 4 rows break `gmv >= 0`",
                        "rows that break `gmv >= 0`:",
                        "channel    gmv",
                        "NULL     -2.00",
                        "The output breaks what the metric header declares, so it cannot be accepted:"
                                + " correct the model or its header.")
                .noneMatch(line -> line.contains("lakehouse:record"));
    }

    @Test
    void as_many_rows_as_the_threshold_allows_may_break_a_check() throws SQLException {
        checks("checks: [{check: \"gmv >= 0\", threshold: 50 %}]");
        fixture("half", "app,-3.00,2,\nweb,5.00,0,\n");
        fixture("more", "app,-3.00,2,\nweb,5.00,0,\napi,-1.00,1,\n");

        RunReport report = tree.verify();

        assertThat(metric(report, "shop/half", "gmv").status()).isEqualTo(Status.NOT_ASSERTED);
        assertThat(metric(report, "shop/half", "gmv").checks())
                .containsExactly(new CheckResult("gmv >= 0", new BigDecimal("0.5"), 2, 1));
        assertThat(metric(report, "shop/more", "gmv").status()).isEqualTo(Status.FAILED);
        assertThat(store("SELECT _fixture, channel FROM \"shop anomalies\".gmv ORDER BY ALL"))
                .containsExactly("half|app", "more|api", "more|app");
        assertThat(console(report)).contains("rows that break `gmv >= 0`, which 50 % of the rows may do:");
    }

    @Test
    void checks_stand_beside_what_is_expected() {
        fixture("bad", "app,-3.00,2,\nweb,5.00,1,\n");
        tree.test("shop/bad/expected/gmv.csv", "channel,gmv\napp,-3.00\nweb,6.00\n");

        MetricResult bad = metric(tree.verify(), "shop/bad", "gmv");

        assertThat(bad.findings())
                .extracting(finding -> finding.getClass().getSimpleName())
                .containsExactly("ChangedCells", "FailedCheck");
        tree.test("shop/bad/expected/gmv.csv", "channel,gmv\napp,-3.00\nweb,5.00\n");
        assertThat(metric(tree.verify(), "shop/bad", "gmv").findings())
                .extracting(finding -> finding.getClass().getSimpleName())
                .containsExactly("FailedCheck");
    }

    @Test
    void a_fixture_that_expects_nothing_is_told_to_record_unless_a_check_fails() {
        tree.test("shop/fresh/input/orders.csv", "channel,amount,views,note\napp,3.00,1,\n");
        assertThat(fixture(tree.verify()).problems().get(0).code()).isEqualTo(ErrorCode.FIXTURE_WITHOUT_EXPECTATION);

        tree.test("shop/fresh/input/orders.csv", "channel,amount,views,note\napp,-3.00,1,\n");
        RunReport report = tree.verify();

        assertThat(fixture(report).problems()).isEmpty();
        assertThat(report.status()).isEqualTo(Status.FAILED);
        RecordingResult recording =
                new Recording(tree.project(), Selection.all(), Limits.defaults(), Progress.SILENT).run();
        assertThat(recording.files()).extracting(RecordedFile::metric).containsExactly("total");
        assertThat(recording.refused())
                .containsExactly("gmv [shop/fresh] was not recorded, because its output contradicts the @metric header:"
                        + " a key is repeated, a window is not aligned to its size, or rows break a check. Mend"
                        + " src/main/lakehouse/shop/gmv.sql");
    }

    @Test
    void what_cannot_be_computed_is_an_error_of_its_own_fixture() {
        checks("checks: [\"gmv >= 0\", \"note::INTEGER > 0\"]");
        fixture("bad", "app,-3.00,2,x\n");
        fixture("good", "app,-3.00,2,7\n");

        RunReport report = tree.verify();

        MetricResult bad = metric(report, "shop/bad", "gmv");
        assertThat(bad.status()).isEqualTo(Status.ERROR);
        assertThat(bad.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.QUERY_FAILED);
            assertThat(problem.location().orElseThrow().line()).isEqualTo(3);
            assertThat(problem.location().orElseThrow().column()).isEqualTo(22);
            assertThat(problem.message())
                    .startsWith("the check `note::INTEGER > 0` cannot be computed on the output: ");
        });
        assertThat(metric(report, "shop/good", "gmv").status()).isEqualTo(Status.FAILED);
        assertThat(metric(report, "shop/good", "gmv").findings()).hasSize(1);
    }

    @Test
    void a_check_that_takes_too_long_is_an_error_of_its_own_fixture() {
        tree.main("shop/gmv.sql", """
                /* @metric
                key: [id]
                checks: [n > 0, list_sum(range(n)) >= 0]
                */
                SELECT unnest(range(views)) AS id, views AS n FROM orders
                """);
        fixture("long", "app,1,200000,\n");
        fixture("short", "app,1,2,\n");
        tree.limits(new Limits(2, "", Duration.ofSeconds(2)));

        RunReport report = tree.verify();

        assertThat(metric(report, "shop/long", "gmv").status()).isEqualTo(Status.ERROR);
        assertThat(metric(report, "shop/long", "gmv").problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.QUERY_TIMEOUT);
        assertThat(metric(report, "shop/short", "gmv").checks())
                .extracting(CheckResult::rows, CheckResult::anomalous)
                .containsExactly(tuple(2L, 0L), tuple(2L, 0L));
    }

    @Test
    void odd_names_and_texts_stay_what_they_are() throws SQLException {
        tree.main("shop/gmv.sql", """
                /* @metric
                key: ['a "key']
                checks: ['"v''s" <> ''it''''s"'' AND "select" >= 0']
                */
                SELECT channel AS "a ""key", amount AS "select", note AS "v's" FROM orders
                """);
        fixture("bad", "app,1.00,2,\"it's\"\"\"\nweb,-1.00,1,x\n");

        MetricResult bad = metric(tree.verify(), "shop/bad", "gmv");

        assertThat(bad.checks()).singleElement().satisfies(check -> {
            assertThat(check.anomalous()).isEqualTo(2);
            assertThat(check.check()).isEqualTo("\"v's\" <> 'it''s\"' AND \"select\" >= 0");
        });
        Finding.FailedCheck finding = (Finding.FailedCheck) bad.findings().get(0);
        assertThat(finding.first().get(0).values())
                .containsExactly(new Cell("select", Optional.of("1.00")), new Cell("v's", Optional.of("it's\"")));
        assertThat(store("SELECT \"a \"\"key\" FROM \"shop anomalies\".gmv ORDER BY ALL"))
                .containsExactly("app", "web");
    }

    @Test
    void a_single_row_without_a_key_can_break_a_check_and_fixtures_in_several_zones_share_a_table()
            throws SQLException {
        tree.main("shop/total.sql", """
                /* @metric
                key: []
                checks: ["orders < 2", "hour(TIMESTAMPTZ '2024-01-01T00:00:00Z') = 0 OR orders = 0"]
                */
                SELECT COUNT(*) AS orders FROM orders
                """);
        fixture("one", "app,1.00,1,\n");
        fixture("two", "app,1.00,1,\nweb,1.00,1,\n");
        fixture("zone", "app,1.00,1,\n");
        tree.test("shop/zone/fixture.yaml", "timeZone: Asia/Shanghai\n");

        RunReport report = tree.verify();

        assertThat(metric(report, "shop/one", "total").status()).isEqualTo(Status.PASSED);
        assertThat(metric(report, "shop/two", "total").status()).isEqualTo(Status.FAILED);
        assertThat(metric(report, "shop/zone", "total").findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(((Finding.FailedCheck) finding).check()).startsWith("hour("));
        assertThat(store("SELECT _fixture FROM \"shop anomalies\".total ORDER BY ALL"))
                .containsExactly("two", "zone");
    }

    @Test
    void where_nothing_is_anomalous_the_store_has_no_table_for_it() throws SQLException {
        fixture("good", "app,3.00,2,\n");
        tree.verify();

        assertThat(store("SELECT schema_name FROM duckdb_schemas() WHERE schema_name LIKE '%anomalies'"))
                .isEmpty();
    }

    @Test
    void other_checks_are_a_small_change_and_those_of_a_baseline_do_not_count() {
        fixture("bad", "app,-3.00,2,\n");
        tree.release("1.0.0");
        checks("checks: [{check: \"gmv >= 0\", threshold: 1}]");

        RunReport report = tree.compare();

        assertThat(metric(report, "shop/bad", "gmv").status()).isEqualTo(Status.NOT_ASSERTED);
        assertThat(report.comparison()
                        .orElseThrow()
                        .baselines()
                        .get(0)
                        .metrics()
                        .get(0)
                        .changes())
                .extracting(judged -> judged.change().kind(), judged -> judged.change()
                        .detail())
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        ChangeKind.CHECKS_CHANGED, "the checks [conversion <= 1, gmv >= 0] are [gmv >= 0 up to 1]"));
        assertThat(Files.exists(tree.project().outputDirectory().resolve("report.json")))
                .isTrue();
    }

    private static MetricResult metric(RunReport report, String fixture, String name) {
        return ProjectTree.fixture(report, fixture).metrics().stream()
                .filter(metric -> metric.metric().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FixtureResult fixture(RunReport report) {
        return report.fixtures().get(0);
    }

    private static List<String> console(RunReport report) {
        return ConsoleSummary.lines(report).stream()
                .map(ConsoleLine::text)
                .map(String::strip)
                .toList();
    }

    private List<String> store(String query) throws SQLException {
        String file =
                tree.project().outputDirectory().resolve(Verification.STORE).toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join("|", cells));
            }
            return found;
        }
    }
}
