package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.List;

/** Runs a benchmark by name. For the command line; README.md of the module tells how. */
public final class Bench {

    private Bench() {}

    /**
     * Runs a benchmark.
     *
     * @param arguments the name of the benchmark and, if wanted, the number of rounds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1) {
            System.err.println(
                    "Name a benchmark: small-suite, large, startup, duckdb-versions, compare, shrink, mutants, report or streams");
            System.exit(2);
        }
        Installation installation = Installation.find();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<String> machine = Machine.describe();
        machine.forEach(System.out::println);
        switch (arguments[0]) {
            case "small-suite" -> new SmallSuiteBenchmark(installation, rounds).run();
            case "large" -> new LargeBenchmark(installation, rounds).run();
            case "startup" -> new StartupBenchmark(installation, rounds).run();
            case "compare" -> new CompareBenchmark(installation, rounds).run();
            case "shrink" -> new ShrinkBenchmark(installation, rounds).run();
            case "mutants" -> new MutantsBenchmark(installation, rounds).run();
            case "report" -> new ReportBenchmark(installation, rounds).run();
            case "streams" -> new StreamsBenchmark(installation, rounds).run();
            case "duckdb-versions" -> new DuckDbVersionsBenchmark(installation, rounds).run();
            default -> {
                System.err.println("There is no benchmark " + arguments[0]);
                System.exit(2);
            }
        }
        System.out.println("load average at the end: " + Machine.load());
    }
}
