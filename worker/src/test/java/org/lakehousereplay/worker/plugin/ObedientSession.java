package org.lakehousereplay.worker.plugin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.LateRow;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.spi.TableColumn;

/** Does what the text of a script says. */
final class ObedientSession implements EngineSession {

    private final EngineSettings settings;
    private final List<byte[]> kept = new ArrayList<>();
    private int replays;

    ObedientSession(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public String version() {
        return "Obedient 1.0";
    }

    @Override
    public PipelineReading read(PipelineScripts scripts) {
        List<SourceTable> sources = new ArrayList<>();
        List<OutputTable> outputs = new ArrayList<>();
        for (Script script : scripts.scripts()) {
            obey(script.text());
            StatementPlace place =
                    new StatementPlace(script.file(), 0, 0, script.text().length());
            TableColumn column = new TableColumn("c", "STRING", "VARCHAR", true);
            sources.add(new SourceTable(
                    "orders",
                    List.of(column),
                    List.of(),
                    RowKinds.CHANGELOG,
                    Optional.of(new EventTime("c", Optional.of(Duration.ofSeconds(5)))),
                    place));
            outputs.add(new OutputTable(
                    "echo",
                    List.of(column),
                    List.of("c"),
                    RowKinds.UPSERT,
                    Map.of("orders", Set.of("c")),
                    Set.of(),
                    false,
                    describe(),
                    List.of(place)));
        }
        EngineProblem problem = new EngineProblem(
                EngineProblem.Kind.SCRIPT,
                Optional.of(new EngineProblem.Position(scripts.scripts().get(0).file(), 2, 3)),
                "zone " + scripts.timeZone() + ", mode " + scripts.mode(),
                "");
        return new PipelineReading(sources, outputs, List.of(problem));
    }

    /** What the process looks like from in here. */
    private String describe() {
        boolean tests;
        try {
            Class.forName("org.junit.jupiter.api.Test");
            tests = true;
        } catch (ClassNotFoundException hidden) {
            tests = false;
        }
        return "loader " + Thread.currentThread().getContextClassLoader().getName() + ", JUnit " + tests + ", threads "
                + settings.threads() + ", zone " + TimeZone.getDefault().getID() + ", encoding "
                + System.getProperty("file.encoding") + ", color "
                + settings.configuration().get("color") + ", heap "
                + Runtime.getRuntime().maxMemory() / 1_000_000 + ", empty directory "
                + Files.isDirectory(settings.directory());
    }

    @Override
    public void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
        for (ReplayRequest request : requests) {
            replays++;
            obey(request.scripts().scripts().get(0).text());
            finished.accept(outcome(request));
        }
    }

    @Override
    public List<ScriptMutant> mutants(PipelineScripts scripts) {
        Script script = scripts.scripts().get(0);
        obey(script.text());
        Script changed = new Script(script.file(), script.text() + "!");
        return List.of(
                new ScriptMutant("sign", script.file(), 1, 5, "", "!", "it would be told aloud", List.of(changed)));
    }

    private ReplayOutcome outcome(ReplayRequest request) {
        try {
            Path file = Files.writeString(request.directory().resolve("echo.jsonl"), "{\"c0\":\"" + replays + "\"}\n");
            return new ReplayOutcome(
                    request.id(),
                    Map.of("echo", new OutputRows(file, Optional.empty())),
                    List.of(new LateRow("orders", 3, Instant.EPOCH, Instant.EPOCH.plusSeconds(1))),
                    1,
                    List.of(),
                    Duration.ofMillis(5));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void obey(String text) {
        String[] words = text.split(" ");
        switch (words[0]) {
            case "exit" -> System.exit(Integer.parseInt(words[1]));
            case "halt-once" -> haltOnce(Path.of(words[1]));
            case "hang" -> hang();
            case "allocate" -> allocate();
            case "print" -> print(words[1]);
            case "throw" -> throw new IllegalStateException("as you said");
            case "overflow" -> throw new StackOverflowError();
            default -> {
                // An echo.
            }
        }
    }

    private static void haltOnce(Path mark) {
        try {
            if (!Files.exists(mark)) {
                Files.writeString(mark, "");
                Runtime.getRuntime().halt(9);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void allocate() {
        while (true) {
            kept.add(new byte[1_000_000]);
        }
    }

    private static void print(String word) {
        System.out.println("out " + word);
        System.err.println("err " + word);
        try {
            // As a native library does.
            new FileOutputStream(FileDescriptor.out).write(("native " + word + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        System.out.println("closed after " + replays);
    }
}
