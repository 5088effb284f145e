package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the HTML report adds to a verification, in time and in bytes, against one without a report. */
record ReportBenchmark(Installation installation, int rounds) {

    private static final double TARGET = 1.5;
    private static final int SUITE = 1_000;
    private static final double MEGABYTE = 1e6;

    void run() throws IOException, InterruptedException {
        SmallSuite suite = new SmallSuite(installation.cache("small-suite"), SUITE);
        suite.generate();
        measure("1,000 fixtures with 3 metrics", suite.directory());
        for (long windows : new long[] {100_000, 1_000_000}) {
            WindowsProject project = new WindowsProject(installation.cache("windows-" + windows), windows);
            project.generate();
            measure(String.format(Locale.ROOT, "%,d windows with 6 measures", windows), project.directory());
        }
    }

    private void measure(String what, Path project) throws IOException, InterruptedException {
        String duckdb = Installation.duckdb();
        System.out.println(what + ", duckdb_jdbc " + duckdb);
        Contender with = installation.maven(
                "with the report", project, duckdb, "lakehouse:verify", "-Dlakehouse.testFailureIgnore");
        Contender without = installation.maven(
                "without",
                project,
                duckdb,
                "lakehouse:verify",
                "-Dlakehouse.testFailureIgnore",
                "-Dlakehouse.report.skip");
        Rounds result = Rounds.run(List.of(with, without), rounds);
        result.printTable();
        Rounds.printVerdict("with the report", result.ratio(with, without), TARGET, "");
        Path data = project.resolve("target/lakehouse/report/data");
        try (Stream<Path> files = Files.list(data)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            System.out.printf(Locale.ROOT, "data files: %.2f MB%n", bytes / MEGABYTE);
        }
    }
}
