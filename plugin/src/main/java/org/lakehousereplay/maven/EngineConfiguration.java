package org.lakehousereplay.maven;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * The settings of engines, each in the lines of a properties file.
 *
 * @param texts the lines by the name of the engine
 */
record EngineConfiguration(Map<String, String> texts) {

    /**
     * The settings of an engine.
     *
     * @throws ProblemException when they are no properties
     */
    Map<String, String> of(String engine) {
        String text = texts.get(engine);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text == null ? "" : text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    "engineConfiguration of " + engine + " cannot be read: " + malformed.getMessage(),
                    "Write a line name=value for each setting"));
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
