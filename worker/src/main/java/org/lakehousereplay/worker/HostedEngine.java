package org.lakehousereplay.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.ReplayEngine;

/** An engine of this process. Everything but the constructor and the end is called on its thread. */
final class HostedEngine implements AutoCloseable {

    private final String name;
    private final PlugInThread thread;
    private volatile EngineSession session;

    HostedEngine(String name) {
        this.name = name;
        this.thread = new PlugInThread(name);
    }

    PlugInThread thread() {
        return thread;
    }

    /** Loads and starts the engine; gives its version. */
    String open(List<Path> classPath, EngineSettings settings) throws EngineUnavailableException, IOException {
        Files.createDirectories(settings.directory());
        ReplayEngine engine =
                new PlugInLoader<>("engine", ReplayEngine.class, ReplayEngine::name).load(name, classPath);
        session = engine.open(settings);
        return session.version();
    }

    EngineSession session() {
        if (session == null) {
            throw new IllegalStateException("the engine " + name + " is not open");
        }
        return session;
    }

    @Override
    public void close() {
        if (session != null) {
            Thread.currentThread().setContextClassLoader(session.getClass().getClassLoader());
            session.close();
        }
    }
}
