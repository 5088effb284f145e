package org.lakehousereplay.bench;

import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.engine.duckdb.MetricOutcome;
import org.lakehousereplay.engine.duckdb.OlderVersion;
import org.lakehousereplay.engine.duckdb.ReplayOptions;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.verify.Limits;

/** Replays both versions by the library and prints how long their outputs were held against each other. */
final class CompareLarge {

    private CompareLarge() {}

    /**
     * Runs the comparison.
     *
     * @param arguments the project and the number of runs; the time of the last one is printed
     */
    public static void main(String[] arguments) {
        ComparedProject project = new ComparedProject(Path.of(arguments[0]));
        int runs = Integer.parseInt(arguments[1]);
        Path directory = project.directory();
        PipelineReading candidate = PipelineReader.read(directory.resolve("src/main/lakehouse"));
        PipelineReading older = PipelineReader.read(project.releases());
        Limits limits = Limits.defaults();
        for (int run = 1; run <= runs; run++) {
            try (ReplaySession session = ReplaySession.replay(
                    new ReplayOptions(
                            limits.threads(),
                            "",
                            limits.timeout(),
                            directory.resolve("target/lakehouse/replay.duckdb")),
                    candidate.pipelines(),
                    List.of(new OlderVersion("1.0.0", older.pipelines())),
                    new FixtureReader(candidate, List.of(directory.resolve("data")))
                            .read(directory.resolve("src/test/lakehouse"))
                            .fixtures(),
                    metric -> true,
                    fixture -> {})) {
                MetricOutcome outcome = session.outcomes().get(0);
                long differing = outcome.evidence().get(0).difference().changedRows();
                if (differing == 0) {
                    throw new IllegalStateException("The comparison found nothing");
                }
                if (run == runs) {
                    System.out.println("rows that differ: " + differing);
                    System.out.println(
                            LargeBenchmark.LAST_RUN + outcome.comparing().toNanos() / 1e9);
                }
            }
        }
    }
}
