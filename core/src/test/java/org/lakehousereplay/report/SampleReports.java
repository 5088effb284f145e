package org.lakehousereplay.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.CheckResult;
import org.lakehousereplay.run.ColumnDefinition;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.LineageDefinition;
import org.lakehousereplay.run.LineageDefinition.Origin;
import org.lakehousereplay.run.LineageDefinition.OutputColumn;
import org.lakehousereplay.run.MetricDefinition;
import org.lakehousereplay.run.MetricDefinition.CheckDefinition;
import org.lakehousereplay.run.MetricDefinition.WindowDefinition;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.ModelDefinition;
import org.lakehousereplay.run.PipelineDefinition;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.SourceDefinition;
import org.lakehousereplay.run.Status;

/** Runs as the renderers meet them, built without running anything. */
final class SampleReports {

    static final Path BASE = Path.of("/project").toAbsolutePath();

    /** What a value can do to a terminal, a table, XML, HTML and Markdown. */
    static final String HOSTILE =
            "<script>alert(1)</script> ]]> \u001b[31m\u0000 \u202egnp|`a`| @everyone\n[x](http://h)"
                    + "\ud800 &amp; 汉字 'q' \"w\" \\n {{x}}";

    static final Provenance PROVENANCE = new Provenance(
            Optional.of(new Provenance.Revision("0123456789abcdef0123456789abcdef01234567", true)),
            Optional.of("sha256:" + "0123456789abcdef".repeat(4)));

    private SampleReports() {}

    /** A metric that declares everything there is. */
    static ModelDefinition metricDefinition(String name) {
        return new ModelDefinition(
                name,
                "ads",
                BASE.resolve("src/main/lakehouse/weekend-coupon/gmv_10min.sql"),
                "/* @metric */\nSELECT '" + HOSTILE + "'\n",
                List.of("orders", name),
                List.of(
                        new ColumnDefinition("window_start", "TIMESTAMP"),
                        new ColumnDefinition(name, "STRUCT(\"a b\" INTEGER)")),
                Optional.of(new MetricDefinition(
                        name,
                        "CNY",
                        List.of("window_start", "channel"),
                        Optional.of(new WindowDefinition("window_start", "10 minutes", 10, "MINUTE")),
                        true,
                        List.of(
                                new CheckDefinition("conversion <= 1", new BigDecimal("0.010")),
                                new CheckDefinition(HOSTILE, BigDecimal.ONE)))),
                Optional.of(new LineageDefinition(
                        List.of(
                                new OutputColumn("window_start", List.of(new Origin("orders", "paid_at"))),
                                new OutputColumn(name, List.of())),
                        List.of(new Origin("orders", "paid_at"), new Origin(name, HOSTILE)))));
    }

