package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.engine.duckdb.MutationMemory;
import org.lakehousereplay.engine.duckdb.MutationOptions;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.PipelineMutation;

/** Tries the mutants of the sample project. */
final class SampleMutantsTest {

    @Test
    void printsThem(@TempDir Path directory) {
        Path base = Path.of("../sample-project").toAbsolutePath().normalize();
        Project project = new Project(
                base,
                base.resolve("src/main/lakehouse"),
                base.resolve("src/test/lakehouse"),
                directory,
                directory,
                List.of());
        List<PipelineMutation> found = new ArrayList<>();
        long begin = System.nanoTime();
        new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT)
                .replay(List.of(), (session, pipelines, reading) -> {
                    long start = System.nanoTime();
                    found.addAll(session.mutate(
                            new MutationOptions(operator -> true, Duration.ofMinutes(5)),
                            MutationMemory.NONE,
                            (done, total) -> {
                                if (done == 1 || done == total) {
                                    System.out.println(done + "/" + total + " " + (System.nanoTime() - start) / 1e6);
                                }
                            }));
                });
        for (PipelineMutation pipeline : found) {
            System.out.println((System.nanoTime() - begin) / 1e9 + pipeline.pipeline() + " " + pipeline.scores()
                    + " dropped " + pipeline.dropped());
            for (MutantOutcome outcome : pipeline.outcomes()) {
                if (outcome.status() != org.lakehousereplay.mutation.MutantStatus.KILLED)
                    System.out.println(
                            "  " + outcome.status() + " " + outcome.mutant().id() + " "
                                    + outcome.mutant().location().line() + ": "
                                    + outcome.mutant().before() + " -> "
                                    + outcome.mutant().after() + " "
                                    + outcome.kill().map(Object::toString).orElse("") + " " + outcome.generated()
                                    + outcome.suggestion());
            }
        }
        assertThat(found).isNotEmpty();
    }
}
