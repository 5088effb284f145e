package org.lakehousereplay.verify;

import java.time.Duration;

/** Divides a time among tasks that run one after the other: what one does not need is left to those behind it. */
final class TimeShares {

    private final long endNanos;
    private long tasks;

    /**
     * @param limit the time of all tasks, which begins now
     * @param tasks how many tasks there are
     */
    TimeShares(Duration limit, long tasks) {
        this.endNanos = System.nanoTime() + limit.toNanos();
        this.tasks = tasks;
    }

    /** The time of the next task. */
    Duration next() {
        long left = Math.max(0, endNanos - System.nanoTime());
        return Duration.ofNanos(left / Math.max(1, tasks--));
    }
}
