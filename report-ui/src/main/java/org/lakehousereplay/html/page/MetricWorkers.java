package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.lakehousereplay.html.store.ReplayStore;

/** Works on several metrics at once: each of them asks the store many small questions, one after the other. */
final class MetricWorkers {

    /** Each one may hold the rows of a metric in memory. */
    private static final int MOST = 4;

    private MetricWorkers() {}

    /**
     * Works on all metrics.
     *
     * @param work is given a connection of its own
     * @return what came out, in the order of the metrics
     */
    static <T> List<T> forEach(
            List<MetricCase> metrics, ReplayStore store, BiFunction<MetricCase, ReplayStore, T> work) {
        int count = Math.min(MOST, Math.min(Runtime.getRuntime().availableProcessors(), metrics.size()));
        if (count < 2) {
            return metrics.stream().map(metric -> work.apply(metric, store)).toList();
        }
        BlockingQueue<ReplayStore> free = new ArrayBlockingQueue<>(count);
        List<ReplayStore> opened = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(count, MetricWorkers::thread);
        try {
            for (int number = 0; number < count; number++) {
                opened.add(store.another());
            }
            free.addAll(opened);
            List<Future<T>> results = new ArrayList<>();
            metrics.forEach(metric -> results.add(workers.submit(() -> {
                ReplayStore own = free.take();
                try {
                    return work.apply(metric, own);
                } finally {
                    free.add(own);
                }
            })));
            List<T> found = new ArrayList<>();
            for (Future<T> result : results) {
                found.add(result(result));
            }
            return found;
        } finally {
            stop(workers);
            opened.forEach(ReplayStore::close);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lakehouse-report");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T result(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the report was written", interrupted);
        }
    }

    /** After a failure the other metrics must be through before their connections are closed. */
    private static void stop(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