    static PipelineDefinition definition(String name) {
        return new PipelineDefinition(
                ZoneId.of("Asia/Shanghai"),
                List.of(
                        new SourceDefinition(
                                "orders",
                                Optional.of("paid_at"),
                                List.of(new ColumnDefinition("paid_at", "TIMESTAMP"))),
                        new SourceDefinition(name, Optional.empty(), List.of())),
                List.of(
                        new ModelDefinition(
                                "orders_clean",
                                "dwd",
                                BASE.resolve("src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql"),
                                "FROM orders",
                                List.of("orders"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        metricDefinition(name)));
    }

    static Cell cell(String column, String value) {
        return new Cell(column, Optional.of(value));
    }

    static RowKey key(String start, String channel) {
        return new RowKey(List.of(cell("window_start", start), cell("channel", channel)));
    }

    static CellDifference changed(RowKey key, String column, String expected, String actual, String delta) {
        return new CellDifference(
                key, column, Optional.ofNullable(expected), Optional.ofNullable(actual), Optional.ofNullable(delta));
    }

    static Finding.Row row(RowKey key, Cell... values) {
        return new Finding.Row(key, List.of(values));
    }

    static Finding.ChangedCells twoChangedCells() {
        RowKey noon = key("2024-05-18T12:00:00", "app");
        return new Finding.ChangedCells(
                2,
                1,
                List.of("gmv", "conversion"),
                List.of(
                        changed(noon, "gmv", "100.00", "109.00", "9.00"),
                        changed(noon, "conversion", null, "0.2500", null)));
    }

    static Finding.MissingRows oneMissingRow() {
        return new Finding.MissingRows(
                1, List.of(row(key("2024-05-18T12:10:00", "web"), cell("gmv", "20.00"), cell("note", ""))));
    }

    static Finding.FailedCheck oneFailedCheck() {
        return new Finding.FailedCheck(
                1,
                "conversion <= 1",
                new BigDecimal("0.010"),
                5,
                List.of(row(key("2024-05-18T12:00:00", "app"), cell("conversion", "1.2500"))));
    }

    /** One finding of each kind. */
    static List<Finding> everyFinding() {
        return List.of(
                twoChangedCells(),
                oneMissingRow(),
                new Finding.UnexpectedRows(
                        1, List.of(row(key("2024-05-18T12:20:00", "web"), new Cell("gmv", Optional.empty())))),
                new Finding.DuplicateKeys(
                        Finding.Side.ACTUAL, 1, List.of(new Finding.RepeatedKey(key("2024-05-18T12:30:00", "app"), 3))),
                new Finding.MisalignedWindows(2, "window_start", "10 minutes", List.of("2024-05-18T12:01:00")),
                new Finding.MissingColumns(List.of("margin")),
                new Finding.WrongOrder(
                        2,
                        List.of(new Finding.Displacement(
                                1, key("2024-05-18T12:00:00", "app"), key("2024-05-18T12:00:00", "web")))),
                oneFailedCheck());
    }

    /** A law that is broken in every way, all of it in one text. */
    static Finding.LawBroken brokenLaw(String text) {
        RowKey key = new RowKey(List.of(cell(text, text)));
        LawDifference difference = new LawDifference(
                4,
                1,
                List.of(changed(key, text, text, text + "x", text)),
                1,
                List.of(row(key, cell(text, text))),
                1,
                List.of(row(key, cell(text, text))),
                List.of(new LawDifference.MovedRow(key, 1, 2)));
        LawWitness.InputRow located = new LawWitness.InputRow(
                text,
                Optional.of(
                        Location.of(BASE.resolve("src/test/lakehouse/weekend-coupon/lunch-peak/input/orders.csv"), 3)),
                List.of(cell(text, text)));
        LawWitness.InputRow anywhere = new LawWitness.InputRow(text, Optional.empty(), List.of(cell(text, text)));
        return new Finding.LawBroken(
                text,
                text,
                text,
                text,
                difference,
                Optional.of(text),
                Optional.of(new LawWitness(List.of(located, anywhere), 2, 40, true, difference)));
    }

    static MetricResult failed(String metric, List<Finding> findings) {
        return new MetricResult(
                metric,
                BASE.resolve("src/main/lakehouse/weekend-coupon/gmv_10min.sql"),
                Optional.of(BASE.resolve("src/test/lakehouse/weekend-coupon/lunch-peak/expected/gmv_10min.csv")),
                List.of("window_start", "channel"),
                Status.FAILED,
                6,
                5,
                List.of(new CheckResult("conversion <= 1", new BigDecimal("0.010"), 5, 1)),
                findings,
                List.of());
    }

    static MetricResult passed(String metric) {
        return new MetricResult(
                metric,
                BASE.resolve("src/main/lakehouse/weekend-coupon").resolve("buyers.sql"),
                Optional.of(BASE.resolve("src/test/lakehouse/weekend-coupon/lunch-peak/expected/buyers.csv")),
                List.of("window_start"),
                Status.PASSED,
                6,
                6,
                List.of(),
                List.of());
    }

    static MetricResult notAsserted(String metric) {
        return new MetricResult(
                metric,
                BASE.resolve("src/main/lakehouse/weekend-coupon/arpu.sql"),
                Optional.empty(),
                List.of(),
                Status.NOT_ASSERTED,
                0,
                6,
                List.of(),
                List.of());
    }

    static MetricResult broken(String metric) {
        return new MetricResult(
                metric,
                BASE.resolve("src/main/lakehouse/weekend-coupon/views.sql"),
                Optional.empty(),
                List.of(),
                Status.ERROR,
                0,
                0,
                List.of(),
                List.of(Problem.at(
                        Location.of(BASE.resolve("src/main/lakehouse/weekend-coupon/views.sql"), 3),
                        ErrorCode.QUERY_TIMEOUT,
                        "the query ran longer than 5 s",
                        "Make it faster or raise lakehouse.timeout")));
    }

    static FixtureResult fixture(String pipeline, String name, MetricResult... metrics) {
        return fixture(pipeline, name, List.of(), metrics);
    }

    static FixtureResult fixture(String pipeline, String name, List<Problem> problems, MetricResult... metrics) {
        Path directory = BASE.resolve("src/test/lakehouse/weekend-coupon/lunch-peak");
        return new FixtureResult(
                pipeline,
                name,
                "lunch",
                directory,
                Optional.of(OffsetDateTime.parse("2024-05-18T13:00:00+08:00")),
                ZoneId.of("Asia/Shanghai"),
                List.of(new InputResult("orders", directory.resolve("input/orders.csv"), 12)),
                List.of(metrics),
                problems,
                Duration.ofMillis(12));
    }

    static PipelineResult pipeline(String name, FixtureResult... fixtures) {
        return new PipelineResult(
                name,
                BASE.resolve("src/main/lakehouse/weekend-coupon"),
                Optional.of(definition(name)),
                List.of(fixtures),
                List.of());
    }

    static RunReport run(PipelineResult... pipelines) {
        return new RunReport(BASE, "DuckDB v1.5.6", List.of(pipelines), List.of(), Duration.ofMillis(34));
    }

    /** A run with every status, every finding and problems on every level. */
    static RunReport everything() {
        Problem problem = Problem.at(
                new Location(BASE.resolve("src/test/lakehouse/weekend-coupon/late/input/orders.csv"), 3, 7),
                ErrorCode.VALUE_INVALID,
                "'abc' is no DECIMAL(18,2)",
                "Write a number");
        Problem unused = Problem.of(ErrorCode.SELECTION_EMPTY, "no fixture is called x", "");
        return new RunReport(
                BASE,
                "DuckDB v1.5.6",
                List.of(
                        new PipelineResult(
                                "broken",
                                BASE.resolve("src/main/lakehouse/broken"),
                                List.of(),
                                List.of(Problem.at(
                                        Location.of(BASE.resolve("src/main/lakehouse/broken")),
                                        ErrorCode.SOURCES_MISSING,
                                        "sources.sql is missing",
                                        "Write one"))),
                        pipeline(
                                "weekend-coupon",
                                fixture("weekend-coupon", "late", List.of(problem)),
                                fixture(
                                        "weekend-coupon",
                                        "lunch-peak",
                                        failed("gmv_10min", everyFinding()),
                                        passed("buyers"),
                                        notAsserted("arpu"),
                                        broken("views")))),
                List.of(unused),
                Duration.ofMillis(34));
    }

    /** Every text that a user can choose is hostile. */
    static RunReport hostile() {
        RowKey key = new RowKey(List.of(cell(HOSTILE, HOSTILE)));
        List<Finding> findings = List.of(
                new Finding.ChangedCells(
                        1, 1, List.of(HOSTILE), List.of(changed(key, HOSTILE, HOSTILE, HOSTILE + "x", HOSTILE)), true),
                new Finding.MissingRows(1, List.of(row(key, cell(HOSTILE, HOSTILE)))),
                new Finding.MissingColumns(List.of(HOSTILE)),
                new Finding.DuplicateKeys(Finding.Side.EXPECTED, 1, List.of(new Finding.RepeatedKey(key, 2))),
                new Finding.MisalignedWindows(1, HOSTILE, HOSTILE, List.of(HOSTILE)),
                new Finding.WrongOrder(1, List.of(new Finding.Displacement(1, key, key))),
                new Finding.FailedCheck(1, HOSTILE, BigDecimal.ONE, 2, List.of(row(key, cell(HOSTILE, HOSTILE)))),
                brokenLaw(HOSTILE));
        Problem problem = Problem.of(ErrorCode.VALUE_INVALID, HOSTILE, HOSTILE);
        return new RunReport(
                BASE,
                HOSTILE,
                List.of(new PipelineResult(
                        HOSTILE,
                        BASE,
                        Optional.of(definition(HOSTILE)),
                        List.of(fixture(HOSTILE, HOSTILE, List.of(problem), failed(HOSTILE, findings))),
                        List.of(problem))),
                List.of(problem),
                Duration.ZERO);
    }

    /** Ten thousand findings in a thousand fixtures. */
    static RunReport large() {
        List<FixtureResult> fixtures = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            List<MetricResult> metrics = new ArrayList<>();
            for (int metric = 0; metric < 5; metric++) {
                metrics.add(failed("gmv_" + metric, List.of(twoChangedCells(), oneMissingRow())));
            }
            fixtures.add(fixture("weekend-coupon", "fixture-" + number, metrics.toArray(MetricResult[]::new)));
        }
        return run(pipeline("weekend-coupon", fixtures.toArray(FixtureResult[]::new)));
    }
}
