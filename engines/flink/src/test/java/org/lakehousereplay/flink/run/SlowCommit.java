package org.lakehousereplay.flink.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.paimon.manifest.ManifestCommittable;
import org.apache.paimon.table.sink.CommitCallback;

/** Holds the commits to a table up, between the rows and the changes that their compaction finds. */
public final class SlowCommit implements CommitCallback {

    private static final long HOLD_UP = TimeUnit.MILLISECONDS.toNanos(300);

    @Override
    public void call(Context commit) {
        LockSupport.parkNanos(HOLD_UP);
    }

    @Override
    public void retry(ManifestCommittable commit) {
        // Nothing is undone.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
