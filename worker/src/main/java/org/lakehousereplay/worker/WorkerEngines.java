package org.lakehousereplay.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;

/**
 * Engines and table formats in one process beside the build, which is started when the first of them is asked for, and
 * started anew when it dies. For those who start replays; several threads may use it.
 *
 * <pre>{@code
 * try (Engines engines = new WorkerEngines(WorkerSettings.of(directory, log), classPaths)) {
 *     EngineSession flink = engines.engine("flink");
 * }
 * }</pre>
 */
public final class WorkerEngines implements Engines {

    private final Workshop workshop;
    private final PlugInSource source;
    private final Map<String, EngineSession> engines = new HashMap<>();
    private final Map<String, LakeTableFormat> formats = new HashMap<>();

    /**
     * @param settings what the process may use
     * @param source where the classes of engines are
     */
    public WorkerEngines(WorkerSettings settings, PlugInSource source) {
        this.workshop = new Workshop(settings);
        this.source = source;
    }

    @Override
    public synchronized EngineSession engine(String name) throws EngineUnavailableException {
        EngineSession known = engines.get(name);
        if (known != null) {
            return known;
        }
        PlugIn plugIn = new PlugIn.Engine(name, source.engine(name), source.configuration(name));
        open("the engine " + name, plugIn);
        EngineSession session = new WorkerEngineSession(workshop, plugIn, workshop.version(plugIn));
        engines.put(name, session);
        return session;
    }

    @Override
    public synchronized LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
        LakeTableFormat known = formats.get(name);
        if (known != null) {
            return known;
        }
        PlugIn plugIn = new PlugIn.TableFormat(name, source.tableFormat(name));
        open("the table format " + name, plugIn);
        LakeTableFormat format = new WorkerTableFormat(workshop, plugIn);
        formats.put(name, format);
        return format;
    }

    private void open(String what, PlugIn plugIn) throws EngineUnavailableException {
        try {
            workshop.with(plugIn);
        } catch (RefusedException exception) {
            throw new EngineUnavailableException(
                    exception.failure().message(), exception.failure().remedy());
        } catch (NoAnswerException exception) {
            EngineProblem problem = exception.ending().problem(what, workshop.settings());
            throw new EngineUnavailableException(problem.message(), problem.remedy());
        }
    }

    @Override
    public List<String> engineNames() {
        return source.engineNames();
    }

    @Override
    public List<String> tableFormatNames() {
        return source.tableFormatNames();
    }

    /** The number of the process, if one is running. */
    Optional<Long> pid() {
        return workshop.pid();
    }

    @Override
    public void close() {
        workshop.close();
    }
}
