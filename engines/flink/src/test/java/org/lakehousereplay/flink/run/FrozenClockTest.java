package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;

class FrozenClockTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ReplayMode.class)
    void isWhatEveryFunctionTells(ReplayMode mode) throws IOException {
        ReplayOutcome outcome = new Replays(directory)
                .script("""
                        CREATE TABLE numbers (n BIGINT, today AS CURRENT_DATE) WITH ('connector' = 'kafka', 'format' = 'json');
                        SELECT n, today, CURRENT_TIMESTAMP, NOW(), LOCALTIMESTAMP, LOCALTIME, `CURRENT_TIME`, CURRENT_ROW_TIMESTAMP()
                        FROM (SELECT n, today, CURRENT_TIME AS `CURRENT_TIME` FROM numbers)
                        """)
                .outputs("pipeline")
                .mode(mode)
                .clock("2024-05-18T22:30:00.5+00:00")
                .input("numbers", "0|+I|1")
                .run();

        assertThat(outcome.problems()).isEmpty();
        assertThat(Replays.changelog(outcome, "pipeline"))
                .containsExactly("+I|1|2024-05-19|2024-05-18 22:30:00.5+00|2024-05-18 22:30:00.5+00|"
                        + "2024-05-19 06:30:00.5|06:30:00|06:30:00|2024-05-18 22:30:00.5+00");
    }

    @Test
    void leavesEverythingElseInItsPlace() {
        FrozenClock clock = new FrozenClock(OffsetDateTime.parse("2024-05-18T22:30:00Z"));

        assertThat(clock.freeze("SELECT 'LOCALTIME', /* LOCALTIME */\r\n\tlocaltime, `LOCALTIME`\nFROM t -- LOCALTIME"))
                .isEqualTo("SELECT 'LOCALTIME', /* LOCALTIME */\r\n\tlh_time(), `LOCALTIME`\nFROM t -- LOCALTIME");
    }
}
