package org.lakehousereplay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableRows;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.LateRow;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;

/** Engines and table formats of every temper in real worker processes. */
final class WorkerEnginesTest {

    @TempDir
    private Path directory;

    private WorkerSettings settings;
    private WorkerEngines engines;

    @BeforeEach
    void engines() {
        settings = WorkerSettings.of(directory.resolve("worker"), directory.resolve("worker.log"))
                .withMemory("64m")
                .withThreads(2)
                .withAdvice("Raise the heap", "Raise the timeout")
                .withTimes(Duration.ofSeconds(30), Duration.ofSeconds(1));
        engines = new WorkerEngines(settings, new TestPlugIns(Map.of("color", "green")));
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void nothing_is_started_before_an_engine_is_asked_for() {
        assertThat(engines.engineNames()).containsExactly("obedient");
        assertThat(engines.pid()).isEmpty();
        assertThat(settings.log()).doesNotExist();
    }

    @Test
    void scripts_are_read_in_a_process_of_their_own() throws Exception {
        Path file = Path.of("src", "dwd.sql");

        PipelineReading reading = engines.engine("obedient")
                .read(new PipelineScripts(
                        "shop",
                        List.of(new Script(file, "echo 订单")),
                        ZoneId.of("Asia/Shanghai"),
                        Optional.of(ReplayMode.BATCH)));

        assertThat(engines.engine("obedient").version()).isEqualTo("Obedient 1.0");
        assertThat(reading.problems())
                .containsExactly(new EngineProblem(
                        EngineProblem.Kind.SCRIPT,
                        Optional.of(new EngineProblem.Position(file, 2, 3)),
                        "zone Asia/Shanghai, mode Optional[BATCH]",
                        ""));
        assertThat(reading.sources().get(0).eventTime())
                .contains(new EventTime("c", Optional.of(Duration.ofSeconds(5))));
        assertThat(reading.sources().get(0).place().end()).isEqualTo("echo 订单".length());
        assertThat(reading.outputs().get(0).reads()).isEqualTo(Map.of("orders", Set.of("c")));
        assertThat(reading.outputs().get(0).fingerprint())
                .startsWith(
                        "loader lakehouse-obedient, JUnit false, threads 2, zone UTC, encoding UTF-8, color green, heap 6")
                .endsWith("empty directory true");
        assertThat(engines.pid().orElseThrow())
                .isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void mutants_come_back_as_they_were_given() throws Exception {
        Path file = Path.of("src", "dwd.sql");

        List<ScriptMutant> mutants = engines.engine("obedient").mutants(scripts(file, "echo 订单"));

        assertThat(mutants)
                .containsExactly(new ScriptMutant(
                        "sign", file, 1, 5, "", "!", "it would be told aloud", List.of(new Script(file, "echo 订单!"))));
    }

    @Test
    void an_engine_that_breaks_has_no_mutants() throws Exception {
        Path file = Path.of("dwd.sql");

        assertThat(engines.engine("obedient").mutants(scripts(file, "throw"))).isEmpty();
        assertThat(engines.engine("obedient").mutants(scripts(file, "exit 7"))).isEmpty();
        assertThat(engines.engine("obedient").mutants(scripts(file, "echo"))).hasSize(1);
    }

    private static PipelineScripts scripts(Path file, String text) {
        return new PipelineScripts(
                "shop", List.of(new Script(file, text)), ZoneId.of("Asia/Shanghai"), Optional.empty());
    }

    @Test
    void outcomes_come_back_as_they_were_given() {
        Map<String, ReplayOutcome> outcomes = replay("echo", "echo");

        assertThat(outcomes).hasSize(2);
        ReplayOutcome second = outcomes.get("1");
        assertThat(second.problems()).isEmpty();
        assertThat(second.outputs().get("echo").changelog()).hasContent("{\"c0\":\"2\"}");
        assertThat(second.late()).extracting(LateRow::row).containsExactly(3L);
        assertThat(second.droppedLate()).isEqualTo(1);
        assertThat(second.duration()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void outcomes_come_as_soon_as_they_are_there() throws Exception {
        Path mark = directory.resolve("mark");
        List<Boolean> marked = new ArrayList<>();

        engines.engine("obedient")
                .replay(
                        List.of(request("a", "echo"), request("b", "halt-once " + mark)),
                        outcome -> marked.add(Files.exists(mark)));

        assertThat(marked).hasSize(2);
        assertThat(marked.get(1)).isTrue();
    }

    @Test
    void what_an_engine_prints_goes_to_the_log() {
        assertThat(replay("print marigold"))
                .allSatisfy((id, outcome) -> assertThat(outcome.problems()).isEmpty());
        engines.close();

        assertThat(settings.log()).content().contains("out marigold", "err marigold", "closed after 1");
        assertThat(settings.directory()).doesNotExist();
    }

    @Test
    void a_replay_that_ends_the_process_takes_no_other_with_it() {
        Map<String, ReplayOutcome> outcomes = replay("echo", "exit 7", "echo");

        assertThat(outcomes.get("0").problems()).isEmpty();
        assertThat(outcomes.get("2").problems()).isEmpty();
        assertThat(outcomes.get("1").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.FAILED);
            assertThat(problem.message()).isEqualTo("Obedient 1.0 died: the process ended with exit code 7");
            assertThat(problem.remedy()).isEqualTo("What it printed is in " + new WorkerLog(settings.log()).shown());
        });
    }

    @Test
    void a_replay_that_fills_the_heap_is_told_how_to_get_more() {
        Map<String, ReplayOutcome> outcomes = replay("allocate", "echo");

        assertThat(outcomes.get("1").problems()).isEmpty();
        assertThat(outcomes.get("0").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.OUT_OF_MEMORY);
            assertThat(problem.message()).isEqualTo("Obedient 1.0 ran out of memory: the worker's heap is 64m");
            assertThat(problem.remedy()).startsWith("Raise the heap. What it printed is in ");
        });
    }

