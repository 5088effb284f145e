package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.run.Note;

class NoteMessageTest {

    @Test
    void lateRowsAreToldWithTheirWindows() {
        Note note = new Note.LateRows(
                "flink",
                "orders",
                List.of(new Note.LateWindow("2024-05-18T12:00:00", 1), new Note.LateWindow("2024-05-18T12:10:00", 2)),
                1);

        assertThat(NoteMessage.of(note))
                .isEqualTo("on flink, 3 rows of orders came after the window had closed: 2024-05-18T12:00:00 (1),"
                        + " 2024-05-18T12:10:00 (2); the pipeline dropped 1 late row");
    }

    @Test
    void nothingIsSaidOfDroppedRowsWhereNoneWas() {
        Note note = new Note.LateRows("flink", "orders", List.of(new Note.LateWindow("2024-05-18T12:00:00", 1)), 0);

        assertThat(NoteMessage.of(note))
                .isEqualTo("on flink, 1 row of orders came after the window had closed: 2024-05-18T12:00:00 (1)");
    }

    @Test
    void manyWindowsAreCounted() {
        Note note = new Note.LateRows(
                "batch",
                "orders",
                IntStream.range(0, 7)
                        .mapToObj(hour -> new Note.LateWindow("0" + hour + ":00", 1))
                        .toList(),
                7);

        assertThat(NoteMessage.of(note))
                .contains("04:00 (1) and 2 more windows; ")
                .doesNotContain("05:00");
    }

    @Test
    void anExcuseIsToldWithItsReason() {
        assertThat(NoteMessage.of(new Note.Excused("batch", "the stream drops what is late", 1)))
                .isEqualTo("1 row differs on batch, excused: the stream drops what is late");
        assertThat(NoteMessage.of(new Note.Excused("batch", "late", 2))).startsWith("2 rows differ on batch");
    }

    @Test
    void noTextCanActOnATerminal() {
        String hostile = SampleReports.HOSTILE;

        assertThat(List.of(
                        new Note.Excused(hostile, hostile, 1),
                        new Note.LateRows(hostile, hostile, List.of(new Note.LateWindow(hostile, 1)), 1)))
                .noneMatch(note -> VisibleText.hasInvisible(NoteMessage.of(note)));
    }
}
