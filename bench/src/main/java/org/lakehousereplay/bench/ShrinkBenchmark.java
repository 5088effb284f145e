package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A fixture of a million orders, reduced to the rows that a wrong cell needs, and to those that a difference needs. */
record ShrinkBenchmark(Installation installation, int rounds) {

    private static final double TARGET = 60;

    void run() throws IOException, InterruptedException {
        ShrunkProject project = new ShrunkProject(installation.cache("shrink"));
        project.generate();
        String duckdb = Installation.duckdb();
        System.out.println("1 million orders of 100,000 users from Parquet, duckdb_jdbc " + duckdb);
        String directory = project.directory().toString();
        Contender verify = installation.java("wrong row", ShrinkLarge.class, duckdb, directory, ShrinkLarge.VERIFY);
        Contender compare = installation.java("difference", ShrinkLarge.class, duckdb, directory, ShrinkLarge.COMPARE);
        Rounds result = Rounds.run(List.of(verify, compare), rounds);
        result.printTable();
        for (Contender contender : List.of(verify, compare)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f rows left, %.0f trials%n",
                    contender.name(),
                    result.printed(contender, ShrinkLarge.ROWS),
                    result.printed(contender, ShrinkLarge.TRIALS));
            Rounds.printVerdict(contender.name(), result.printed(contender, LargeBenchmark.LAST_RUN), TARGET, " s");
        }
    }
}
