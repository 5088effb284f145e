package org.lakehousereplay.flink.run;

import java.util.List;
import java.util.Set;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.flink.script.Statement;

/**
 * A job that is ready to run.
 *
 * @param graph what Flink compiled
 * @param sources the names of the gates of its sources
 * @param commits the names of the gates of what commits to tables
 * @param reads the tables that it reads
 * @param writes the tables that it writes
 * @param statement the first statement that it was compiled from
 * @param checkpoints whether it can take checkpoints
 */
record JobPlan(
        JobTemplate graph,
        List<String> sources,
        List<String> commits,
        Set<ObjectIdentifier> reads,
        Set<ObjectIdentifier> writes,
        Statement statement,
        boolean checkpoints) {

    JobPlan {
        sources = List.copyOf(sources);
        commits = List.copyOf(commits);
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }
}
