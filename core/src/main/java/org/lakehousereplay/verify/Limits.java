package org.lakehousereplay.verify;

import java.time.Duration;

/**
 * What a run may use. Public API: built by front ends.
 *
 * @param threads how many replays run at once, at least 1
 * @param memory the memory limit of the engine in its own notation, such as {@code 4GB}; empty leaves the engine's
 *     default, which is 80 % of the machine's memory
 * @param timeout how long the queries of one metric on one fixture may take
 */
public record Limits(int threads, String memory, Duration timeout) {

    /** As many replays as there are processors, the engine's memory limit, five minutes. */
    public static Limits defaults() {
        return new Limits(Runtime.getRuntime().availableProcessors(), "", Duration.ofMinutes(5));
    }
}
