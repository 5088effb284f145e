package org.lakehousereplay.html.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.html.run.ReportComparison.DifferingCell;
import org.lakehousereplay.html.run.ReportComparison.DifferingColumn;

class LargestDifferenceTest {

    @Test
    void tellsDeltaAndShareOfTheSameCell() {
        DifferingCell cell = new DifferingCell(
                Map.of("window_start", "2024-05-18T11:20:00"),
                "buyers",
                "9",
                "8",
                Optional.of("-1"),
                Optional.of("-0.111"));

        assertThat(ChangeItem.largest(
                        "noon",
                        new DifferingColumn("buyers", 2, 0, Optional.of("-1"), Optional.of("1"), Optional.of(cell))))
                .hasValueSatisfying(largest -> {
                    assertThat(largest.delta()).isEqualTo("-1");
                    assertThat(largest.relative()).isEqualTo("-11.1 %");
                    assertThat(largest.key()).contains("11:20");
                });
    }
}
