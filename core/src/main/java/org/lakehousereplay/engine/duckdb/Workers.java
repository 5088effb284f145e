package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The threads of a session: those that do its work, and the one that cancels what takes too long. */
final class Workers implements AutoCloseable {

    private final int parallel;
    private final ExecutorService workers;
    private final ScheduledExecutorService watchdog;

    /** @param parallel how many tasks run at once */
    Workers(int parallel) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "lakehouse-replay");
            thread.setDaemon(true);
            return thread;
        };
        this.parallel = parallel;
        this.workers = Executors.newFixedThreadPool(parallel, daemons);
        this.watchdog = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** How many tasks run at once. */
    int parallel() {
        return parallel;
    }

    ScheduledExecutorService watchdog() {
        return watchdog;
    }

    interface Task<T> {
        void run(T item) throws Exception;
    }

    /** Does a task for each item, and returns when all are done; the first failure ends them all. */
    <T> void parallel(Collection<T> items, Task<T> task) throws SQLException {
        List<Future<?>> futures = new ArrayList<>();
        for (T item : items) {
            futures.add(workers.submit(() -> {
                task.run(item);
                return null;
            }));
        }
        try {
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was interrupted", interrupted);
        } catch (ExecutionException failed) {
            workers.shutdownNow();
            if (failed.getCause() instanceof SQLException exception) {
                throw exception;
            }
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        watchdog.shutdownNow();
    }
}
