package org.lakehousereplay.flink.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.lakehousereplay.flink.FlinkEngine;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.Script;

/** Builds replays, and runs them on the one engine of this JVM's tests. */
final class Replays {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EngineSession session;

    private final Path directory;
    private final Map<String, Path> inputs = new HashMap<>();
    private String script = "";
    private Set<String> outputs = Set.of();
    private int increments = 1;
    private boolean restart;
    private Optional<ReplayMode> mode = Optional.empty();
    private Optional<OffsetDateTime> clock = Optional.empty();
    private Duration timeout = Duration.ofMinutes(2);

    Replays(Path directory) {
        this.directory = directory;
    }

    static synchronized EngineSession session() {
        if (session == null) {
            try {
                Path work = Files.createTempDirectory("flink-engine");
                session = new FlinkEngine().open(new EngineSettings(work, 2, Map.of()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return session;
    }

    Replays script(String text) {
        script = text;
        return this;
    }

    Replays outputs(String... names) {
        outputs = Set.of(names);
        return this;
    }

    /** Rows of a source, each as increment, kind and values, separated by bars; an empty value is NULL. */
    Replays input(String source, String... rows) throws IOException {
        List<String> lines = new ArrayList<>();
        int last = 0;
        for (String row : rows) {
            String[] parts = row.split("\\|", -1);
            last = Integer.parseInt(parts[0].strip());
            StringBuilder line = new StringBuilder("{\"i\":").append(last);
            line.append(",\"k\":\"").append(parts[1].strip()).append('"');
            for (int part = 2; part < parts.length; part++) {
                String value = parts[part].strip();
                line.append(",\"c").append(part - 2).append("\":");
                line.append(value.isEmpty() ? "null" : '"' + value + '"');
            }
            lines.add(line.append('}').toString());
        }
        Path file =
                Files.createDirectories(directory.resolve("in")).resolve(source + NUMBER.incrementAndGet() + ".jsonl");
        Files.write(file, lines);
        inputs.put(source, file);
        increments = Math.max(increments, last + 1);
        return this;
    }

    Replays restart() {
        restart = true;
        return this;
    }

    Replays mode(ReplayMode wanted) {
        mode = Optional.of(wanted);
        return this;
    }

    Replays clock(String time) {
        clock = Optional.of(OffsetDateTime.parse(time));
        return this;
    }

    Replays timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    ReplayRequest request() throws IOException {
        int number = NUMBER.incrementAndGet();
        Path work = Files.createDirectories(directory.resolve("replay-" + number));
        PipelineScripts scripts = new PipelineScripts(
                "pipeline", List.of(new Script(Path.of("pipeline.sql"), script)), ZoneId.of("Asia/Shanghai"), mode);
        return new ReplayRequest(
                "replay-" + number, scripts, inputs, increments, restart, outputs, clock, timeout, work);
    }

    ReplayOutcome run() throws IOException {
        return run(List.of(request())).get(0);
    }

    static List<ReplayOutcome> run(List<ReplayRequest> requests) {
        List<ReplayOutcome> outcomes = new ArrayList<>();
        session().replay(requests, outcomes::add);
        return outcomes;
    }

    /** The changelog of an output, one line for each row: kind and values, separated by bars. */
    static List<String> changelog(ReplayOutcome outcome, String output) throws IOException {
        return rows(outcome.outputs().get(output).changelog());
    }

    static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(RowLine.of(line));
        }
        return rows;
    }
}
