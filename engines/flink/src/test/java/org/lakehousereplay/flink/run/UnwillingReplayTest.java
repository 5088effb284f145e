package org.lakehousereplay.flink.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.flink.connector.Exchange;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/** Replays that fail or hang, and their neighbours. */
class UnwillingReplayTest {

    private static final String SOURCE =
            "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'kafka', 'format' = 'json');\n";

    @TempDir
    private Path directory;

    /** Never comes back, whoever asks. */
    public static final class Hanging extends ScalarFunction {

        private static final long serialVersionUID = 1L;

        /** Hangs. */
        public Long eval(Long number) {
            long since = System.nanoTime();
            while (System.nanoTime() - since < Duration.ofSeconds(20).toNanos()) {
                Thread.interrupted();
            }
            return number;
        }
    }

    private Replays replay(String script) throws IOException {
        return new Replays(directory)
                .script(SOURCE + script)
                .outputs("pipeline")
                .input("numbers", "0|+I|1", "0|+I|0");
    }

    @Test
    void tellsWhyAJobFailedInOneLine() throws IOException {
        ReplayOutcome outcome = replay("SELECT 1 / n FROM numbers").run();

        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.FAILED);
            assertThat(problem.message())
                    .contains("by zero")
                    .doesNotContain("\n")
                    .doesNotContain("\tat ");
        });
        assertThat(Exchange.open()).isZero();
    }

    @Test
    void givesUpWhatHangsWithoutHoldingOthersUp() throws IOException {
        String hanging = "CREATE FUNCTION hang AS '" + Hanging.class.getName() + "';\nSELECT hang(n) FROM numbers";
        List<ReplayOutcome> outcomes = Replays.run(List.of(
                replay(hanging).timeout(Duration.ofSeconds(8)).request(),
                replay("SELECT n + 1 FROM numbers").request()));

        assertThat(outcomes.get(0).problems()).isEmpty();
        assertThat(outcomes.get(1).problems())
                .singleElement()
                .extracting(EngineProblem::kind)
                .isEqualTo(EngineProblem.Kind.TIMEOUT);
    }

    @Test
    void keepsReplaysApart() throws IOException {
        String sums = "SELECT n, COUNT(*) FROM numbers GROUP BY n";
        ReplayRequest one = new Replays(directory)
                .script(SOURCE + sums)
                .outputs("pipeline")
                .input("numbers", "0|+I|1", "0|+I|1")
                .request();
        ReplayRequest other = new Replays(directory)
                .script(SOURCE + sums)
                .outputs("pipeline")
                .input("numbers", "0|+I|2")
                .request();

        List<ReplayOutcome> outcomes = Replays.run(List.of(one, other));

        for (ReplayOutcome outcome : outcomes) {
            assertThat(outcome.problems()).isEmpty();
            assertThat(Replays.changelog(outcome, "pipeline"))
                    .isEqualTo(
                            outcome.id().equals(one.id()) ? List.of("+I|1|1", "-U|1|1", "+U|1|2") : List.of("+I|2|1"));
        }
    }

    @Test
    void givesTheSameBytesEveryTime() throws IOException {
        String script = """
                CREATE TABLE names (n BIGINT, name STRING) WITH ('connector' = 'kafka', 'format' = 'json');
                SELECT a.n, b.name, COUNT(*) OVER (PARTITION BY a.n ORDER BY PROCTIME())
                FROM numbers AS a JOIN names AS b ON a.n = b.n
                """;
        Replays replay = replay(script).input("names", "0|+I|1|one", "0|+I|0|null", "0|+I|1|uno");

        byte[] first = Files.readAllBytes(replay.run().outputs().get("pipeline").changelog());
        byte[] second =
                Files.readAllBytes(replay.run().outputs().get("pipeline").changelog());

        assertThat(second).isEqualTo(first).isNotEmpty();
    }
}
