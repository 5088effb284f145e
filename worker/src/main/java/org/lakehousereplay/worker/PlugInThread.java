package org.lakehousereplay.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one thread on which an engine or a table format is called, with its class loader as context. */
final class PlugInThread {

    private final ExecutorService executor;

    PlugInThread(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "lakehouse-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void run(Runnable task) {
        executor.execute(task);
    }
}
