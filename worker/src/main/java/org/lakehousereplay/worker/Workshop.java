package org.lakehousereplay.worker;

import java.io.Serializable;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The one worker process of a build, started when it is wanted and started anew when it has died. */
final class Workshop implements AutoCloseable {

    private final WorkerSettings settings;
    /** The answers of what has been opened in the present process. */
    private final Map<PlugIn, Serializable> opened = new HashMap<>();

    private Optional<WorkerProcess> process = Optional.empty();
    private boolean closed;

    Workshop(WorkerSettings settings) {
        this.settings = settings;
    }

    WorkerSettings settings() {
        return settings;
    }

    /**
     * A running process that has opened an engine or a table format.
     *
     * @throws NoAnswerException when there is none to be had
     * @throws RefusedException when the process cannot open it
     */
    synchronized WorkerProcess with(PlugIn plugIn) throws NoAnswerException, RefusedException {
        if (closed) {
            throw new IllegalStateException("the engines are closed");
        }
        // A later goal of the same build may have cleaned the output directory.
        if (process.isPresent() && !Files.isDirectory(settings.directory())) {
            process.get().kill();
        }
        if (process.isEmpty() || !process.get().isAlive()) {
            opened.clear();
            process = Optional.of(WorkerProcess.start(settings));
        }
        WorkerProcess running = process.get();
        if (!opened.containsKey(plugIn)) {
            Serializable answer =
                    running.call(call -> plugIn.opening(call, settings), settings.startTimeout(), outcome -> {});
            opened.put(plugIn, answer);
        }
        return running;
    }

    /** What the process answered when it opened an engine: its version. */
    synchronized String version(PlugIn plugIn) {
        return String.valueOf(opened.getOrDefault(plugIn, plugIn.name()));
    }

    /** The number of the process, if one is running. */
    synchronized Optional<Long> pid() {
        return process.filter(WorkerProcess::isAlive).map(WorkerProcess::pid);
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.ifPresent(WorkerProcess::close);
        process = Optional.empty();
    }
}
