package org.lakehousereplay.report;

import static org.lakehousereplay.report.SampleReports.BASE;
import static org.lakehousereplay.report.SampleReports.HOSTILE;
import static org.lakehousereplay.report.SampleReports.cell;
import static org.lakehousereplay.report.SampleReports.key;
import static org.lakehousereplay.report.SampleReports.row;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.DeclaredChange;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.Explanation.ExplainedCell;
import org.lakehousereplay.caliber.Explanation.InputRow;
import org.lakehousereplay.caliber.Explanation.Part;
import org.lakehousereplay.caliber.Explanation.Role;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.ModelVersion;
import org.lakehousereplay.run.PipelineVersion;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.VersionBump;

/** Comparisons as the renderers meet them, built without running anything. */
final class SampleComparisons {

    static final String PIPELINE = "weekend-coupon";
    static final RowKey NOON = key("2024-05-18T12:00:00", "app");

    private static final Location CHANGES = Location.of(BASE.resolve("src/test/lakehouse/caliber-changes.yaml"), 12);

    private SampleComparisons() {}

    static ChangedCell changed(
            RowKey key, String column, String baseline, String candidate, String delta, String relative) {
        return new ChangedCell(
                key,
                column,
                Optional.ofNullable(baseline),
                Optional.ofNullable(candidate),
                Optional.ofNullable(delta),
                Optional.ofNullable(relative).map(BigDecimal::new));
    }

    static ChangedCell gmvAtNoon() {
        return changed(NOON, "gmv", "100.00", "97.00", "-3.00", "-0.03");
    }

    /** GMV is 3 % lower in one window, another window is gone. */
    static OutputDifference lowerGmv(String fixture) {
        return new OutputDifference(
                fixture,
                6,
                5,
                1,
                0,
                1,
                2,
                false,
                List.of(
                        new ColumnDifference(
                                "gmv",
                                1,
                                Optional.of(new BigDecimal("-3.00")),
                                Optional.of(new BigDecimal("-3.00")),
                                Optional.of(gmvAtNoon())),
                        new ColumnDifference("note", 1, Optional.empty(), Optional.empty())),
                List.of(
                        new KeyExtent("window_start", 2, List.of("2024-05-18T12:00:00", "2024-05-18T12:10:00")),
                        new KeyExtent("channel", 1, List.of("app"))),
                List.of(gmvAtNoon(), changed(NOON, "note", null, "x", null, null)),
                List.of(row(key("2024-05-18T12:10:00", "app"), cell("gmv", "5.00"), cell("note", ""))),
                List.of());
    }

    static Part refunds() {
        return new Part(
                "`status <> 'refunded'` added",
                Optional.of(new Location(BASE.resolve("src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql"), 7, 9)),
                "orders",
                Role.LEFT,
                12,
                Optional.of(new BigDecimal("-2.40")),
                List.of(
                        new InputRow(3, List.of(cell("order_id", "o-3"), cell("status", "refunded"))),
                        new InputRow(14, List.of(cell("order_id", "o-14"), cell("status", "refunded")))));
    }

    static Part late() {
        return new Part(
                "`JOIN` changed to `LEFT JOIN`",
                Optional.empty(),
                "events",
                Role.ENTERED,
                3,
                Optional.of(new BigDecimal("-0.60")),
                List.of());
    }

    static Explanation lowerGmvExplained(String fixture) {
        return new Explanation(
                fixture,
                List.of(new ExplainedCell(gmvAtNoon(), List.of(refunds(), late()), Optional.of(BigDecimal.ZERO))),
                2,
                "the time limit of 30 s was reached");
    }

    static CaliberChange change(String metric, ChangeKind kind, String detail, OutputDifference... observed) {
        return new CaliberChange(
                PIPELINE,
                metric,
                kind,
                detail,
                observed.length == 0 ? List.of() : List.of("gmv", "note"),
                List.of(observed).stream().map(OutputDifference::fixture).toList(),
                List.of(observed));
    }

