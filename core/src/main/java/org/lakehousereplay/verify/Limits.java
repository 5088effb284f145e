package org.lakehousereplay.verify;

import java.time.Duration;
import org.lakehousereplay.engine.duckdb.ReplayOptions;

/**
 * What a run may use. Public API: built by front ends.
 *
 * @param threads how many replays run at once, at least 1
 * @param memory the memory limit of the engine in its own notation, such as {@code 4GB}; empty leaves the engine's
 *     default, which is 80 % of the machine's memory
 * @param timeout how long the queries of one metric on one fixture may take
 * @param evidence how long it may take to find out what became of the raw rows of windows that differ; zero for no
 *     search
 */
public record Limits(int threads, String memory, Duration timeout, Duration evidence) {

    /** Limits with twenty seconds for evidence. */
    public Limits(int threads, String memory, Duration timeout) {
        this(threads, memory, timeout, ReplayOptions.USUAL_EVIDENCE);
    }

    /** As many replays as there are processors, the engine's memory limit, five minutes. */
    public static Limits defaults() {
        return new Limits(Runtime.getRuntime().availableProcessors(), "", Duration.ofMinutes(5));
    }

    /**
     * The same limits with another time for evidence.
     *
     * @param limit how long the search may take; zero for no search
     */
    public Limits withEvidence(Duration limit) {
        return new Limits(threads, memory, timeout, limit);
    }
}
