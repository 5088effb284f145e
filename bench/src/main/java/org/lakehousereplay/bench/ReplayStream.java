package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Replays a fixture of many orders. */
final class ReplayStream {

    private ReplayStream() {}

    /**
     * Replays.
     *
     * @param arguments where the files of the orders lie, how many orders they have, and how often to replay them; the
     *     time of the last replay is printed
     */
    public static void main(String[] arguments) throws IOException {
        StreamedOrders orders = new StreamedOrders(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        int runs = Integer.parseInt(arguments[2]);
        try (StreamReplays replays = new StreamReplays(orders)) {
            for (int run = 1; run <= runs; run++) {
                long start = System.nanoTime();
                replays.run(1);
                if (run == runs) {
                    System.out.println(LargeBenchmark.LAST_RUN + (System.nanoTime() - start) / 1e9);
                }
            }
        }
    }
}
