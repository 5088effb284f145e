package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.spi.EngineSettings;

/** An engine or a table format, and where its classes are. */
sealed interface PlugIn {

    /** What {@code pipeline.yaml} or a fixture calls it. */
    String name();

    /** The request that opens it. */
    Request opening(long call, WorkerSettings settings);

    /**
     * An engine.
     *
     * @param classPath where its classes are
     * @param configuration its settings
     */
    record Engine(String name, List<Path> classPath, Map<String, String> configuration) implements PlugIn {

        @Override
        public Request opening(long call, WorkerSettings settings) {
            Path directory = settings.directory().resolve("engine-" + name);
            return new Request.OpenEngine(
                    call, name, classPath, new EngineSettings(directory, settings.threads(), configuration));
        }
    }

    /**
     * A table format.
     *
     * @param classPath where its classes are
     */
    record TableFormat(String name, List<Path> classPath) implements PlugIn {

        @Override
        public Request opening(long call, WorkerSettings settings) {
            return new Request.OpenTableFormat(call, name, classPath);
        }
    }
}
