package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Two outputs of ten million rows held against each other, against a full outer join by plain DuckDB. */
record CompareBenchmark(Installation installation, int rounds) {

    private static final double TARGET = 1.3;
    private static final String RUNS = "2";

    void run() throws IOException, InterruptedException {
        ComparedProject project = new ComparedProject(installation.cache("compare"));
        project.generate();
        String duckdb = Installation.duckdb();
        String directory = project.directory().toString();
        System.out.println("10 million rows by window and channel, four values each, duckdb_jdbc " + duckdb);
        Contender library = installation.java("library", CompareLarge.class, duckdb, directory, RUNS);
        Contender bare = installation.java("plain DuckDB", BareJoin.class, duckdb, directory, RUNS);
        Rounds result = Rounds.run(List.of(library, bare), rounds);
        result.printTable();
        System.out.printf(
                Locale.ROOT,
                "the comparison alone: library %.2f s, full outer join %.2f s%n",
                result.printed(library, LargeBenchmark.LAST_RUN),
                result.printed(bare, LargeBenchmark.LAST_RUN));
        Rounds.printVerdict("comparison", result.printedRatio(library, bare, LargeBenchmark.LAST_RUN), TARGET, "");
    }
}
