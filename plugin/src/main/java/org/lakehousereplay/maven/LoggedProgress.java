package org.lakehousereplay.maven;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.verify.Progress;

/** Prints how far a run is every few seconds, so that a short run prints nothing. */
final class LoggedProgress implements Progress {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Log log;
    private final LongSupplier nanoClock;
    private final AtomicLong lastNanos;

    LoggedProgress(Log log) {
        this(log, System::nanoTime);
    }

    /** For tests, which bring their own clock. */
    LoggedProgress(Log log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
        this.lastNanos = new AtomicLong(nanoClock.getAsLong());
    }

    @Override
    public void fixtureFinished(int done, int total, String current) {
        long now = nanoClock.getAsLong();
        long last = lastNanos.get();
        // Of several threads that find the interval over, the one that moves the mark prints.
        if (now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now)) {
            log.info(done + " of " + total + " fixtures replayed, last " + current);
        }
    }
}
