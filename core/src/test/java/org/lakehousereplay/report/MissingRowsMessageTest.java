package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleReports.cell;
import static org.lakehousereplay.report.SampleReports.key;
import static org.lakehousereplay.report.SampleReports.row;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding.MissingRows;

class MissingRowsMessageTest {

    @Test
    void showsTheRowsThatShouldBeThere() {
        MissingRowsMessage message = new MissingRowsMessage(SampleReports.oneMissingRow());

        assertThat(message.phrase()).isEqualTo("1 row missing");
        assertThat(message.lines())
                .containsExactly(
                        "  missing rows (expected, not in the output):",
                        "    window_start         channel    gmv  note",
                        "    2024-05-18T12:10:00  web      20.00  \"\"");
    }

    @Test
    void countsTheRowsThatAreNotShown() {
        MissingRowsMessage message = new MissingRowsMessage(new MissingRows(
                10_000, Collections.nCopies(100, row(key("2024-05-18T12:10:00", "web"), cell("gmv", "1")))));

        assertThat(message.phrase()).isEqualTo("10000 rows missing");
        assertThat(message.lines()).hasSize(8).last().isEqualTo("    … and 9995 more");
    }

    @Test
    void aWideRowIsCut() {
        Cell[] cells = IntStream.range(0, 50)
                .mapToObj(number -> cell("c" + number, "v"))
                .toArray(Cell[]::new);

        List<String> lines = new MissingRowsMessage(
                        new MissingRows(1, List.of(row(key("2024-05-18T12:10:00", "web"), cells))))
                .lines();

        assertThat(lines.get(1)).contains("c9  … 40 more columns").doesNotContain("c10");
        assertThat(lines.get(2)).endsWith("v");
    }
}
