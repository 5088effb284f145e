package org.lakehousereplay.flink.run;

import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the counters of Flink's operators that tell how many rows were dropped because they were late. */
public final class LateRecordCounters implements MetricReporter {

    private static final String DROPPED = "numLateRecordsDropped";
    private static final ConcurrentMap<String, Queue<Counter>> COUNTERS = new ConcurrentHashMap<>();

    /** Found by Flink. */
    public static final class Factory implements MetricReporterFactory {

        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new LateRecordCounters();
        }
    }

    /** How many rows a job dropped; forgets the job. */
    static long take(JobID job) {
        Queue<Counter> counters = COUNTERS.remove(job.toHexString());
        return counters == null
                ? 0
                : counters.stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public void open(MetricConfig configuration) {
        // There is nothing to open.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (name.equals(DROPPED) && metric instanceof Counter counter) {
            String job = group.getAllVariables().get("<job_id>");
            if (job != null) {
                COUNTERS.computeIfAbsent(job, key -> new ConcurrentLinkedQueue<>())
                        .add(counter);
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // Counters are read when the replay is over, after Flink has removed them.
    }
}
