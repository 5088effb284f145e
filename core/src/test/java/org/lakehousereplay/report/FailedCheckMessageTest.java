package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.Finding.FailedCheck;
import org.lakehousereplay.compare.RowKey;

class FailedCheckMessageTest {

    @Test
    void showsTheKeyAndWhatTheCheckReads() {
        FailedCheckMessage message = new FailedCheckMessage(SampleReports.oneFailedCheck());

        assertThat(message.phrase()).isEqualTo("1 of 5 rows breaks `conversion <= 1`");
        assertThat(message.finding().acceptable()).isFalse();
        assertThat(message.lines())
                .containsExactly(
                        "  rows that break `conversion <= 1`, which 1 % of the rows may do:",
                        "    window_start         channel  conversion", "    2024-05-18T12:00:00  app          1.2500");
    }

    @Test
    void countsTheRowsThatAreNotShown() {
        Finding.Row row = SampleReports.oneFailedCheck().first().get(0);
        FailedCheckMessage message = new FailedCheckMessage(
                new FailedCheck(1234, "conversion <= 1", BigDecimal.ZERO, 2000, Collections.nCopies(20, row)));

        assertThat(message.phrase()).isEqualTo("1234 of 2000 rows break `conversion <= 1`");
        assertThat(message.lines())
                .hasSize(8)
                .startsWith("  rows that break `conversion <= 1`:")
                .last()
                .isEqualTo("    … and 1229 more");
    }

    @Test
    void aRowWithoutAnythingToShowIsOnlyCounted() {
        Finding.Row row = new Finding.Row(new RowKey(List.of()), List.of());

        assertThat(new FailedCheckMessage(new FailedCheck(1, "false", BigDecimal.ZERO, 1, List.of(row))).lines())
                .containsExactly("  rows that break `false`");
    }
}
