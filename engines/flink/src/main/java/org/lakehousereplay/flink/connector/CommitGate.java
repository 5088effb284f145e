package org.lakehousereplay.flink.connector;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Through which a replay hears how far a Paimon table is committed. For the package that runs replays. */
public final class CommitGate {

    private static final long NOTHING = -1;

    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private long committed = NOTHING;

    /** Done when everything before a checkpoint is committed, or the table will never be written again. */
    public synchronized CompletableFuture<Void> committed(long checkpoint) {
        return checkpoint <= committed
                ? CompletableFuture.completedFuture(null)
                : waiting.computeIfAbsent(checkpoint, number -> new CompletableFuture<>());
    }

    /** A job that is started again counts on from the checkpoint it is started from. */
    public synchronized void expectRestart() {
        committed = NOTHING;
    }

    synchronized void reached(long checkpoint) {
        committed = Math.max(committed, checkpoint);
        NavigableMap<Long, CompletableFuture<Void>> done = waiting.headMap(checkpoint, true);
        done.values().forEach(wait -> wait.complete(null));
        done.clear();
    }

    void ended() {
        reached(Long.MAX_VALUE);
    }
}
