package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleReports.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding.Displacement;
import org.lakehousereplay.compare.Finding.WrongOrder;

class WrongOrderMessageTest {

    @Test
    void showsBothKeysAtEachPlace() {
        WrongOrderMessage message = new WrongOrderMessage(new WrongOrder(
                2,
                List.of(
                        new Displacement(1, key("2024-05-18T12:00:00", "app"), key("2024-05-18T12:10:00", "app")),
                        new Displacement(2, key("2024-05-18T12:10:00", "app"), key("2024-05-18T12:00:00", "app")))));

        assertThat(message.phrase()).isEqualTo("2 rows out of order");
        assertThat(message.lines())
                .containsExactly(
                        "  rows out of order:",
                        "    position  expected key              actual key",
                        "           1  2024-05-18T12:00:00, app  2024-05-18T12:10:00, app",
                        "           2  2024-05-18T12:10:00, app  2024-05-18T12:00:00, app");
    }
}
