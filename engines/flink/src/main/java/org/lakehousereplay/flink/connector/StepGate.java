package org.lakehousereplay.flink.connector;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.table.catalog.ObjectIdentifier;

/** Through which a replay tells one {@link StepSource} when to go on. For the package that runs replays. */
public final class StepGate {

    private final ObjectIdentifier table;
    private final Feed feed;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Void> running = new CompletableFuture<>();

    private volatile boolean finished;
    private long watermark = Long.MIN_VALUE;

    StepGate(ObjectIdentifier table, Feed feed) {
        this.table = table;
        this.feed = feed;
    }

    /** The table that is read. */
    public ObjectIdentifier table() {
        return table;
    }

    Feed feed() {
        return feed;
    }

    /** Done when the source runs and waits for its first step. */
    public CompletableFuture<Void> running() {
        return running;
    }

    /** What a job that is started again waits for anew. */
    public void expectRestart() {
        running = new CompletableFuture<>();
        steps.clear();
    }

    /**
     * Lets the source hand out the rows of an increment.
     *
     * @return done when it has handed them out, with whether there were any
     */
    public CompletableFuture<Boolean> emit(int increment) {
        return order(increment);
    }

    /** Lets the source end. */
    public CompletableFuture<Boolean> finish() {
        finished = true;
        return order(Step.FINISH);
    }

    /** Whether the source was told to end. */
    public boolean isFinished() {
        return finished;
    }

    private CompletableFuture<Boolean> order(int increment) {
        Step step = new Step(increment, new CompletableFuture<>());
        steps.add(step);
        return step.done();
    }

    Step next() throws InterruptedException {
        running.complete(null);
        return steps.take();
    }

    /** The last watermark of the source, also of the time before the job was started again. */
    long watermark() {
        return watermark;
    }

    void watermark(long time) {
        watermark = Math.max(watermark, time);
    }

    /**
     * What the source has to do.
     *
     * @param increment the increment to hand out, or {@link #FINISH}
     * @param done completed when that is done
     */
    record Step(int increment, CompletableFuture<Boolean> done) {

        static final int FINISH = -1;
    }
}
