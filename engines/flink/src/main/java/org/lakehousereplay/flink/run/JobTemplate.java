package org.lakehousereplay.flink.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.InstantiationUtil;

/** A compiled job from which any number of jobs can be started. */
final class JobTemplate {

    private final byte[] graph;

    JobTemplate(StreamGraph compiled) {
        try {
            graph = InstantiationUtil.serializeObject(
                    compiled.getJobGraph(JobTemplate.class.getClassLoader(), new JobID()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A job with an identifier of its own. */
    JobGraph newJob() {
        try {
            JobGraph job = InstantiationUtil.deserializeObject(graph, JobTemplate.class.getClassLoader());
            job.setJobID(new JobID());
            return job;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
