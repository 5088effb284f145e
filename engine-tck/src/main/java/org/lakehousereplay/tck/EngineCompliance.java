package org.lakehousereplay.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.tck.StandardType.BIGINT;
import static org.lakehousereplay.tck.StandardType.BOOLEAN;
import static org.lakehousereplay.tck.StandardType.DATE;
import static org.lakehousereplay.tck.StandardType.DECIMAL;
import static org.lakehousereplay.tck.StandardType.DOUBLE;
import static org.lakehousereplay.tck.StandardType.INTEGER;
import static org.lakehousereplay.tck.StandardType.TEXT;
import static org.lakehousereplay.tck.StandardType.TIMESTAMP;
import static org.lakehousereplay.tck.StandardType.ZONED_TIMESTAMP;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;

/**
 * What every engine has to do alike. Public API: extended by authors of engines.
 *
 * <pre>{@code
 * class MyEngineComplianceTest extends EngineCompliance {
 *     static final Engines ENGINES = new SingleEngine(new MyEngine(), directory);
 *
 *     @Override
 *     protected Engines engines() {
 *         return ENGINES;
 *     }
 *
 *     @Override
 *     protected EngineDialect dialect() {
 *         return new MyDialect();
 *     }
 * }
 * }</pre>
 */
public abstract class EngineCompliance {

    private static final SourceDeclaration ORDERS = source(
            "orders",
            new SourceDeclaration.Column("order_id", INTEGER),
            new SourceDeclaration.Column("channel", TEXT),
            new SourceDeclaration.Column("amount", DECIMAL));
    private static final String HEADER = "order_id,channel,amount";

    @TempDir
    private Path directory;

    /** Where the engine comes from; used by all tests, and closed by whoever made it. */
    protected abstract Engines engines();

    /** How pipelines are written for it. */
    protected abstract EngineDialect dialect();

    private ComplianceProject project() {
        return new ComplianceProject(directory, dialect(), engines());
    }

    private static SourceDeclaration source(String name, SourceDeclaration.Column... columns) {
        return new SourceDeclaration(name, List.of(columns));
    }

    private static MetricDeclaration gmv() {
        return new MetricDeclaration(
                "gmv",
                "key: [channel]",
                "SELECT channel, COUNT(*) AS orders, SUM(amount) AS gmv FROM orders GROUP BY channel");
    }

    @Test
    void values_of_every_type_come_out_as_they_went_in() {
        List<SourceDeclaration.Column> columns = List.of(
                new SourceDeclaration.Column("id", INTEGER),
                new SourceDeclaration.Column("flag", BOOLEAN),
                new SourceDeclaration.Column("long_number", BIGINT),
                new SourceDeclaration.Column("price", DECIMAL),
                new SourceDeclaration.Column("ratio", DOUBLE),
                new SourceDeclaration.Column("label", TEXT),
                new SourceDeclaration.Column("birthday", DATE),
                new SourceDeclaration.Column("local_time", TIMESTAMP),
                new SourceDeclaration.Column("moment", ZONED_TIMESTAMP));
        String[] rows = {
            "id,flag,long_number,price,ratio,label,birthday,local_time,moment",
            "1,true,9223372036854775807,1234567890123456.78,0.1,plain,2024-02-29,2024-05-18T12:00:00.123,2024-05-18T12:00:00.123+08:00",
            "2,false,-9223372036854775808,-0.01,-1.5E300,\"a \"\"quoted\"\", 文本 😀\",1969-12-31,1969-12-31T23:59:59,1969-12-31T23:59:59Z",
            "3,,,,,,,,",
            "4,,,,,\"\",,,"
        };
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(new SourceDeclaration("everything", columns)),
                        List.of(new MetricDeclaration(
                                "copied",
                                "key: [id]",
                                "SELECT id, flag, long_number, price, ratio, label, birthday, local_time, moment"
                                        + " FROM everything")))
                .fixture("values/input/everything.csv", rows)
                .fixture("values/expected/copied.csv", rows)
                .verify();

