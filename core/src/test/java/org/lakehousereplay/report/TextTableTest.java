package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAlignedByWhatATerminalShows() {
        TextTable table = new TextTable(
                List.of("city", "channel", "gmv"),
                List.of(List.of("上海", "app", "9.00"), List.of("Rome", "web", "NULL")));

        assertThat(table.lines())
                .containsExactly(
                        "  city  channel   gmv", //
                        "  上海  app      9.00",
                        "  Rome  web      NULL");
    }

    @Test
    void textKeepsToTheLeftAndLinesHaveNoSpacesAtTheEnd() {
        TextTable table = new TextTable(List.of("a", "delta"), List.of(List.of("x1", ""), List.of("y", "")));

        assertThat(table.lines()).containsExactly("  a   delta", "  x1", "  y");
    }
}
