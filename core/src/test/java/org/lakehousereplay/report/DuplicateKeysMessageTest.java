package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleReports.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Finding.DuplicateKeys;
import org.lakehousereplay.compare.Finding.RepeatedKey;
import org.lakehousereplay.compare.Finding.Side;
import org.lakehousereplay.compare.RowKey;

class DuplicateKeysMessageTest {

    private final List<RepeatedKey> keys = List.of(new RepeatedKey(key("2024-05-18T12:30:00", "app"), 3));

    @Test
    void saysOnWhichSideAndHowOften() {
        DuplicateKeysMessage message = new DuplicateKeysMessage(new DuplicateKeys(Side.EXPECTED, 1, keys));

        assertThat(message.phrase()).isEqualTo("1 key repeated in the expected file");
        assertThat(message.lines())
                .containsExactly(
                        "  keys that more than one row of the expected file has:",
                        "    window_start         channel  rows",
                        "    2024-05-18T12:30:00  app         3");
        assertThat(message.finding().acceptable()).isTrue();
    }

    @Test
    void recordingDoesNotMendARepeatedKeyInTheOutput() {
        DuplicateKeysMessage message = new DuplicateKeysMessage(new DuplicateKeys(Side.ACTUAL, 4, keys));

        assertThat(message.phrase()).isEqualTo("4 keys repeated in the output");
        assertThat(message.finding().acceptable()).isFalse();
        assertThat(message.lines()).last().isEqualTo("    … and 3 more");
    }

    @Test
    void aMetricOfASingleRowMayHaveOneRowOnly() {
        DuplicateKeysMessage message = new DuplicateKeysMessage(
                new DuplicateKeys(Side.ACTUAL, 1, List.of(new RepeatedKey(new RowKey(List.of()), 3))));

        assertThat(message.lines())
                .containsExactly("  the key is [], which means a single row, and the output has 3 rows");
    }
}
