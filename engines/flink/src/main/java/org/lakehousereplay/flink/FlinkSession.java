package org.lakehousereplay.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.lakehousereplay.flink.mutate.FlinkMutants;
import org.lakehousereplay.flink.run.Cluster;
import org.lakehousereplay.flink.run.CompiledCache;
import org.lakehousereplay.flink.run.Replay;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.ScriptMutant;

/** A running Flink: one cluster, on which several replays run at the same time. */
final class FlinkSession implements EngineSession {

    private final Cluster cluster;
    private final CompiledCache cache = new CompiledCache();
    private final ScriptReader reader;
    private final ExecutorService replays;

    FlinkSession(Cluster cluster, ScriptReader reader, int concurrent) {
        this.cluster = cluster;
        this.reader = reader;
        AtomicInteger number = new AtomicInteger();
        this.replays = Executors.newFixedThreadPool(concurrent, task -> {
            Thread thread = new Thread(task, "replay-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(FlinkSession.class.getClassLoader());
            return thread;
        });
    }

    @Override
    public String version() {
        return "Flink " + EnvironmentInformation.getVersion();
    }

    @Override
    public PipelineReading read(PipelineScripts scripts) {
        return withOwnClasses(() -> reader.read(scripts).reading());
    }

    @Override
    public List<ScriptMutant> mutants(PipelineScripts scripts) {
        return withOwnClasses(() -> FlinkMutants.of(scripts, reader));
    }

    private static <T> T withOwnClasses(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FlinkSession.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
        CompletionService<ReplayOutcome> completed = new ExecutorCompletionService<>(replays);
        List<Future<ReplayOutcome>> running = new ArrayList<>();
        requests.forEach(request -> running.add(completed.submit(() -> Replay.run(cluster, reader, cache, request))));
        try {
            for (int outcome = 0; outcome < requests.size(); outcome++) {
                finished.accept(completed.take().get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replays were interrupted", interrupted);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } finally {
            running.forEach(replay -> replay.cancel(true));
        }
    }

    @Override
    public void close() {
        replays.shutdownNow();
        cluster.close();
    }
}
