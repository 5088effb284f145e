package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleReports.changed;
import static org.lakehousereplay.report.SampleReports.key;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding.ChangedCells;
import org.lakehousereplay.compare.RowKey;

class ChangedCellsMessageTest {

    @Test
    void showsKeyColumnBothValuesAndTheDelta() {
        ChangedCellsMessage message = new ChangedCellsMessage(SampleReports.twoChangedCells(), 6);

        assertThat(message.phrase()).isEqualTo("2 cells in 1 of 6 rows differ");
        assertThat(message.lines())
                .containsExactly(
                        "  changed cells:",
                        "    window_start         channel  column      expected  actual  delta",
                        "    2024-05-18T12:00:00  app      gmv           100.00  109.00  +9.00",
                        "    2024-05-18T12:00:00  app      conversion      NULL  0.2500");
    }

    @Test
    void showsFiveCellsAndCountsTheOthers() {
        ChangedCells finding = new ChangedCells(
                37,
                20,
                List.of("gmv"),
                Collections.nCopies(10, changed(key("2024-05-18T12:00:00", "app"), "gmv", "2", "1", "-1")));

        List<String> lines = new ChangedCellsMessage(finding, 0).lines();

        assertThat(lines).hasSize(8).last().isEqualTo("    … and 32 more");
        assertThat(new ChangedCellsMessage(finding, 0).phrase()).isEqualTo("37 cells in 20 rows differ");
    }

    @Test
    void aMetricOfASingleRowHasNoKeyColumns() {
        ChangedCells finding =
                new ChangedCells(1, 1, List.of("dau"), List.of(changed(new RowKey(List.of()), "dau", "2", "1", "-1")));

        assertThat(new ChangedCellsMessage(finding, 1).phrase()).isEqualTo("1 cell in 1 of 1 row differs");
        assertThat(new ChangedCellsMessage(finding, 1).lines())
                .containsExactly(
                        "  changed cells:", //
                        "    column  expected  actual  delta",
                        "    dau            2       1     -1");
    }

    @Test
    void lettersThatLookTheSameAreToldApart() {
        ChangedCells finding = new ChangedCells(
                1, 1, List.of("city"), List.of(changed(new RowKey(List.of()), "city", "é", "e\u0301", null)));

        assertThat(new ChangedCellsMessage(finding, 1).lines().get(2)).contains("é", "e\u0301");
    }
}
