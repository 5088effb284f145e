package org.lakehousereplay.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.ReplayEngine;

/**
 * One engine in the process of the test, started when it is first asked for. Public API for authors of engines.
 *
 * <pre>{@code
 * Engines engines = new SingleEngine(new MyEngine(), directory);
 * }</pre>
 */
public final class SingleEngine implements Engines {

    private final ReplayEngine engine;
    private final Path directory;
    private Optional<EngineSession> session = Optional.empty();

    /**
     * @param engine the engine
     * @param directory an empty directory that it may use
     */
    public SingleEngine(ReplayEngine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    @Override
    public EngineSession engine(String name) throws EngineUnavailableException {
        if (!name.equals(engine.name())) {
            throw new EngineUnavailableException("there is no engine " + name, "");
        }
        if (session.isEmpty()) {
            session = Optional.of(engine.open(new EngineSettings(directory, 2, Map.of())));
        }
        return session.get();
    }

    @Override
    public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
        throw new EngineUnavailableException("there is no table format " + name, "");
    }

    @Override
    public List<String> engineNames() {
        return List.of(engine.name());
    }

    @Override
    public List<String> tableFormatNames() {
        return List.of();
    }

    @Override
    public void close() {
        session.ifPresent(EngineSession::close);
        session = Optional.empty();
    }
}
