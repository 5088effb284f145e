package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoggedProgressTest {

    private final RecordingLog log = new RecordingLog();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);

    @Test
    void a_short_run_prints_nothing() {
        LoggedProgress progress = new LoggedProgress(log, clock::get);
        clock.addAndGet(Duration.ofMillis(4_999).toNanos());
        progress.fixtureFinished(999, 1000, "weekend-coupon/lunch-peak");

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_long_run_prints_every_five_seconds() {
        LoggedProgress progress = new LoggedProgress(log, clock::get);
        for (int done = 1; done <= 12; done++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            progress.fixtureFinished(done, 12, "pipeline/fixture-" + done);
        }

        assertThat(log.lines())
                .containsExactly(
                        "INFO 5 of 12 fixtures replayed, last pipeline/fixture-5",
                        "INFO 10 of 12 fixtures replayed, last pipeline/fixture-10");
    }
}
