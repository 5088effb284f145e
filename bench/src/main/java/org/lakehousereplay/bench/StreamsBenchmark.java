package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Replays of streams: a million orders against plain Flink, and small fixtures. */
record StreamsBenchmark(Installation installation, int rounds) {

    /** Stands before the seconds from the start of a process to its first result. */
    static final String FIRST = "first result: ";

    /** Stands before the seconds that one of many fixtures takes. */
    static final String EACH = "each fixture: ";

    private static final double TARGET = 1.2;
    private static final double TARGET_FIRST = 6;
    private static final double TARGET_EACH = 0.2;

    private static final int ORDERS = 1_000_000;
    private static final int FEW_ORDERS = 10;
    private static final String FIXTURES = "50";
    private static final String WARM = "3";

    /** As the worker runs unless told otherwise. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");

    void run() throws IOException, InterruptedException {
        StreamedOrders large = new StreamedOrders(installation.cache("streams"), ORDERS);
        StreamedOrders small = new StreamedOrders(installation.cache("streams"), FEW_ORDERS);
        large.generate();
        small.generate();
        String directory = large.directory().toString();
        String orders = Integer.toString(ORDERS);
        String few = Integer.toString(FEW_ORDERS);
        System.out.println("1 million orders, and " + FIXTURES + " fixtures of " + FEW_ORDERS + " orders, on Flink");
        Contender replay = installation.flink("replay, 3 runs", ReplayStream.class, List.of(), directory, orders, WARM);
        Contender bare =
                installation.flink("plain Flink, 3 runs", BareStream.class, List.of(), directory, orders, WARM);
        Contender fixtures =
                installation.flink("small fixtures", ReplayFixtures.class, QUICK, directory, few, FIXTURES);
        Contender first = installation.flink("plain Flink, once", BareStream.class, QUICK, directory, few, "1");
        Rounds result = Rounds.run(List.of(replay, bare, fixtures, first), rounds);
        result.printTable();
        System.out.printf(
                Locale.ROOT,
                "third run in one process: replay %.2f s, plain Flink %.2f s%n",
                result.printed(replay, LargeBenchmark.LAST_RUN),
                result.printed(bare, LargeBenchmark.LAST_RUN));
        Rounds.printVerdict("replay", result.printedRatio(replay, bare, LargeBenchmark.LAST_RUN), TARGET, "");
        Rounds.printVerdict("whole process with 3 runs", result.ratio(replay, bare), TARGET, "");
        Rounds.printVerdict("each small fixture", result.printed(fixtures, EACH), TARGET_EACH, " s");
        Rounds.printVerdict("first result", result.printed(fixtures, FIRST), TARGET_FIRST, " s");
        System.out.printf(
                Locale.ROOT,
                "first result of plain Flink: %.2f s, ratio %.2f%n",
                result.printed(first, FIRST),
                result.printedRatio(fixtures, first, FIRST));
    }
}
