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
import org.lakehousereplay.flink.connector.Exchange;
import org.lakehousereplay.flink.connector.PaimonOutput;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.flink.script.ScriptReading;
import org.lakehousereplay.flink.script.Statement;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/** Runs one replay. */
public final class Replay {

    private static final Duration CANCELLING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ReplayRequest request;
    private final ScriptReader reader;
    private final Patience patience;
    private final List<RunningJob> jobs = new ArrayList<>();
    private ScriptCompiler compiler;
    private final long started = System.nanoTime();

    private Replay(Cluster cluster, ScriptReader reader, ReplayRequest request) {
        this.cluster = cluster;
        this.reader = reader;
        this.request = request;
        this.patience = new Patience(request.timeout());
    }

    /** Runs a replay to its end, and leaves nothing behind in the cluster. */
    public static ReplayOutcome run(Cluster cluster, ScriptReader reader, ReplayRequest request) throws Exception {
        return new Replay(cluster, reader, request).run();
    }

    private ReplayOutcome run() throws Exception {
        try (Exchange exchange = Exchange.open(request.id(), request.inputs(), request.directory())) {
            Map<String, OutputRows> outputs = new HashMap<>();
            List<EngineProblem> problems = new ArrayList<>();
            try {
                replay(exchange);
            } catch (ReplayFailure failure) {
                problems.add(failure.problem());
            } catch (RuntimeException | IOException failure) {
                problems.add(new EngineProblem(
                        EngineProblem.Kind.FAILED,
                        Optional.empty(),
                        "the replay failed: " + RootCause.of(failure),
                        ""));
            } finally {
                cancel();
            }
            if (problems.isEmpty()) {
                paimonOutputs(outputs);
            }
            for (Map.Entry<String, Path> captured : exchange.captured().entrySet()) {
                if (request.outputs().contains(captured.getKey())) {
                    outputs.put(captured.getKey(), new OutputRows(captured.getValue(), Optional.empty()));
                }
            }
            long dropped = jobs.stream()
                    .flatMap(job -> job.incarnations().stream())
                    .mapToLong(LateRecordCounters::take)
                    .sum();
            Duration duration = Duration.ofNanos(System.nanoTime() - started);
            return new ReplayOutcome(request.id(), outputs, exchange.late(), dropped, problems, duration);
        }
    }

    private void paimonOutputs(Map<String, OutputRows> outputs) throws Exception {
        int number = 0;
        for (String output : request.outputs()) {
            Optional<Table> table = compiler.paimonTable(output);
            if (table.isPresent()) {
                Path changelog = request.directory().resolve("table-" + number + "-changelog.jsonl");
                Path rows = request.directory().resolve("table-" + number++ + ".jsonl");
                outputs.put(output, new PaimonOutput(table.get()).write(changelog, rows));
            }
        }
    }

    private void replay(Exchange exchange) throws IOException {
        ScriptReading reading = reader.read(request.scripts());
        if (!reading.reading().problems().isEmpty()) {
            throw new ReplayFailure(reading.reading().problems().get(0), null);
        }
        List<Statement> statements = reading.statements();
        exchange.names(reading.names());
        compiler = new ScriptCompiler(request, exchange, reading);
        if (reading.mode() == ReplayMode.BATCH) {
            exchange.increment(request.increments());
            compiler.read(statements, plan -> runBatch(plan, exchange));
            compiler.jobs().forEach(plan -> runBatch(plan, exchange));
            return;
        }
        compiler.read(statements, plan -> {});
        for (JobPlan plan : compiler.jobs()) {
            jobs.add(job(plan, exchange));
        }
        Path savepoints = Files.createDirectories(request.directory().resolve("savepoints"));
        new Orchestration(jobs, compiler.ranks(), exchange).run(request.increments(), request.restart(), savepoints);
    }

    private void runBatch(JobPlan plan, Exchange exchange) {
        RunningJob job = job(plan, exchange);
        jobs.add(job);
        job.start(SavepointRestoreSettings.none());
        job.awaitEnd();
    }

    private RunningJob job(JobPlan plan, Exchange exchange) {
        try {
            URL classPath = request.directory().toUri().toURL();
            return new RunningJob(cluster, plan, exchange, patience, classPath);
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
