package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The small suite on two versions of the engine, to choose the one that the plugin brings. */
record DuckDbVersionsBenchmark(Installation installation, int rounds) {

    /** The other side makes none, and {@link ReportBenchmark} measures it. */
    private static final String NO_REPORT = "-Dlakehouse.report.skip";

    private static final String NEWEST = "2.0.0.1";

    void run() throws IOException, InterruptedException {
        SmallSuite suite = new SmallSuite(installation.cache("small-suite"), 1000);
        suite.generate();
        Contender chosen = verify(suite, Installation.DEFAULT_DUCKDB);
        Contender newest = verify(suite, NEWEST);
        Contender bareChosen = bare(suite, Installation.DEFAULT_DUCKDB);
        Contender bareNewest = bare(suite, NEWEST);
        Rounds result = Rounds.run(List.of(chosen, newest, bareChosen, bareNewest), rounds);
        result.printTable();
        print("mvn lakehouse:verify", result.ratio(newest, chosen));
        print("bare program, 2 threads", result.ratio(bareNewest, bareChosen));
    }

    private static void print(String program, double ratio) {
        System.out.printf(
                Locale.ROOT, "%s: %s takes %.2f of %s%n", program, NEWEST, ratio, Installation.DEFAULT_DUCKDB);
    }

    private Contender verify(SmallSuite suite, String duckdb) throws IOException, InterruptedException {
        return installation.maven(
                "mvn lakehouse:verify, " + duckdb, suite.directory(), duckdb, "lakehouse:verify", NO_REPORT);
    }

    private Contender bare(SmallSuite suite, String duckdb) throws IOException {
        return installation.java(
                "bare program, 2 threads, " + duckdb,
                BareSuite.class,
                duckdb,
                suite.directory().toString(),
                Integer.toString(suite.size()),
                "2");
    }
}
