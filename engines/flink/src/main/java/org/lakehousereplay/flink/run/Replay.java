package org.lakehousereplay.flink.run;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.paimon.table.Table;
import org.lakehousereplay.flink.connector.Blueprint;
import org.lakehousereplay.flink.connector.Exchange;
import org.lakehousereplay.flink.connector.PaimonOutput;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.flink.script.ScriptReading;
import org.lakehousereplay.flink.script.Statement;
import org.lakehousereplay.flink.script.StatementKind;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/** Runs one replay. */
public final class Replay {

    private static final Duration CANCELLING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ScriptReader reader;
    private final CompiledCache cache;
    private final ReplayRequest request;
    private final Patience patience;
    private final List<RunningJob> jobs = new ArrayList<>();
    private Optional<ScriptCompiler> compiler = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();
    private final long started = System.nanoTime();

    private Replay(Cluster cluster, ScriptReader reader, CompiledCache cache, ReplayRequest request) {
        this.cluster = cluster;
        this.reader = reader;
        this.cache = cache;
        this.request = request;
        this.patience = new Patience(request.timeout());
    }

    /** Runs a replay to its end, and leaves nothing behind in the cluster. */
    public static ReplayOutcome run(Cluster cluster, ScriptReader reader, CompiledCache cache, ReplayRequest request)
            throws Exception {
        return new Replay(cluster, reader, cache, request).run();
    }

    private ReplayOutcome run() throws Exception {
        Map<String, OutputRows> outputs = new HashMap<>();
        List<EngineProblem> problems = new ArrayList<>();
        try {
            replay(outputs);
        } catch (ReplayFailure failure) {
            problems.add(failure.problem());
        } catch (RuntimeException | IOException failure) {
            String message = "the replay failed: " + RootCause.of(failure);
            problems.add(new EngineProblem(EngineProblem.Kind.FAILED, Optional.empty(), message, ""));
        } finally {
            cancel();
            exchange.ifPresent(Exchange::close);
            compiler.ifPresent(ScriptCompiler::close);
        }
        for (Map.Entry<String, Path> captured :
                exchange.map(Exchange::captured).orElse(Map.of()).entrySet()) {
            if (request.outputs().contains(captured.getKey())) {
                outputs.put(captured.getKey(), new OutputRows(captured.getValue(), Optional.empty()));
            }
        }
        long dropped = jobs.stream()
                .flatMap(job -> job.incarnations().stream())
                .mapToLong(LateRecordCounters::take)
                .sum();
        return new ReplayOutcome(
                request.id(),
                outputs,
                exchange.map(Exchange::late).orElse(List.of()),
                dropped,
                problems,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private void replay(Map<String, OutputRows> outputs) throws Exception {
        ScriptReading reading = reader.read(request.scripts());
        if (!reading.reading().problems().isEmpty()) {
            throw new ReplayFailure(reading.reading().problems().get(0), null);
        }
        if (reading.mode() == ReplayMode.BATCH) {
            replayBatch(reading);
        } else {
            replayStream(reading);
        }
        if (compiler.isPresent()) {
            paimonOutputs(compiler.get(), outputs);
        }
    }

    private void replayBatch(ScriptReading reading) {
        Blueprint blueprint = new Blueprint(reading.names());
        Exchange rows = exchange(blueprint);
        rows.increment(request.increments());
        ScriptCompiler batch = compiler(blueprint, reading);
        batch.read(reading.statements(), plan -> runBatch(plan, rows));
        batch.jobs().forEach(plan -> runBatch(plan, rows));
    }

    private void replayStream(ScriptReading reading) throws IOException {
        CompiledScripts compiled = compiled(reading);
        Exchange rows = exchange(compiled.blueprint());
        compiled.plans().forEach(plan -> jobs.add(job(plan, rows)));
        Path savepoints = Files.createDirectories(request.directory().resolve("savepoints"));
        new Orchestration(jobs, compiled.ranks(), rows, compiled.blueprint().isCommitting())
                .run(request.increments(), request.restart(), savepoints);
    }

    private CompiledScripts compiled(ScriptReading reading) {
        CompiledCache.Entry entry = cache.entry(request);
        synchronized (entry) {
            if (entry.compiled().isPresent()) {
                return entry.compiled().get();
            }
            if (!isLake(reading.statements())) {
                CompiledScripts compiled = compile(reading);
                entry.keep(compiled);
                return compiled;
            }
        }
        return compile(reading);
    }

    private CompiledScripts compile(ScriptReading reading) {
        Blueprint blueprint = new Blueprint(reading.names());
        ScriptCompiler stream = compiler(blueprint, reading);
        stream.read(reading.statements(), plan -> {});
        List<JobPlan> plans = stream.jobs();
        return new CompiledScripts(blueprint, plans, stream.ranks());
    }

    private static boolean isLake(List<Statement> statements) {
        return statements.stream().anyMatch(statement -> statement.kind() == StatementKind.CREATE_CATALOG);
    }

    private ScriptCompiler compiler(Blueprint blueprint, ScriptReading reading) {
        ScriptCompiler made = new ScriptCompiler(request, blueprint, reading);
        compiler = Optional.of(made);
        return made;
    }

    private Exchange exchange(Blueprint blueprint) {
        Exchange opened = new Exchange(blueprint, request.inputs(), request.directory());
        exchange = Optional.of(opened);
        return opened;
    }

    private void paimonOutputs(ScriptCompiler scripts, Map<String, OutputRows> outputs) throws Exception {
        int number = 0;
        for (String output : request.outputs()) {
            Optional<Table> table = scripts.paimonTable(output);
            if (table.isPresent()) {
                Path changelog = request.directory().resolve("table-" + number + "-changelog.jsonl");
                Path rows = request.directory().resolve("table-" + number++ + ".jsonl");
                outputs.put(output, new PaimonOutput(table.get()).write(changelog, rows));
            }
        }
    }

    private void runBatch(JobPlan plan, Exchange rows) {
        RunningJob job = job(plan, rows);
        jobs.add(job);
        job.start(SavepointRestoreSettings.none());
        job.awaitEnd();
    }

    private RunningJob job(JobPlan plan, Exchange rows) {
        try {
            URL classPath = request.directory().toUri().toURL();
            return new RunningJob(cluster, plan, rows, patience, classPath);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void cancel() throws Exception {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        jobs.forEach(job -> ends.add(job.cancel()));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(CANCELLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            cluster.replaceSlots();
        } catch (ExecutionException failed) {
            // The job has ended; why is told already.
        }
    }
}
