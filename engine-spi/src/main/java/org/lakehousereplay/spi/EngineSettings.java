package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an engine may use. Public SPI.
 *
 * @param directory an empty directory for whatever the engine has to keep on disk; removed after the build
 * @param threads how many threads may work at the same time; at least 1
 * @param configuration settings of the engine itself, by its own names
 */
public record EngineSettings(Path directory, int threads, Map<String, String> configuration) implements Serializable {

    public EngineSettings {
        configuration = Map.copyOf(configuration);
    }
}
