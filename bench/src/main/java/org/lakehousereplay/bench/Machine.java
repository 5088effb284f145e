package org.lakehousereplay.bench;

import java.lang.management.ManagementFactory;
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
}