    static JudgedChange judged(CaliberChange change, Standing standing, DeclaredChange... entries) {
        return new JudgedChange(change, standing, List.of(entries), List.of());
    }

    static DeclaredChange entry(String metric, ChangeKind kind, String reason) {
        return new DeclaredChange(
                PIPELINE,
                metric,
                kind,
                "1.0.0",
                List.of("lunch-peak"),
                List.of("gmv"),
                Map.of("channel", List.of("app", "web"), "window_start", List.of("2024-05-18T12:00:00")),
                Map.of("gmv", new DeclaredChange.Bounds(new BigDecimal("-3.00"), new BigDecimal("0.00"))),
                reason,
                Optional.of("kim"),
                Optional.of(LocalDate.of(2026, 11, 2)),
                Optional.of(LocalDate.of(2027, 1, 31)),
                CHANGES);
    }

    static MetricComparison metric(String metric, List<Explanation> explanations, JudgedChange... changes) {
        return new MetricComparison(
                PIPELINE,
                metric,
                Optional.of(BASE.resolve("src/main/lakehouse/weekend-coupon/" + metric + ".sql")),
                4,
                true,
                List.of(changes),
                explanations,
                List.of());
    }

    static MetricComparison undeclared() {
        JudgedChange lower = new JudgedChange(
                change(
                        "gmv_10min",
                        ChangeKind.ROWS_FILTERED_OUT,
                        "refunded orders do not count",
                        lowerGmv("lunch-peak")),
                Standing.UNDECLARED,
                List.of(entry("gmv_10min", ChangeKind.ROWS_FILTERED_OUT, "Refunds are no revenue")),
                List.of("column note"));
        return metric(
                "gmv_10min",
                List.of(lowerGmvExplained("lunch-peak")),
                lower,
                judged(
                        change("gmv_10min", ChangeKind.DESCRIPTION_CHANGED, "`GMV` is `GMV without refunds`"),
                        Standing.TOLERATED));
    }

    static MetricComparison declared() {
        return metric(
                "buyers",
                List.of(lowerGmvExplained("refund")),
                judged(
                        change("buyers", ChangeKind.RE_TIMED, "window of 10 minutes is 1 minute", lowerGmv("refund")),
                        Standing.DECLARED,
                        entry("buyers", ChangeKind.RE_TIMED, "Asked for by operations,\nticket 12")));
    }

    static MetricComparison unobserved() {
        return metric(
                "arpu",
                List.of(),
                judged(change("arpu", ChangeKind.UNOBSERVED, "the SQL differs"), Standing.TOLERATED));
    }

    static MetricComparison notComparable() {
        return metric(
                "traffic",
                List.of(),
                judged(
                        change("traffic", ChangeKind.NOT_COMPARABLE, "1.0.0 has no source clicks"),
                        Standing.UNDECLARED));
    }

    static MetricComparison broken() {
        return new MetricComparison(
                PIPELINE,
                "views",
                Optional.of(BASE.resolve("src/main/lakehouse/weekend-coupon/views.sql")),
                4,
                true,
                List.of(),
                List.of(),
                List.of(Problem.at(
                        Location.of(BASE.resolve("src/main/lakehouse/weekend-coupon/views.sql"), 3),
                        ErrorCode.QUERY_TIMEOUT,
                        "the query ran longer than 5 s",
                        "Make it faster or raise lakehouse.timeout")));
    }

