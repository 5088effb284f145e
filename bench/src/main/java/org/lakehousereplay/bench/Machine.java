package org.lakehousereplay.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What must be known of the machine to judge a figure. */
final class Machine {

    private Machine() {}

    static List<String> describe() {
        return List.of(
                "processors: " + Runtime.getRuntime().availableProcessors() + ", Java "
                        + System.getProperty("java.version") + ", " + System.getProperty("os.name"),
                "load average at the start: " + load());
    }

    /** The load average of the last minute. */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The seconds since this process was started, before there was any Java in it. */
    static double processSeconds() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        return Duration.between(start, Instant.now()).toMillis() / 1e3;
    }
}
