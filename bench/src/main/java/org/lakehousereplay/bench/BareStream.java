package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * The yardstick of replayed streams: a job of plain Flink that reads the orders from a file. It runs as a replay does,
 * row by row and with a parallelism of 1, because with more of it the order of the rows would be lost.
 */
final class BareStream {

    private BareStream() {}

    /**
     * Runs the job.
     *
     * @param arguments where the files of the orders lie, how many orders they have, and how often to run; printed are
     *     the seconds from the start of the process to the first result, and the time of the last run
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        StreamedOrders orders = new StreamedOrders(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        int runs = Integer.parseInt(arguments[2]);
        Path work = Files.createTempDirectory(orders.directory(), "bare");
        for (int run = 1; run <= runs; run++) {
            Path output = work.resolve("run-" + run);
            long start = System.nanoTime();
            run(orders, output);
            if (run == runs) {
                System.out.println(LargeBenchmark.LAST_RUN + (System.nanoTime() - start) / 1e9);
            }
            if (run == 1) {
                System.out.println(StreamsBenchmark.FIRST + Machine.processSeconds());
            }
            check(output, orders.results());
        }
    }

    private static void run(StreamedOrders orders, Path output)
            throws IOException, InterruptedException, ExecutionException {
        Configuration configuration = Configuration.fromMap(Map.of(
                "parallelism.default", "1",
                "restart-strategy.type", "none",
                "rest.bind-port", "0",
                "taskmanager.memory.network.min", "64mb",
                "taskmanager.memory.network.max", "64mb"));
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
        tables.executeSql(orders.ordersInFile());
        tables.executeSql(StreamedOrders.windowsInFiles(output));
        tables.executeSql(StreamedOrders.query()).await();
    }

    private static void check(Path output, int results) throws IOException {
        long rows = 0;
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rows += Files.readAllLines(file).size();
            }
        }
        if (rows != results) {
            throw new IllegalStateException(rows + " rows came out instead of " + results);
        }
    }
}
