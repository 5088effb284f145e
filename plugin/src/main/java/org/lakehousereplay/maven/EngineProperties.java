package org.lakehousereplay.maven;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The properties that stand for an entry of a parameter each, such as {@code lakehouse.engine.flink}.
 *
 * @param values the values by the names of the properties
 */
record EngineProperties(Map<String, String> values) {

    /** Those of the POM, with those of the command line over them. */
    static EngineProperties of(Properties ofProject, Map<String, String> ofCommandLine) {
        Map<String, String> values = new TreeMap<>();
        ofProject.stringPropertyNames().forEach(name -> values.put(name, ofProject.getProperty(name)));
        values.putAll(ofCommandLine);
        return new EngineProperties(values);
    }

    /** The entries that properties of a prefix make, with those of the parameter over them, as with any property. */
    Map<String, String> with(String prefix, Map<String, String> parameter) {
        Map<String, String> entries = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                entries.put(name.substring(prefix.length()), value);
            }
        });
        parameter.forEach((name, value) -> entries.put(name, value == null ? "" : value));
        return entries;
    }
}
