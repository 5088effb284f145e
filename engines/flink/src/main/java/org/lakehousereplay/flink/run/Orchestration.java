package org.lakehousereplay.flink.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.flink.connector.Exchange;
import org.lakehousereplay.flink.connector.StepGate;

/**
 * The order in which the sources of a replay's jobs hand out rows and end: a table that a job writes is read when that
 * job is through with the increment.
 */
final class Orchestration {

    private final List<RunningJob> jobs;
    private final List<Turn> turns = new ArrayList<>();
    private final Exchange exchange;
    private final boolean commits;

    /**
     * @param jobs the jobs
     * @param ranks how far each table is from the fixture's rows
     * @param exchange the exchange of the replay
     * @param commits whether what is read may have to be committed before
     */
    Orchestration(List<RunningJob> jobs, Map<ObjectIdentifier, Integer> ranks, Exchange exchange, boolean commits) {
        this.jobs = jobs;
        this.exchange = exchange;
        this.commits = commits;
        for (RunningJob job : jobs) {
            job.gates().forEach(gate -> turns.add(new Turn(job, gate, ranks.getOrDefault(gate.table(), 0))));
        }
        turns.sort(Comparator.comparingInt(Turn::rank));
    }

    void run(int increments, boolean restart, Path savepoints) {
        jobs.forEach(job -> job.start(SavepointRestoreSettings.none()));
        jobs.forEach(RunningJob::awaitRunning);
        for (int increment = 0; increment < increments; increment++) {
            exchange.increment(increment);
            for (Turn turn : turns) {
                settle(turn);
                turn.job().emit(turn.gate(), increment);
            }
            if (increments > 1) {
                jobs.forEach(this::complete);
            }
            if (restart) {
                jobs.forEach(job -> job.restart(savepoints));
            }
        }
        for (Turn turn : turns) {
            settle(turn);
            turn.job().emit(turn.gate(), increments - 1);
            turn.job().finish(turn.gate());
        }
        jobs.forEach(RunningJob::awaitEnd);
    }

    /** Waits until everything is there that a source is about to read. */
    private void settle(Turn turn) {
        ObjectIdentifier table = turn.gate().table();
        for (RunningJob job : jobs) {
            if (job.plan().writes().contains(table)) {
                if (job != turn.job()
                        && turns.stream().filter(any -> any.job() == job).allMatch(Turn::isFinished)) {
                    job.awaitEnd();
                } else {
                    complete(job);
                }
            }
        }
    }

    private void complete(RunningJob job) {
        if (commits) {
            job.commit();
        } else {
            job.drain();
        }
    }

    private record Turn(RunningJob job, StepGate gate, int rank) {

        boolean isFinished() {
            return gate.isFinished();
        }
    }
}
