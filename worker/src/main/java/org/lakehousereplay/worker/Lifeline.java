package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.time.Duration;

/** Ends the worker process, whatever threads engines have left behind. */
final class Lifeline {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private Lifeline() {}

    /** Ends this process as soon as another one is gone. */
    static void endWith(long process, Path directory) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.of(process).ifPresent(build -> build.onExit().join());
                    end(() -> {}, directory);
                },
                "lakehouse-worker-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Ends this process.
     *
     * @param farewell what may be done before, for a short time
     * @param directory the directory of this process, which is removed
     */
    static void end(Runnable farewell, Path directory) {
        Thread deadline = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE.toMillis());
                    } catch (InterruptedException now) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "lakehouse-worker-deadline");
        deadline.setDaemon(true);
        deadline.start();
        try {
            farewell.run();
        } finally {
            FileTree.delete(directory);
            // Not exit: a shutdown hook of a library may wait for ever.
            Runtime.getRuntime().halt(0);
        }
    }
}