        assertPassed(report, "values", "copied");
    }

    @Test
    void decimals_are_summed_exactly() {
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("sums/input/orders.csv", HEADER, "1,app,0.10", "2,app,0.20", "3,web,99999999999.99")
                .fixture("sums/expected/gmv.csv", "channel,orders,gmv", "app,2,0.30", "web,1,99999999999.99")
                .verify();

        assertPassed(report, "sums", "gmv");
    }

    /** Holds for engines that make none, too. */
    @Test
    void mutants_are_scripts_with_one_change_that_can_be_read() throws EngineUnavailableException {
        if (!engines().engineNames().contains(dialect().engine())) {
            return;
        }
        List<Script> scripts = dialect().files(List.of(ORDERS), List.of(gmv())).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new Script(Path.of(file.getKey()), file.getValue()))
                .toList();
        PipelineScripts pipeline = new PipelineScripts("shop", scripts, ZoneOffset.UTC, Optional.empty());
        EngineSession session = engines().engine(dialect().engine());

        List<ScriptMutant> mutants = session.mutants(pipeline);

        assertThat(session.mutants(pipeline)).isEqualTo(mutants);
        for (ScriptMutant mutant : mutants) {
            assertThat(MutationOperator.values())
                    .extracting(MutationOperator::id)
                    .contains(mutant.operator());
            assertThat(mutant.words()).isNotBlank();
            List<Script> changed = new ArrayList<>(mutant.scripts());
            changed.removeAll(scripts);
            assertThat(mutant.scripts()).hasSameSizeAs(scripts);
            assertThat(changed).extracting(Script::file).containsExactly(mutant.file());
            List<String> lines = scripts.stream()
                    .filter(script -> script.file().equals(mutant.file()))
                    .flatMap(script -> script.text().lines())
                    .toList();
            assertThat(mutant.line()).isBetween(1, lines.size());
            assertThat(mutant.column())
                    .isBetween(1, lines.get(mutant.line() - 1).length());
            PipelineScripts other = new PipelineScripts("shop", mutant.scripts(), pipeline.timeZone(), pipeline.mode());
            assertThat(session.read(other).problems())
                    .as("%s: %s", mutant.before(), mutant.after())
                    .isEmpty();
        }
    }

    @Test
    void a_wrong_cell_is_found() {
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("wrong/input/orders.csv", HEADER, "1,app,0.10", "2,app,0.20")
                .fixture("wrong/expected/gmv.csv", "channel,orders,gmv", "app,2,0.31")
                .verify();

        assertThat(ComplianceProject.metric(report, "wrong", "gmv").status()).isEqualTo(Status.FAILED);
        assertThat(report.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void sources_without_rows_are_empty_tables() {
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("nothing/input/orders.csv", HEADER)
                .fixture("nothing/expected/gmv.csv", "channel,orders,gmv")
                .fixture("no-file/expected/gmv.csv", "channel,orders,gmv")
                .verify();

        assertPassed(report, "nothing", "gmv");
        assertPassed(report, "no-file", "gmv");
    }

    @Test
    void equal_rows_of_a_source_are_kept() {
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("twice/input/orders.csv", HEADER, "1,app,1.00", "1,app,1.00", "1,app,1.00")
                .fixture("twice/expected/gmv.csv", "channel,orders,gmv", "app,3,3.00")
                .verify();

        assertPassed(report, "twice", "gmv");
    }

    @Test
    void no_fixture_sees_another() {
        ComplianceProject project = project().pipeline("", List.of(ORDERS), List.of(gmv()));
        for (int number = 1; number <= 12; number++) {
            project.fixture("f" + number + "/input/orders.csv", HEADER, number + ",app," + number + ".00")
                    .fixture("f" + number + "/expected/gmv.csv", "channel,orders,gmv", "app,1," + number + ".00");
        }

        RunReport report = project.verify();

        assertThat(report.fixtures()).hasSize(12).allSatisfy(fixture -> assertThat(fixture.status())
                .isEqualTo(Status.PASSED));
    }

    @Test
    void a_metric_may_read_another() {
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(ORDERS),
                        List.of(
                                gmv(),
                                new MetricDeclaration(
                                        "total",
                                        "key: []",
                                        "SELECT SUM(gmv) AS total, SUM(orders) AS orders FROM gmv")))
                .fixture("two/input/orders.csv", HEADER, "1,app,1.50", "2,web,2.25", "3,web,1.00")
                .fixture("two/expected/gmv.csv", "channel,orders,gmv", "app,1,1.50", "web,2,3.25")
                .fixture("two/expected/total.csv", "total,orders", "4.75,3")
                .verify();

        assertPassed(report, "two", "gmv");
        assertPassed(report, "two", "total");
    }

    @Test
    void joins_see_all_rows_of_both_sides() {
        SourceDeclaration shops = source(
                "shops", new SourceDeclaration.Column("channel", TEXT), new SourceDeclaration.Column("region", TEXT));
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(ORDERS, shops),
                        List.of(new MetricDeclaration(
                                "by_region",
                                "key: [region]",
                                "SELECT s.region, SUM(o.amount) AS gmv FROM orders o"
                                        + " JOIN shops s ON o.channel = s.channel GROUP BY s.region")))
                .fixture("joined/input/orders.csv", HEADER, "1,app,1.00", "2,web,2.00", "3,app,4.00", "4,lost,8.00")
                .fixture("joined/input/shops.csv", "channel,region", "web,north", "app,south")
                .fixture("joined/expected/by_region.csv", "region,gmv", "north,2.00", "south,5.00")
                .verify();

        assertPassed(report, "joined", "by_region");
    }

    @Test
    void local_days_follow_the_time_zone_of_the_pipeline() {
        SourceDeclaration visits = source("visits", new SourceDeclaration.Column("seen_at", ZONED_TIMESTAMP));
        RunReport report = project()
                .pipeline(
                        "timeZone: Asia/Shanghai\n",
                        List.of(visits),
                        List.of(new MetricDeclaration(
                                "visits_daily",
                                "key: [seen_on]",
                                "SELECT CAST(seen_at AS DATE) AS seen_on, COUNT(*) AS visits FROM visits"
                                        + " GROUP BY CAST(seen_at AS DATE)")))
                .fixture("midnight/input/visits.csv", "seen_at", "2024-05-18T15:59:59Z", "2024-05-18T16:00:00Z")
                .fixture("midnight/expected/visits_daily.csv", "seen_on,visits", "2024-05-18,1", "2024-05-19,1")
                .verify();

        assertPassed(report, "midnight", "visits_daily");
    }

    @Test
    void the_clock_stands_where_the_fixture_says() {
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(ORDERS),
                        List.of(new MetricDeclaration(
                                "asked",
                                "key: [order_id]",
                                "SELECT order_id, CAST(CURRENT_TIMESTAMP AS DATE) AS today FROM orders")))
                .fixture("past/fixture.yaml", "clock: 2001-09-09T01:46:40Z")
                .fixture("past/input/orders.csv", HEADER, "1,app,1.00")
                .fixture("past/expected/asked.csv", "order_id,today", "1,2001-09-09")
                .verify();

        assertPassed(report, "past", "asked");
    }

    @Test
    void names_may_need_quotes() {
        EngineDialect dialect = dialect();
        String column = "Größe in %";
        SourceDeclaration odd = source("order log", new SourceDeclaration.Column(column, INTEGER));
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(odd),
                        List.of(new MetricDeclaration(
                                "sizes",
                                "key: [\"" + column + "\"]",
                                "SELECT " + dialect.quoted(column) + " FROM " + dialect.quoted("order log"))))
                .fixture("odd/input/order log.csv", column, "42")
                .fixture("odd/expected/sizes.csv", column, "42")
                .verify();

        assertPassed(report, "odd", "sizes");
    }

    @Test
    void many_rows_are_all_counted() {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int row = 0; row < 20_000; row++) {
            rows.add(row + "," + (row % 2 == 0 ? "app" : "web") + ",0.01");
        }
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("many/input/orders.csv", rows.toArray(String[]::new))
                .fixture("many/expected/gmv.csv", "channel,orders,gmv", "app,10000,100.00", "web,10000,100.00")
                .verify();

        assertPassed(report, "many", "gmv");
    }

    @Test
    void an_unknown_column_is_told_where_it_stands() {
        Problem problem = problemOf("SELECT channel,\n       SUM(amuont) AS gmv\nFROM orders\nGROUP BY channel");

        assertThat(problem.message()).contains("amuont");
        assertThat(problem.location())
                .hasValueSatisfying(place -> assertThat(textAt(place)).startsWith("amuont"));
    }

    @Test
    void a_syntax_error_is_told_where_it_stands() {
        Problem problem = problemOf("SELECT channel,\n       SUM(amount) AS gmv\nFRUM orders\nGROUP BY channel");

        // Some parsers blame the word, others the first one that cannot go on from there.
        assertThat(problem.location()).hasValueSatisfying(place -> assertThat(textAt(place))
                .matches(text -> text.startsWith("FRUM") || text.startsWith("orders"), "the wrong word or the next"));
    }

    private Problem problemOf(String query) {
        RunReport report = project()
                .pipeline("", List.of(ORDERS), List.of(new MetricDeclaration("gmv", "key: [channel]", query)))
                .fixture("any/input/orders.csv", HEADER, "1,app,1.00")
                .fixture("any/expected/gmv.csv", "channel,gmv", "app,1.00")
                .verify();
        assertThat(report.status()).isEqualTo(Status.ERROR);
        List<Problem> problems = report.pipelines().get(0).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static String textAt(Location place) {
        try {
            String line = Files.readAllLines(place.file()).get(place.line() - 1);
            return line.substring(place.column() - 1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_value_that_cannot_be_computed_fails_its_own_fixture() {
        RunReport report = project()
                .pipeline(
                        "",
                        List.of(ORDERS),
                        List.of(new MetricDeclaration(
                                "numbers",
                                "key: [order_id]",
                                "SELECT order_id, CAST(channel AS INTEGER) AS number FROM orders")))
                .fixture("good/input/orders.csv", HEADER, "1,17,1.00")
                .fixture("good/expected/numbers.csv", "order_id,number", "1,17")
                .fixture("bad/input/orders.csv", HEADER, "1,seventeen,1.00")
                .fixture("bad/expected/numbers.csv", "order_id,number", "1,17")
                .verify();

        assertPassed(report, "good", "numbers");
        assertThat(ComplianceProject.fixture(report, "bad").status()).isEqualTo(Status.ERROR);
        assertThat(problems(report, "bad")).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                .contains("seventeen")
                .doesNotContain("\n")
                .doesNotContain("\tat "));
    }

    @Test
    void what_takes_too_long_is_stopped_and_the_next_runs() {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int row = 0; row < 1_000; row++) {
            rows.add(row + ",app,1.00");
        }
        MetricDeclaration slow = new MetricDeclaration(
                "slow",
                "key: []",
                "SELECT SUM(a.order_id * b.order_id + c.order_id * d.order_id) AS amount"
                        + " FROM orders a CROSS JOIN orders b CROSS JOIN orders c CROSS JOIN orders d");
        RunReport report = project()
                .timeout(Duration.ofSeconds(5))
                .pipeline("", List.of(ORDERS), List.of(slow))
                .fixture("long/input/orders.csv", rows.toArray(String[]::new))
                .fixture("long/expected/slow.csv", "amount", "0")
                .fixture("short/input/orders.csv", HEADER, "1,app,1.00")
                .fixture("short/expected/slow.csv", "amount", "2")
                .verify();

        assertThat(problems(report, "long")).isNotEmpty().allSatisfy(problem -> assertThat(problem.code())
                .isEqualTo(ErrorCode.QUERY_TIMEOUT));
        assertPassed(report, "short", "slow");
    }

    @Test
    void two_runs_are_equal() {
        ComplianceProject project = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("same/input/orders.csv", HEADER, "1,app,1.00", "2,web,2.00", "3,app,3.00")
                .fixture("same/expected/gmv.csv", "channel,orders,gmv", "app,2,4.01", "web,1,2.00");

        MetricResult first = ComplianceProject.metric(project.verify(), "same", "gmv");
        MetricResult second = ComplianceProject.metric(project.verify(), "same", "gmv");

        assertThat(first.status()).isEqualTo(Status.FAILED);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void nothing_is_left_but_reports_and_the_store() throws IOException {
        ComplianceProject project = project()
                .pipeline("", List.of(ORDERS), List.of(gmv()))
                .fixture("tidy/input/orders.csv", HEADER, "1,app,1.00")
                .fixture("tidy/expected/gmv.csv", "channel,orders,gmv", "app,1,1.00");
        assertPassed(project.verify(), "tidy", "gmv");

        try (Stream<Path> left = Files.list(project.output())) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("junit", "replay.duckdb", "report.json", "summary.md");
        }
    }

    private static List<Problem> problems(RunReport report, String fixture) {
        List<Problem> problems =
                new ArrayList<>(ComplianceProject.fixture(report, fixture).problems());
        ComplianceProject.fixture(report, fixture).metrics().forEach(metric -> problems.addAll(metric.problems()));
        return problems;
    }

    private static void assertPassed(RunReport report, String fixture, String metric) {
        assertThat(report.pipelines().get(0).problems()).isEmpty();
        assertThat(ComplianceProject.fixture(report, fixture).problems()).isEmpty();
        MetricResult result = ComplianceProject.metric(report, fixture, metric);
        assertThat(result.status())
                .as("findings %s, problems %s", result.findings(), result.problems())
                .isEqualTo(Status.PASSED);
    }
}
