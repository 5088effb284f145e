package org.lakehousereplay.flink;

import org.lakehousereplay.flink.run.Cluster;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.ReplayEngine;

/** Flink with Paimon, embedded. Found by {@link java.util.ServiceLoader}. */
public final class FlinkEngine implements ReplayEngine {

    private static final int REPLAYS_PER_THREAD = 2;
    private static final int JOBS_PER_REPLAY = 8;

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public EngineSession open(EngineSettings settings) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FlinkEngine.class.getClassLoader());
        try {
            int replays = settings.threads() * REPLAYS_PER_THREAD;
            Cluster cluster = Cluster.start(settings.directory(), replays * JOBS_PER_REPLAY, settings.configuration());
            return new FlinkSession(
                    cluster, new ScriptReader(settings.directory().resolve("reading")), replays);
        } catch (Exception failure) {
            throw new IllegalStateException("Flink does not start", failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
