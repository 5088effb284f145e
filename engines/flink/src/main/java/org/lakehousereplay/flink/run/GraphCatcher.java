package org.lakehousereplay.flink.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Takes the graphs that Flink compiles statements to instead of running them. */
@SuppressWarnings("try") // It starts nothing, so there is nothing to close.
final class GraphCatcher extends StreamExecutionEnvironment {

    private StreamGraph caught;

    GraphCatcher(Configuration configuration, ClassLoader classLoader) {
        super(configuration, classLoader);
    }

    /** The graph of the last statement. */
    Optional<StreamGraph> take() {
        Optional<StreamGraph> graph = Optional.ofNullable(caught);
        caught = null;
        return graph;
    }

    @Override
    public JobClient executeAsync(StreamGraph graph) {
        caught = graph;
        return new Nobody(new JobID());
    }

    /** The client of a job that does not run. */
    private record Nobody(JobID job) implements JobClient {

        @Override
        public JobID getJobID() {
            return job;
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(JobStatus.CREATED);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(boolean end, String directory, SavepointFormatType format) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(String directory, SavepointFormatType format) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            return CompletableFuture.completedFuture(Map.of());
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return new CompletableFuture<>();
        }
    }
}
