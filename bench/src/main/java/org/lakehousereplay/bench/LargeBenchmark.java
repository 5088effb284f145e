package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Ten million events and a million orders: a replay against plain DuckDB, with and without the start of a process. */
record LargeBenchmark(Installation installation, int rounds) {

    /** The other side makes none, and {@link ReportBenchmark} measures it. */
    private static final String NO_REPORT = "-Dlakehouse.report.skip";

    /** Stands before the seconds that a program prints for the last of its runs. */
    static final String LAST_RUN = "last run: ";

    private static final double TARGET = 1.15;
    private static final String WARM = "3";

    void run() throws IOException, InterruptedException {
        LargeProject project = new LargeProject(installation.cache("large"));
        project.generate();
        String duckdb = Installation.duckdb();
        System.out.println("10 million events and 1 million orders from Parquet, duckdb_jdbc " + duckdb);
        String directory = project.directory().toString();
        Contender maven =
                installation.maven("mvn lakehouse:verify", project.directory(), duckdb, "lakehouse:verify", NO_REPORT);
        Contender bare = installation.java("plain DuckDB", BareLarge.class, duckdb, directory, "1");
        Contender library = installation.java("library, 3 runs", ReplayLarge.class, duckdb, directory, WARM);
        Contender warm = installation.java("plain DuckDB, 3 runs", BareLarge.class, duckdb, directory, WARM);
        Rounds result = Rounds.run(List.of(maven, bare, library, warm), rounds);
        result.printTable();
        System.out.printf(
                Locale.ROOT,
                "third run in one process: library %.2f s, plain DuckDB %.2f s%n",
                result.printed(library, LAST_RUN),
                result.printed(warm, LAST_RUN));
        Rounds.printVerdict("replay in process", result.printedRatio(library, warm, LAST_RUN), TARGET, "");
        Rounds.printVerdict("whole process, with the start of Maven", result.ratio(maven, bare), TARGET, "");
        System.out.printf(
                Locale.ROOT, "whole process, seconds on top of plain DuckDB: %.2f%n", result.difference(maven, bare));
    }
}
