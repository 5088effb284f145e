package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Replays one small fixture and then many, as a build does that has just started. */
final class ReplayFixtures {

    private ReplayFixtures() {}

    /**
     * Replays.
     *
     * @param arguments where the files of the orders lie, how many orders a fixture has, and how many fixtures follow
     *     the first; printed are the seconds until the first result, and those for each of the others
     */
    public static void main(String[] arguments) throws IOException {
        StreamedOrders orders = new StreamedOrders(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        int fixtures = Integer.parseInt(arguments[2]);
        try (StreamReplays replays = new StreamReplays(orders)) {
            replays.run(1);
            System.out.println(StreamsBenchmark.FIRST + Machine.processSeconds());
            long start = System.nanoTime();
            replays.run(fixtures);
            System.out.println(StreamsBenchmark.EACH + (System.nanoTime() - start) / 1e9 / fixtures);
        }
    }
}
