package org.lakehousereplay.it.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Flink without any of this product. */
final class PlainJobs {

    private static final long PATIENCE_MINUTES = 5;

    private PlainJobs() {}

    /**
     * Runs statements one after the other, and waits for the end of each job.
     *
     * @param statements the statements as their author wrote them
     */
    static void run(List<String> statements) throws Exception {
        Configuration configuration = Configuration.fromMap(Map.of(
                "parallelism.default", "1",
                // As replays have it, so that what is late does not depend on the speed of the machine.
                "pipeline.auto-watermark-interval", "0",
                "restart-strategy.type", "none",
                "rest.bind-port", "0",
                "taskmanager.memory.network.min", "64mb",
                "taskmanager.memory.network.max", "64mb"));
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
        for (String statement : statements) {
            TableResult result = tables.executeSql(statement);
            if (result.getJobClient().isPresent()) {
                result.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            }
        }
    }
}
