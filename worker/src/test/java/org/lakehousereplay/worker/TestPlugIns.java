package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.worker.plugin.ObedientEngine;

/**
 * The engine and the table format of the tests.
 *
 * @param configuration the settings of the engine
 */
record TestPlugIns(Map<String, String> configuration) implements PlugInSource {

    @Override
    public List<Path> engine(String name) throws EngineUnavailableException {
        if (name.equals("unknown")) {
            throw new EngineUnavailableException("there is no engine unknown", "Name another one");
        }
        return classPath();
    }

    @Override
    public List<Path> tableFormat(String name) {
        return classPath();
    }

    @Override
    public Map<String, String> configuration(String engine) {
        return configuration;
    }

    @Override
    public List<String> engineNames() {
        return List.of("obedient");
    }

    @Override
    public List<String> tableFormatNames() {
        return List.of("obedient");
    }

    private static List<Path> classPath() {
        return List.of(JavaCommand.place(ObedientEngine.class));
    }
}
