package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Mutants of three metrics on twenty small fixtures, against a program that only queries one fixture again and again. */
record MutantsBenchmark(Installation installation, int rounds) {

    private static final int FIXTURES = 20;
    private static final double TARGET = 200;

    void run() throws IOException, InterruptedException {
        SmallSuite suite = new SmallSuite(installation.cache("mutants"), FIXTURES);
        suite.generate();
        String duckdb = Installation.duckdb();
        System.out.println(FIXTURES + " fixtures with 3 metrics each, duckdb_jdbc " + duckdb);
        String directory = suite.directory().toString();
        Contender one = installation.java("mutants, 1 thread", MutantTrials.class, duckdb, directory, "1");
        Contender two = installation.java("mutants, 2 threads", MutantTrials.class, duckdb, directory, "2");
        Contender bare = installation.java(
                "bare queries", BareMutants.class, duckdb, directory, Integer.toString(FIXTURES));
        Rounds result = Rounds.run(List.of(one, two, bare), rounds);
        result.printTable();
        for (Contender contender : List.of(one, two)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f mutants, %.0f a second, %.0f a processor second (target %.0f)%n",
                    contender.name(),
                    result.printed(contender, MutantTrials.MUTANTS),
                    result.printed(contender, MutantTrials.RATE),
                    result.printed(contender, MutantTrials.PROCESSOR_RATE),
                    TARGET);
        }
        System.out.printf(
                Locale.ROOT,
                "bare queries: %.0f a second, %.0f a processor second%n",
                result.printed(bare, MutantTrials.RATE),
                result.printed(bare, MutantTrials.PROCESSOR_RATE));
    }
}