    static MetricComparison identical(String metric) {
        return new MetricComparison(
                PIPELINE,
                metric,
                Optional.of(BASE.resolve("src/main/lakehouse/weekend-coupon/" + metric + ".sql")),
                4,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    static MetricComparison removed() {
        return new MetricComparison(
                PIPELINE,
                "dau",
                Optional.empty(),
                0,
                false,
                List.of(judged(change("dau", ChangeKind.METRIC_REMOVED, ""), Standing.UNDECLARED)),
                List.of(),
                List.of());
    }

    static Problem stale() {
        return Problem.at(
                CHANGES,
                ErrorCode.CONFIGURATION_INVALID,
                "nothing matches the entry for weekend-coupon/ctr any more",
                "Remove it");
    }

    static BaselineResult baseline(String label, MetricComparison... metrics) {
        return new BaselineResult(
                label,
                "org.example:shop:" + label,
                List.of(new PipelineVersion(
                        PIPELINE,
                        List.of(
                                new ModelVersion("orders_clean", "dwd", ModelVersion.Change.SAME, Optional.empty()),
                                new ModelVersion(
                                        "gmv_10min",
                                        "",
                                        ModelVersion.Change.EDITED,
                                        Optional.of(SampleReports.metricDefinition("gmv_10min"))),
                                new ModelVersion("arpu", "ads", ModelVersion.Change.ADDED, Optional.empty()),
                                new ModelVersion(
                                        "views",
                                        "",
                                        ModelVersion.Change.REMOVED,
                                        Optional.of(SampleReports.metricDefinition("views")))))),
                List.of(metrics),
                List.of());
    }

    static ComparisonResult gate(BaselineResult... baselines) {
        return new ComparisonResult(
                Optional.of(baselines[0].label()),
                "",
                ChangeLevel.MAJOR,
                List.of(baselines),
                List.of(),
                Optional.empty());
    }

    static RunReport run(ComparisonResult comparison) {
        return new RunReport(
                BASE,
                SampleReports.PROVENANCE,
                "DuckDB v1.5.6",
                List.of(SampleReports.pipeline(
                        PIPELINE, SampleReports.fixture(PIPELINE, "lunch-peak", SampleReports.passed("gmv_10min")))),
                List.of(),
                Optional.of(comparison),
                Duration.ofMillis(34));
    }

    /** Every status, a further baseline and one that cannot be read. */
    static RunReport everything() {
        Problem unreadable = Problem.of(ErrorCode.SOURCES_MISSING, "sources.sql is missing in 0.8.0", "");
        return run(new ComparisonResult(
                Optional.of("1.0.0"),
                "2.0.0-rc1 was passed over, since it is a pre-release.",
                ChangeLevel.MAJOR,
                List.of(
                        baseline(
                                "1.0.0",
                                unobserved(),
                                declared(),
                                identical("ctr"),
                                undeclared(),
                                notComparable(),
                                broken(),
                                removed()),
                        baseline("0.9.0", undeclared(), identical("ctr")),
                        new BaselineResult("0.8.0", "", List.of(), List.of(unreadable))),
                List.of(stale()),
                Optional.of(new VersionBump("1.0.0", "1.0.1", ChangeLevel.PATCH, ChangeLevel.MAJOR, "2.0.0", true))));
    }

    static RunReport firstRelease() {
        return run(new ComparisonResult(
                Optional.empty(),
                "org.example:shop has no release yet: there is nothing to compare with.",
                ChangeLevel.MAJOR,
                List.of(),
                List.of(),
                Optional.empty()));
    }

    /** Every text that a user can choose is hostile. */
    static RunReport hostile() {
        RowKey key = new RowKey(List.of(cell(HOSTILE, HOSTILE)));
        ChangedCell cell = changed(key, HOSTILE, HOSTILE, HOSTILE + "x", HOSTILE, "1E+1000000000");
        BigDecimal huge = new BigDecimal("1E+1000000000");
        OutputDifference difference = new OutputDifference(
                HOSTILE,
                1,
                1,
                1,
                1,
                1,
                1,
                true,
                List.of(new ColumnDifference(HOSTILE, 1, Optional.of(huge), Optional.of(huge), Optional.of(cell))),
                List.of(new KeyExtent(HOSTILE, 1, List.of(HOSTILE))),
                List.of(cell),
                List.of(row(key, cell(HOSTILE, HOSTILE))),
                List.of(row(key, cell(HOSTILE, HOSTILE))));
        Location place = Location.of(BASE.resolve("a`|<b>]( @x\n.sql"), 3);
        Part part = new Part(
                HOSTILE,
                Optional.of(place),
                HOSTILE,
                Role.COUNTED_DIFFERENTLY,
                1,
                Optional.of(huge),
                List.of(new InputRow(1, List.of(cell(HOSTILE, HOSTILE)))));
        DeclaredChange entry = new DeclaredChange(
                HOSTILE,
                HOSTILE,
                ChangeKind.VALUES_CHANGED,
                HOSTILE,
                List.of(HOSTILE),
                List.of(HOSTILE),
                Map.of(HOSTILE, List.of(HOSTILE)),
                Map.of(HOSTILE, new DeclaredChange.Bounds(huge, huge)),
                HOSTILE,
                Optional.of(HOSTILE),
                Optional.empty(),
                Optional.empty(),
                place);
        CaliberChange change = new CaliberChange(
                HOSTILE,
                HOSTILE,
                ChangeKind.VALUES_CHANGED,
                HOSTILE,
                List.of(HOSTILE),
                List.of(HOSTILE),
                List.of(difference));
        Problem problem = Problem.at(place, ErrorCode.VALUE_INVALID, HOSTILE, HOSTILE);
        List<MetricComparison> metrics = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            metrics.add(new MetricComparison(
                    HOSTILE,
                    HOSTILE,
                    Optional.of(place.file()),
                    1,
                    true,
                    List.of(new JudgedChange(change, standing, List.of(entry), List.of(HOSTILE))),
                    List.of(new Explanation(
                            HOSTILE, List.of(new ExplainedCell(cell, List.of(part), Optional.of(huge))), 1, HOSTILE)),
                    standing == Standing.UNDECLARED ? List.of(problem) : List.of()));
        }
        return new RunReport(
                BASE,
                new Provenance(Optional.empty(), Optional.empty()),
                HOSTILE,
                SampleReports.hostile().pipelines(),
                List.of(problem),
                Optional.of(new ComparisonResult(
                        Optional.of(HOSTILE),
                        HOSTILE,
                        ChangeLevel.MINOR,
                        List.of(
                                new BaselineResult(
                                        HOSTILE,
                                        HOSTILE,
                                        List.of(new PipelineVersion(
                                                HOSTILE,
                                                List.of(new ModelVersion(
                                                        HOSTILE,
                                                        HOSTILE,
                                                        ModelVersion.Change.REMOVED,
                                                        Optional.of(SampleReports.metricDefinition(HOSTILE)))))),
                                        metrics,
                                        List.of(problem)),
                                new BaselineResult(HOSTILE + "2", HOSTILE, metrics, List.of(problem))),
                        List.of(problem),
                        Optional.of(new VersionBump(
                                HOSTILE, HOSTILE, ChangeLevel.PATCH, ChangeLevel.MAJOR, HOSTILE, true)))),
                Duration.ZERO);
    }

    /** A thousand metrics with ten changes on ten fixtures each. */
    static RunReport large() {
        List<MetricComparison> metrics = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            List<JudgedChange> changes = new ArrayList<>();
            List<Explanation> explanations = new ArrayList<>();
            for (int change = 0; change < 10; change++) {
                OutputDifference[] observed = new OutputDifference[10];
                for (int fixture = 0; fixture < observed.length; fixture++) {
                    observed[fixture] = lowerGmv("fixture-" + change + "-" + fixture);
                }
                changes.add(judged(
                        change("gmv_" + number, ChangeKind.VALUES_CHANGED, "all", observed), Standing.UNDECLARED));
                explanations.add(lowerGmvExplained("fixture-" + change));
            }
            metrics.add(metric("gmv_" + number, explanations, changes.toArray(JudgedChange[]::new)));
        }
        List<BaselineResult> baselines = new ArrayList<>();
        for (int number = 0; number < 15; number++) {
            baselines.add(baseline("1." + number, metrics.toArray(MetricComparison[]::new)));
        }
        return run(gate(baselines.toArray(BaselineResult[]::new)));
    }
}
