package org.lakehousereplay.flink.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** The one Flink cluster of a worker, in its own process. */
public final class Cluster implements AutoCloseable {

    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(128);
    private static final long MANAGED_MEBIBYTES_PER_SLOT = 128;
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final MiniCluster cluster;

    private Cluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster.
     *
     * @param directory for whatever it keeps on disk
     * @param slots how many jobs can run at the same time
     * @param settings settings of Flink that go before those of this class
     */
    public static Cluster start(Path directory, int slots, Map<String, String> settings) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(CoreOptions.TMP_DIRS, directory.toString());
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MEBIBYTES_PER_SLOT * slots));
        // A user function that does not stop is left behind; ending the process over it would end all other replays.
        configuration.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ZERO);
        configuration.set(ClusterOptions.INTERCEPT_USER_SYSTEM_EXIT, ClusterOptions.UserSystemExitMode.THROW);
        configuration.setString("metrics.reporters", "lakehouse");
        configuration.setString("metrics.reporter.lakehouse.factory.class", LateRecordCounters.Factory.class.getName());
        settings.forEach(configuration::setString);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress("localhost")
                .build());
        cluster.start();
        return new Cluster(cluster);
    }

    /** Starts a job. */
    CompletableFuture<JobID> submit(JobGraph graph) {
        return cluster.submitJob(graph).thenApply(result -> result.getJobID());
    }

    /** How a job ends, as soon as it does. */
    CompletableFuture<JobResult> result(JobID job) {
        return cluster.requestJobResult(job);
    }

    /** Takes a checkpoint. */
    CompletableFuture<Long> checkpoint(JobID job) {
        return cluster.triggerCheckpoint(job, CheckpointType.FULL);
    }

    /** Stops a job and keeps its state. */
    CompletableFuture<String> stopWithSavepoint(JobID job, Path directory) {
        return cluster.stopWithSavepoint(job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL);
    }

    /** Asks a job to end. */
    CompletableFuture<Acknowledge> cancel(JobID job) {
        return cluster.cancelJob(job);
    }

    /** Makes up for slots that a job does not give back. */
    void replaceSlots() throws Exception {
        cluster.startTaskManager();
    }

    /** The jobs that have not ended. */
    public long runningJobs() throws InterruptedException, ExecutionException {
        return cluster.listJobs().get().stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .count();
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unwilling) {
            // The process ends with the build; there is nothing else to do about a cluster that does not stop.
        }
    }
}
