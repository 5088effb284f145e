package org.lakehousereplay.flink.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitGateTest {

    private final CommitGate gate = new CommitGate();

    @Test
    void opensWhenTheCheckpointIsCommitted() {
        CompletableFuture<Void> second = gate.committed(2);
        CompletableFuture<Void> third = gate.committed(3);

        gate.reached(1);
        assertThat(second).isNotDone();

        gate.reached(2);
        assertThat(second).isDone();
        assertThat(third).isNotDone();
        assertThat(gate.committed(1)).isDone();
    }

    @Test
    void staysOpenWhenNothingIsCommittedAnyMore() {
        CompletableFuture<Void> next = gate.committed(7);

        gate.ended();

        assertThat(next).isDone();
        assertThat(gate.committed(8)).isDone();
    }

    @Test
    void closesForAJobThatIsStartedAgain() {
        gate.ended();

        gate.expectRestart();

        assertThat(gate.committed(1)).isNotDone();
    }
}