    @Test
    void a_replay_that_hangs_is_stopped() {
        Map<String, ReplayOutcome> outcomes = replay("hang", "echo");

        assertThat(outcomes.get("1").problems()).isEmpty();
        assertThat(outcomes.get("0").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(EngineProblem.Kind.TIMEOUT);
            assertThat(problem.message()).isEqualTo("Obedient 1.0 gave no sign of life for 3 s and was stopped");
            assertThat(problem.remedy()).startsWith("Raise the timeout. ");
        });
    }

    @Test
    void an_engine_that_throws_is_started_anew() throws Exception {
        Map<String, ReplayOutcome> outcomes = replay("throw", "overflow", "echo");

        assertThat(outcomes.get("0").problems())
                .extracting(EngineProblem::message)
                .containsExactly("Obedient 1.0 failed: IllegalStateException: as you said");
        assertThat(outcomes.get("1").problems())
                .extracting(EngineProblem::message)
                .containsExactly("Obedient 1.0 failed: StackOverflowError");
        assertThat(outcomes.get("2").problems()).isEmpty();
        assertThat(settings.log()).content().contains("org.lakehousereplay.worker.plugin.ObedientSession.obey");
    }

    @Test
    void a_replay_alone_is_tried_again_when_an_earlier_one_may_be_to_blame() {
        replay("echo");

        assertThat(replay("halt-once " + directory.resolve("mark")).get("0").problems())
                .isEmpty();
    }

    @Test
    void a_process_whose_directory_was_cleaned_is_started_anew() {
        replay("echo");
        long first = engines.pid().orElseThrow();
        FileTree.delete(settings.directory());

        assertThat(replay("echo").get("0").problems()).isEmpty();
        assertThat(engines.pid().orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void a_script_that_ends_the_process_while_it_is_read_is_told() throws Exception {
        PipelineReading reading = engines.engine("obedient").read(scripts("exit 1"));

        assertThat(reading.problems())
                .extracting(EngineProblem::message)
                .containsExactly("Obedient 1.0 died: the process ended with exit code 1");
        assertThat(replay("echo").get("0").problems()).isEmpty();
    }

    @Test
    void tables_are_read() throws Exception {
        Path output = directory.resolve("rows.jsonl");

        LakeTableRows rows = engines.tableFormat("obedient")
                .read(new LakeTableRequest(
                        Path.of("orders"), Optional.of(new LakeTableVersion.Numbered(3)), false, output));

        assertThat(rows.version()).isEqualTo("Numbered[number=3]");
        assertThat(output).hasContent("{\"c0\":\"1\"}");
    }

    @Test
    void a_table_that_cannot_be_read_is_told() throws Exception {
        assertThatExceptionOfType(LakeTableException.class)
                .isThrownBy(() -> read("refused"))
                .withMessage("there is no version 7")
                .satisfies(exception -> assertThat(exception.remedy()).isEqualTo("Name another one"));
        assertThatIOException().isThrownBy(() -> read("unreadable")).withMessageContaining("part-0.parquet");
        assertThatExceptionOfType(LakeTableException.class)
                .isThrownBy(() -> read("exit"))
                .withMessage("the table format obedient died: the process ended with exit code 5");
        assertThat(read("orders").rows()).isEqualTo(1);
    }

    @Test
    void an_engine_that_is_not_there_is_told() {
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> engines.engine("unknown"))
                .withMessage("there is no engine unknown");
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> engines.engine("other"))
                .withMessage("there is no engine other in its artifact, which offers obedient");
    }

    @Test
    void an_engine_that_does_not_start_is_told() {
        engines = new WorkerEngines(settings, new TestPlugIns(Map.of("refuse", "yes")));

        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> engines.engine("obedient"))
                .withMessage("the engine obedient failed: IllegalArgumentException: the setting refuse is yes")
                .satisfies(exception -> assertThat(exception.remedy()).startsWith("What it printed is in "));
    }

    @Test
    void an_argument_that_java_does_not_know_is_told() {
        engines = new WorkerEngines(settings.withArguments(List.of("-XX:+UseGoodWill")), new TestPlugIns(Map.of()));

        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> engines.engine("obedient"))
                .withMessageContaining("the worker process does not start: ")
                .withMessageContaining("UseGoodWill");
    }

    private LakeTableRows read(String table) throws IOException, LakeTableException, EngineUnavailableException {
        return engines.tableFormat("obedient")
                .read(new LakeTableRequest(Path.of(table), Optional.empty(), true, directory.resolve("rows.jsonl")));
    }

    private Map<String, ReplayOutcome> replay(String... scripts) {
        try {
            List<ReplayRequest> requests = new ArrayList<>();
            for (String script : scripts) {
                requests.add(request(Integer.toString(requests.size()), script));
            }
            Map<String, ReplayOutcome> outcomes = new LinkedHashMap<>();
            engines.engine("obedient").replay(requests, outcome -> outcomes.put(outcome.id(), outcome));
            return outcomes;
        } catch (IOException | EngineUnavailableException exception) {
            throw new AssertionError(exception);
        }
    }

    private ReplayRequest request(String id, String script) throws IOException {
        return new ReplayRequest(
                id,
                scripts(script),
                Map.of("orders", Path.of("orders.jsonl")),
                1,
                false,
                Set.of("echo"),
                Optional.of(OffsetDateTime.parse("2024-05-18T12:00:00+08:00")),
                Duration.ofSeconds(2),
                Files.createDirectories(directory.resolve("out-" + id)));
    }

    private static PipelineScripts scripts(String text) {
        return new PipelineScripts(
                "shop", List.of(new Script(Path.of("shop.sql"), text)), ZoneId.of("UTC"), Optional.empty());
    }
}
