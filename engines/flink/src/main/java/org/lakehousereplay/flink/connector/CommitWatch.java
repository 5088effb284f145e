package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.paimon.flink.sink.AutoTagForSavepointCommitterOperatorFactory;
import org.apache.paimon.flink.sink.CommitterOperatorFactory;

/**
 * Watches the operators that commit to Paimon tables. They do so when they are told that a checkpoint is complete, which
 * may be a while after the checkpoint is complete for everybody else. For the package that runs replays.
 */
public final class CommitWatch {

    private CommitWatch() {}

    /**
     * Puts a watch behind every operator that commits, in the place of the end that Paimon puts there.
     *
     * @param graph a graph that is not running yet
     * @param blueprint names the watches
     * @return the names of the gates that tell how far each is
     */
    public static List<String> install(StreamGraph graph, Blueprint blueprint) {
        List<String> gates = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            if (commits(node)) {
                StreamEdge end = node.getOutEdges().get(0);
                String gate = blueprint.commit();
                graph.getStreamNode(end.getTargetId()).setOperatorFactory(new Factory(gate));
                gates.add(gate);
            }
        }
        return gates;
    }

    private static boolean commits(StreamNode node) {
        StreamOperatorFactory<?> factory = node.getOperatorFactory();
        return factory instanceof CommitterOperatorFactory
                || factory instanceof AutoTagForSavepointCommitterOperatorFactory;
    }

    private static final class Factory extends AbstractStreamOperatorFactory<Object>
            implements OneInputStreamOperatorFactory<Object, Object> {

        private static final long serialVersionUID = 1L;

        private final String gate;

        Factory(String gate) {
            this.gate = gate;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // So it is declared.
        public <T extends StreamOperator<Object>> T createStreamOperator(StreamOperatorParameters<Object> parameters) {
            return (T) new Watch(parameters, gate);
        }

        @Override
        @SuppressWarnings("rawtypes") // So it is declared.
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return Watch.class;
        }
    }

    /** Runs in the thread of the operator in front of it, as the last of the same chain. */
    private static final class Watch extends AbstractStreamOperator<Object>
            implements OneInputStreamOperator<Object, Object> {

        private static final long serialVersionUID = 1L;

        private final String gate;

        Watch(StreamOperatorParameters<Object> parameters, String gate) {
            super(parameters);
            this.gate = gate;
        }

        @Override
        public void processElement(StreamRecord<Object> committed) {
            // What is committed needs no further treatment.
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) throws Exception {
            super.notifyCheckpointComplete(checkpoint);
            // The last of a chain is told first. What is put into the mailbox is done when all of the chain were told.
            try {
                getContainingTask()
                        .getMailboxExecutorFactory()
                        .createExecutor(0)
                        .execute(() -> gate().reached(checkpoint), "tell of a commit");
            } catch (RejectedExecutionException ending) {
                // The task is about to be closed, which tells more.
            }
        }

        @Override
        public void close() throws Exception {
            gate().ended();
            super.close();
        }

        private CommitGate gate() {
            return Exchange.of(getRuntimeContext().getJobInfo().getJobId()).commit(gate);
        }
    }
}
