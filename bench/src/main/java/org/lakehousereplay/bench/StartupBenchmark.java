package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;

/** One fixture: what a verification costs beyond starting Maven. */
record StartupBenchmark(Installation installation, int rounds) {

    private static final double TARGET = 1.5;

    void run() throws IOException, InterruptedException {
        SmallSuite suite = new SmallSuite(installation.cache("one-fixture"), 1);
        suite.generate();
        String duckdb = Installation.duckdb();
        System.out.println("one fixture with 3 metrics, duckdb_jdbc " + duckdb);
        Contender verify = installation.maven("mvn lakehouse:verify", suite.directory(), duckdb, "lakehouse:verify");
        Contender validate = installation.maven("mvn validate", suite.directory(), duckdb, "validate");
        Rounds result = Rounds.run(List.of(verify, validate), rounds);
        result.printTable();
        Rounds.printVerdict("lakehouse:verify minus validate", result.difference(verify, validate), TARGET, " s");
    }
}
