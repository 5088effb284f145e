package org.lakehousereplay.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.ShrinkProgress;
import org.lakehousereplay.verify.ShrinkResult;
import org.lakehousereplay.verify.ShrinkSettings;
import org.lakehousereplay.verify.Shrinking;

/** Shrinks the large fixture by the library, from reading the files to writing the new fixture. */
final class ShrinkLarge {

    /** Stands before the number of input rows that were left. */
    static final String ROWS = "rows left: ";

    /** Stands before the number of replays. */
    static final String TRIALS = "trials: ";

    /** Holds on to the row that a verification finds wrong. */
    static final String VERIFY = "verify";

    /** Holds on to the difference to the older version. */
    static final String COMPARE = "compare";

    /** Longer than the target, so that a run that misses it tells by how much. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private ShrinkLarge() {}

    /**
     * Shrinks once.
     *
     * @param arguments the project and what is held on to, {@link #VERIFY} or {@link #COMPARE}
     */
    public static void main(String[] arguments) {
        ShrunkProject shrunk = new ShrunkProject(Path.of(arguments[0]));
        Optional<Baseline> baseline = arguments[1].equals(COMPARE)
                ? Optional.of(new Baseline("1.0.0", "dir:releases/1.0.0", Optional.of("1.0.0"), shrunk.releases()))
                : Optional.empty();
        Path directory = shrunk.directory();
        Path output = directory.resolve("target/lakehouse");
        Project project = new Project(
                directory,
                directory.resolve("src/main/lakehouse"),
                directory.resolve("src/test/lakehouse"),
                output,
                output.resolve("junit"),
                List.of(shrunk.data()));
        ShrinkSettings settings = new ShrinkSettings(baseline, Optional.of("one-day-" + arguments[1]), PATIENCE);
        long start = System.nanoTime();
        ShrinkResult result = new Shrinking(
                        project,
                        new Selection(List.of("shop/one-day"), List.of()),
                        Limits.defaults(),
                        settings,
                        ShrinkProgress.SILENT)
                .run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!result.minimal()) {
            throw new IllegalStateException(result.rows() + " rows were left and not all were tried");
        }
        System.out.println(ROWS + result.rows());
        System.out.println(TRIALS + result.trials());
        System.out.println(LargeBenchmark.LAST_RUN + seconds);
    }
}
