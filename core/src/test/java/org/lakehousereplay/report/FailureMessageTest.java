package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;

class FailureMessageTest {

    @Test
    void saysWhatDiffersWhereAndHowToAcceptIt() {
        assertThat(message(List.of(SampleReports.twoChangedCells(), SampleReports.oneMissingRow()))
                        .text())
                .isEqualTo("""
                        gmv_10min [weekend-coupon/lunch-peak]: 2 cells in 1 of 6 rows differ, 1 row missing
                          changed cells:
                            window_start         channel  column      expected  actual  delta
                            2024-05-18T12:00:00  app      gmv           100.00  109.00  +9.00
                            2024-05-18T12:00:00  app      conversion      NULL  0.2500
                          missing rows (expected, not in the output):
                            window_start         channel    gmv  note
                            2024-05-18T12:10:00  web      20.00  ""
                          expected: src/test/lakehouse/weekend-coupon/lunch-peak/expected/gmv_10min.csv
                          model:    src/main/lakehouse/weekend-coupon/gmv_10min.sql
                          accept:   mvn lakehouse:record -Dlakehouse.fixture=weekend-coupon/lunch-peak \
                        -Dlakehouse.metric=gmv_10min""");
    }

    @Test
    void theCommandIsWithheldWhereItWouldNotHelp() {
        assertThat(message(SampleReports.everyFinding()).text())
                .doesNotContain("lakehouse:record")
                .endsWith("correct the model or its header.");
    }

    @Test
    void aFailedCheckIsNeverAnsweredByRecordingTheOutput() {
        assertThat(message(List.of(SampleReports.oneFailedCheck())).lines())
                .startsWith("gmv_10min [weekend-coupon/lunch-peak]: 1 of 5 rows breaks `conversion <= 1`")
                .noneMatch(line -> line.contains("lakehouse:record"));
    }

    @Test
    void roundingIsAnsweredWithATolerance() {
        Finding.ChangedCells cells = SampleReports.twoChangedCells();
        Finding rounding = new Finding.ChangedCells(1, 1, List.of("gmv"), cells.first(), true);

        assertThat(message(List.of(rounding)).lines())
                .contains(
                        "  hint:     these numbers differ only by rounding; declare a tolerance in"
                                + " src/test/lakehouse/weekend-coupon/lunch-peak/fixture.yaml:",
                        "            tolerance: {gmv_10min: {gmv: {relative: 0.000000001}}}");
        assertThat(message(List.of(cells)).text()).doesNotContain("hint");
    }

    @Test
    void aLongMessageIsCutInTheMiddleAndSaysSo() {
        FailureMessage message = message(Collections.nCopies(10_000, SampleReports.oneMissingRow()));

        assertThat(message.lines()).hasSize(Message.MAXIMUM_LINES);
        assertThat(message.lines().get(56)).isEqualTo("  … 29945 further lines left out, see report.json");
        assertThat(message.lines()).last().asString().startsWith("  accept:");
        assertThat(message.headline()).hasSizeLessThan(300);
    }

    @Test
    void noValueOrNameCanActOnATerminal() {
        FixtureResult fixture = SampleReports.hostile().fixtures().get(0);
        MetricResult metric = fixture.metrics().get(0);

        FailureMessage message = FailureMessage.of(SampleReports.BASE, fixture, metric);

        assertThat(message.lines()).noneMatch(VisibleText::hasInvisible);
        assertThat(message.headline()).doesNotContain("\n");
    }

    private static FailureMessage message(List<Finding> findings) {
        MetricResult metric = SampleReports.failed("gmv_10min", findings);
        return FailureMessage.of(
                SampleReports.BASE, SampleReports.fixture("weekend-coupon", "lunch-peak", metric), metric);
    }
}
