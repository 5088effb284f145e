package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding;

class EnginesDisagreeMessageTest {

    private static final ShownPaths PATHS = new ShownPaths(SampleReports.BASE);

    private static EnginesDisagreeMessage message(Finding.EnginesDisagree finding) {
        return new EnginesDisagreeMessage(finding, PATHS);
    }

    @Test
    void rowsThatDifferReadLikeAChangeOfTheCaliber() {
        EnginesDisagreeMessage message = message(new Finding.EnginesDisagree(
                "flink batch",
                List.of("rows-filtered-out", "re-scaled"),
                List.of(
                        SampleReports.twoChangedCells(),
                        SampleReports.oneMissingRow(),
                        new Finding.UnexpectedRows(
                                1,
                                List.of(SampleReports.row(
                                        SampleReports.key("2024-05-18T12:20:00", "web"),
                                        SampleReports.cell("gmv", "5.00"))))),
                false));

        assertThat(message.phrase()).isEqualTo("3 rows differ from flink batch");
        assertThat(message.lines())
                .startsWith(
                        "  against flink batch, as if the caliber had changed: rows-filtered-out, re-scaled",
                        "  changed cells:")
                .contains(
                        "  missing rows (on flink batch, not here):", "  unexpected rows (here, not on flink batch):");
    }

    @Test
    void oneRowIsOneRow() {
        assertThat(message(new Finding.EnginesDisagree(
                                "batch", List.of(), List.of(SampleReports.oneMissingRow()), false))
                        .phrase())
                .isEqualTo("1 row differs from batch");
    }

    @Test
    void anotherOrderIsADifference() {
        EnginesDisagreeMessage message =
                message(new Finding.EnginesDisagree("flink", List.of("reordered"), List.of(), true));

        assertThat(message.phrase()).isEqualTo("in another order than on flink");
        assertThat(message.lines())
                .containsExactly(
                        "  against flink, as if the caliber had changed: reordered",
                        "  the rows stand in another order");
    }

    @Test
    void whatToWriteWhereItIsRightIsTold() {
        Finding finding =
                new Finding.EnginesDisagree("batch", List.of(), List.of(SampleReports.oneMissingRow()), false);

        assertThat(FailureMessage.of(
                                SampleReports.BASE,
                                SampleReports.fixture("weekend-coupon", "lunch-peak"),
                                SampleReports.failed("gmv_10min", List.of(finding)))
                        .lines())
                .contains("            differs: [{metric: gmv_10min, on: batch, reason: \"…\"}]")
                .noneMatch(line -> line.contains("lakehouse:record"));
    }
}
