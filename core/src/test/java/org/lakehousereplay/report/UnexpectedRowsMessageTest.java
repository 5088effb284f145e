package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleReports.key;
import static org.lakehousereplay.report.SampleReports.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding.UnexpectedRows;

class UnexpectedRowsMessageTest {

    @Test
    void showsTheRowsThatShouldNotBeThere() {
        UnexpectedRowsMessage message = new UnexpectedRowsMessage(new UnexpectedRows(
                2, List.of(row(key("2024-05-18T12:20:00", "网站"), new Cell("gmv", Optional.empty())))));

        assertThat(message.phrase()).isEqualTo("2 rows unexpected");
        assertThat(message.finding().acceptable()).isTrue();
        assertThat(message.lines())
                .containsExactly(
                        "  unexpected rows (in the output, not expected):",
                        "    window_start         channel  gmv",
                        "    2024-05-18T12:20:00  网站     NULL",
                        "    … and 1 more");
    }
}
