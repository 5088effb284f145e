package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding.MisalignedWindows;

class MisalignedWindowsMessageTest {

    @Test
    void namesTheStartAndTheSize() {
        MisalignedWindowsMessage message = new MisalignedWindowsMessage(
                new MisalignedWindows(2, "window_start", "10 minutes", List.of("2024-05-18T12:01:00")));

        assertThat(message.phrase()).isEqualTo("2 windows misaligned");
        assertThat(message.finding().acceptable()).isFalse();
        assertThat(message.lines())
                .containsExactly(
                        "  misaligned windows:",
                        "    window_start 2024-05-18T12:01:00 is not a multiple of 10 minutes",
                        "    … and 1 more");
    }
}
