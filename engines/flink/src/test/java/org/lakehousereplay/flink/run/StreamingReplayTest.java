package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.LateRow;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;

class StreamingReplayTest {

    private static final String WINDOWS = """
            CREATE TABLE orders (
              id BIGINT,
              amount DECIMAL(10, 2),
              paid_at TIMESTAMP(3),
              WATERMARK FOR paid_at AS paid_at - INTERVAL '5' SECOND
            ) WITH ('connector' = 'kafka', 'topic' = 'orders', 'format' = 'json');
            CREATE TABLE gmv (window_start TIMESTAMP(3), amount DECIMAL(38, 2)) WITH ('connector' = 'print');
            INSERT INTO gmv
            SELECT window_start, SUM(amount)
            FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(paid_at), INTERVAL '10' MINUTES))
            GROUP BY window_start, window_end;
            """;

    @TempDir
    private Path directory;

    private Replays windows() throws IOException {
        return new Replays(directory)
                .script(WINDOWS)
                .outputs("gmv")
                .input(
                        "orders",
                        "0|+I|1|10.00|2024-05-18 12:00:00",
                        "0|+I|2|20.00|2024-05-18 12:10:00",
                        "0|+I|3|30.00|2024-05-18 12:20:10",
                        "0|+I|4|40.00|2024-05-18 12:05:00");
    }

    @Test
    void dropsWhatIsLateAndTellsWhich() throws IOException {
        ReplayOutcome outcome = windows().run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "gmv"))
                .containsExactly(
                        "+I|2024-05-18 12:00:00|10.00", "+I|2024-05-18 12:10:00|20.00", "+I|2024-05-18 12:20:00|30.00");
        assertThat(outcome.droppedLate()).isEqualTo(1);
        assertThat(outcome.late())
                .containsExactly(new LateRow(
                        "orders", 4, Instant.parse("2024-05-18T12:05:00Z"), Instant.parse("2024-05-18T12:20:05Z")));
    }

    @Test
    void keepsWhatIsLateInBatchMode() throws IOException {
        ReplayOutcome outcome = windows().mode(ReplayMode.BATCH).run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "gmv"))
                .containsExactlyInAnyOrder(
                        "+I|2024-05-18 12:00:00|50.00", "+I|2024-05-18 12:10:00|20.00", "+I|2024-05-18 12:20:00|30.00");
    }

    @Test
    void keepsOpenWindowsAndWatermarksOverRestarts() throws IOException {
        ReplayOutcome outcome = new Replays(directory)
                .script(WINDOWS)
                .outputs("gmv")
                .input(
                        "orders",
                        "0|+I|1|10.00|2024-05-18 12:00:00",
                        "1|+I|2|20.00|2024-05-18 12:09:00",
                        "1|+I|3|30.00|2024-05-18 12:20:10",
                        "2|+I|4|40.00|2024-05-18 12:05:00",
                        "2|+I|5|50.00|2024-05-18 12:21:00")
                .restart()
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "gmv"))
                .containsExactly("+I|2024-05-18 12:00:00|30.00", "+I|2024-05-18 12:20:00|80.00");
        assertThat(outcome.droppedLate()).isEqualTo(1);
        assertThat(outcome.late()).extracting(LateRow::row).containsExactly(4L);
    }
}
