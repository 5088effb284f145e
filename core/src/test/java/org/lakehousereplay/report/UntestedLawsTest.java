package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.LawResult.Outcome;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

class UntestedLawsTest {

    private static final LawResult HELD = new LawResult("idempotent", Outcome.HELD, 1, "");
    private static final LawResult VACUOUS =
            new LawResult("order-insensitive", Outcome.VACUOUS, 0, "orders has one row");

    private static MetricResult gmv(LawResult... laws) {
        return new MetricResult(
                "gmv",
                SampleReports.BASE.resolve("src/main/lakehouse/weekend-coupon/gmv.sql"),
                Optional.of(SampleReports.BASE.resolve("gmv.csv")),
                List.of("window_start"),
                Status.PASSED,
                1,
                1,
                List.of(),
                List.of(laws),
                List.of(),
                List.of(),
                List.of());
    }

    private static RunReport run(MetricResult noon, MetricResult evening) {
        return SampleReports.run(SampleReports.pipeline(
                "shop",
                SampleReports.fixture("shop", "noon", noon),
                SampleReports.fixture("shop", "evening", evening)));
    }

    @Test
    void aLawThatSaysNothingOnAnyFixtureIsToldOnceForItsMetric() {
        RunReport report = run(gmv(HELD, VACUOUS), gmv(VACUOUS));

        assertThat(ConsoleSummary.lines(report))
                .contains(new ConsoleLine(
                        ConsoleLine.Level.WARN,
                        "Laws put to the test by no fixture of this run: shop/gmv:"
                                + " `order-insensitive` (orders has one row)"));
        assertThat(MarkdownSummary.render(report))
                .contains("all 2 asserted metrics came out as expected")
                .contains("laws put to the test by no fixture: shop/gmv: `order-insensitive` (orders has one row)");
        assertThat(report.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aLawThatOneFixtureTestsIsNoNews() {
        LawResult broken = new LawResult("order-insensitive", Outcome.BROKEN, 4, "");

        assertThat(UntestedLaws.lines(run(gmv(VACUOUS), gmv(broken)))).isEmpty();
    }

    @Test
    void namesCannotActOnATerminal() {
        LawResult hostile = new LawResult(SampleReports.HOSTILE, Outcome.NOT_TESTED, 0, SampleReports.HOSTILE);

        assertThat(UntestedLaws.lines(run(gmv(hostile), gmv(hostile))))
                .singleElement()
                .satisfies(line -> assertThat(VisibleText.hasInvisible(line)).isFalse());
    }
}
