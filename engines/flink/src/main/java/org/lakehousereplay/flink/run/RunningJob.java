package org.lakehousereplay.flink.run;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.Acknowledge;
import org.lakehousereplay.flink.connector.CommitGate;
import org.lakehousereplay.flink.connector.Exchange;
import org.lakehousereplay.flink.connector.StepGate;
import org.lakehousereplay.spi.EngineProblem;

/** A job of a replay, from its start to its end. */
final class RunningJob {

    private static final long RETRY_MILLIS = 5;

    private final Cluster cluster;
    private final JobPlan plan;
    private final Patience patience;
    private final URL classPath;
    private final Exchange exchange;
    private final List<StepGate> gates = new ArrayList<>();
    private final List<CommitGate> commits = new ArrayList<>();
    private final List<JobID> incarnations = new ArrayList<>();
    private final boolean checkpoints;
    private CompletableFuture<JobResult> result;
    private CompletableFuture<Void> news;
    private StepGate undrained;
    private boolean uncommitted;

    RunningJob(Cluster cluster, JobPlan plan, Exchange exchange, Patience patience, URL classPath) {
        this.classPath = classPath;
        this.exchange = exchange;
        this.cluster = cluster;
        this.plan = plan;
        this.patience = patience;
        this.checkpoints = plan.checkpoints();
        plan.sources().forEach(source -> gates.add(exchange.gate(source)));
        plan.commits().forEach(commit -> commits.add(exchange.commit(commit)));
    }

    JobPlan plan() {
        return plan;
    }

    List<StepGate> gates() {
        return gates;
    }

    /** Every job that this was or is. */
    List<JobID> incarnations() {
        return List.copyOf(incarnations);
    }

    void start(SavepointRestoreSettings restore) {
        JobGraph graph = plan.graph().newJob();
        graph.setSavepointRestoreSettings(restore);
        // Without any class path Flink takes the system class loader, which knows nothing of a plug-in's classes.
        graph.setClasspaths(List.of(classPath));
        exchange.join(graph.getJobID());
        incarnations.add(graph.getJobID());
        patience.await(cluster.submit(graph));
        result = cluster.result(graph.getJobID());
        news = result.thenAccept(end -> end.getSerializedThrowable()
                .ifPresent(failure -> patience.fail(failure.deserializeError(RunningJob.class.getClassLoader()))));
    }

    void awaitRunning() {
        gates.forEach(gate -> patience.await(gate.running()));
    }

    /** Lets a source hand out what it has, behind everything that the other sources of this job handed out before. */
    void emit(StepGate gate, int increment) {
        if (undrained != null && undrained != gate) {
            drain();
        }
        if (patience.await(gate.emit(increment))) {
            undrained = gate;
            uncommitted = true;
        }
    }

    void finish(StepGate gate) {
        if (undrained != null && undrained != gate) {
            drain();
        }
        patience.await(gate.finish());
        undrained = gate;
        uncommitted = true;
    }

    /** Waits until every row has gone through. */
    void drain() {
        if (undrained != null && checkpoints) {
            checkpoint();
            undrained = null;
        }
    }

    /** Waits until every row has gone through and is committed. */
    void commit() {
        if (uncommitted && checkpoints) {
            OptionalLong checkpoint = checkpoint();
            if (checkpoint.isPresent()) {
                commits.forEach(gate -> patience.await(gate.committed(checkpoint.getAsLong())));
            }
            undrained = null;
            uncommitted = false;
        }
    }

    /** Waits until the job has ended by itself. */
    void awaitEnd() {
        while (checkpoints && !result.isDone()) {
            checkpoint();
        }
        // The failure of a job ends the wait; its news may come a moment behind its end.
        JobResult end = patience.await(result);
        end.getSerializedThrowable()
                .ifPresent(failure -> patience.await(
                        CompletableFuture.failedFuture(failure.deserializeError(RunningJob.class.getClassLoader()))));
    }

    boolean hasEnded() {
        return result != null && result.isDone();
    }

    /** Takes a checkpoint; there is none when the job has ended. */
    private OptionalLong checkpoint() {
        while (!result.isDone()) {
            CompletableFuture<Long> taken = cluster.checkpoint(incarnations.get(incarnations.size() - 1));
            if (patience.tries(CompletableFuture.anyOf(taken, result))) {
                boolean ended = !taken.isDone() || taken.isCompletedExceptionally();
                return ended ? OptionalLong.empty() : OptionalLong.of(taken.join());
            }
            // Refused because some task is just starting or ending.
            patience.pause(RETRY_MILLIS);
        }
        return OptionalLong.empty();
    }

    /** Stops the job and starts it again from the state that it had. */
    void restart(Path directory) {
        commit();
        String savepoint =
                patience.await(cluster.stopWithSavepoint(incarnations.get(incarnations.size() - 1), directory));
        patience.await(result);
        gates.forEach(StepGate::expectRestart);
        commits.forEach(CommitGate::expectRestart);
        start(SavepointRestoreSettings.forPath(savepoint));
        awaitRunning();
    }

    /** Ends the job, whatever it does. */
    CompletableFuture<?> cancel() {
        if (result == null || result.isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        // A job that has ended in the meantime refuses.
        return cluster.cancel(incarnations.get(incarnations.size() - 1))
                .exceptionally(refused -> Acknowledge.get())
                .thenCombine(news, (done, end) -> done);
    }

    /** Where its first statement stands. */
    EngineProblem.Position position() {
        return plan.statement().position();
    }
}
