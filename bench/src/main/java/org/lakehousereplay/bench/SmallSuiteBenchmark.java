package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A thousand small fixtures: the whole Maven process against {@link BareSuite}. */
record SmallSuiteBenchmark(Installation installation, int rounds) {

    /** The other side makes none, and {@link ReportBenchmark} measures it. */
    private static final String NO_REPORT = "-Dlakehouse.report.skip";

    private static final double TARGET = 1.5;

    void run() throws IOException, InterruptedException {
        SmallSuite suite = new SmallSuite(installation.cache("small-suite"), 1000);
        suite.generate();
        String duckdb = Installation.duckdb();
        System.out.println("1,000 fixtures with 3 metrics each, duckdb_jdbc " + duckdb);
        Contender ours =
                installation.maven("mvn lakehouse:verify", suite.directory(), duckdb, "lakehouse:verify", NO_REPORT);
        Contender one = bare(suite, duckdb, 1);
        Contender two = bare(suite, duckdb, 2);
        Rounds result = Rounds.run(List.of(ours, one, two), rounds);
        result.printTable();
        Rounds.printVerdict("against the bare program, 1 thread", result.ratio(ours, one), TARGET, "");
        Rounds.printVerdict("against the bare program, 2 threads", result.ratio(ours, two), TARGET, "");
        System.out.printf(
                Locale.ROOT,
                "processor time against the bare program: 1 thread %.2f, 2 threads %.2f%n",
                result.processorRatio(ours, one),
                result.processorRatio(ours, two));
    }

    private Contender bare(SmallSuite suite, String duckdb, int threads) throws IOException {
        return installation.java(
                "bare program, " + threads + (threads == 1 ? " thread" : " threads"),
                BareSuite.class,
                duckdb,
                suite.directory().toString(),
                Integer.toString(suite.size()),
                Integer.toString(threads));
    }
}
