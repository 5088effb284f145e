package org.lakehousereplay.flink.connector;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Through which a replay tells one {@link StepSource} when to go on. For the package that runs replays. */
public final class StepGate {

    private final String source;
    private final Feed feed;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Void> running = new CompletableFuture<>();

    StepGate(String source, Feed feed) {
        this.source = source;
        this.feed = feed;
    }

    /** The name of the table that is read. */
    public String source() {
        return source;
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
        return order(Step.FINISH);
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
