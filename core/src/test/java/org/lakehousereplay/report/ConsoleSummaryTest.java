package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.report.ConsoleLine.Level;

class ConsoleSummaryTest {

    @Test
    void aGoodRunIsOneLineForEachFixtureAndTheFigures() {
        List<ConsoleLine> lines = ConsoleSummary.lines(SampleReports.run(SampleReports.pipeline(
                "weekend-coupon",
                SampleReports.fixture("weekend-coupon", "lunch-peak", SampleReports.passed("buyers")),
                SampleReports.fixture(
                        "weekend-coupon",
                        "refund",
                        SampleReports.passed("gmv"),
                        SampleReports.notAsserted("buyers")))));

        assertThat(lines)
                .containsExactly(
                        new ConsoleLine(Level.INFO, "PASSED weekend-coupon/lunch-peak (1 passed, 12 ms)"),
                        new ConsoleLine(Level.INFO, "PASSED weekend-coupon/refund (1 passed, 1 not asserted, 12 ms)"),
                        new ConsoleLine(
                                Level.INFO,
                                "Fixtures: 2, metrics asserted: 2, passed: 2, failed: 0, errors: 0, not asserted: 1"));
    }

    @Test
    void whatIsNotFineStandsBelowItsFixture() {
        List<ConsoleLine> lines = ConsoleSummary.lines(SampleReports.everything());

        assertThat(lines)
                .contains(
                        new ConsoleLine(Level.ERROR, "  pipeline broken: cannot be replayed"),
                        new ConsoleLine(
                                Level.ERROR,
                                "    src/test/lakehouse/weekend-coupon/late/input/orders.csv:3:7: "
                                        + "'abc' is no DECIMAL(18,2). Write a number. [VALUE_INVALID]"),
                        new ConsoleLine(
                                Level.ERROR,
                                "ERROR weekend-coupon/lunch-peak"
                                        + " (1 passed, 1 failed, 1 error, 1 not asserted, 12 ms)"),
                        new ConsoleLine(Level.WARN, "Asserted by no fixture of this run: weekend-coupon/arpu"));
        assertThat(lines)
                .last()
                .isEqualTo(new ConsoleLine(
                        Level.ERROR,
                        "Fixtures: 2, metrics asserted: 3, passed: 1, failed: 1, errors: 4, not asserted: 1"));
    }

    @Test
    void aLargeRunStaysReadable() {
        List<ConsoleLine> lines = ConsoleSummary.lines(SampleReports.large());

        assertThat(lines).hasSizeLessThan(1000 + 20 * Message.MAXIMUM_LINES + 200);
        assertThat(lines).contains(new ConsoleLine(Level.ERROR, "… and 4800 more messages, see report.json"));
    }

    @Test
    void noLineCanActOnATerminal() {
        assertThat(ConsoleSummary.lines(SampleReports.hostile()))
                .noneMatch(line -> VisibleText.hasInvisible(line.text()));
    }
}
