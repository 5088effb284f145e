package org.lakehousereplay.maven;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.verify.MutationProgress;

/** Prints how far the mutants are every few seconds, so that a short run prints nothing. */
final class LoggedMutationProgress implements MutationProgress {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Log log;
    private final LongSupplier nanoClock;
    private final AtomicLong lastNanos;

    LoggedMutationProgress(Log log) {
        this(log, System::nanoTime);
    }

    /** For tests, which bring their own clock. */
    LoggedMutationProgress(Log log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
        this.lastNanos = new AtomicLong(nanoClock.getAsLong());
    }

    @Override
    public void mutantTried(int done, int total, Duration remaining) {
        long now = nanoClock.getAsLong();
        long last = lastNanos.get();
        // Of several threads that find the interval over, the one that moves the mark prints.
        if (now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now)) {
            log.info(
                    done + " of " + total + " mutants tried, about " + Math.max(1, remaining.toSeconds()) + " s to go");
        }
    }
}
