package org.lakehousereplay.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which artifacts are engines and table formats: those that belong to this version of the plugin, and those that a
 * project names.
 *
 * @param version the version of the plugin
 * @param engines the artifacts of engines that the project names
 * @param tableFormats the artifacts of table formats that the project names
 * @param further what the project adds to an engine or table format
 */
record EngineCatalog(
        String version, Map<String, String> engines, Map<String, String> tableFormats, Map<String, String> further) {

    private static final String GROUP = "org.lakehousereplay";
    private static final List<String> ENGINES = List.of("flink");
    private static final List<String> TABLE_FORMATS = List.of("delta", "iceberg", "paimon");

    EngineCatalog {
        engines = Map.copyOf(engines);
        tableFormats = Map.copyOf(tableFormats);
        further = Map.copyOf(further);
    }

    /** What is known under a name, as the project names it. */
    Optional<String> named(Kind kind, String name) {
        return Optional.ofNullable(named(kind).get(name));
    }

    /** What belongs to this version of the plugin under a name. */
    Optional<String> ofThisVersion(Kind kind, String name) {
        return known(kind).contains(name)
                ? Optional.of(GROUP + ":lakehouse-replay-" + kind.prefix() + name + ":" + version)
                : Optional.empty();
    }

    /** What the project adds to an engine or table format: artifacts, jars and directories. */
    List<String> further(String name) {
        return Arrays.stream(further.getOrDefault(name, "").split("[,\\n]"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** All names, in order. */
    List<String> names(Kind kind) {
        TreeSet<String> names = new TreeSet<>(known(kind));
        names.addAll(named(kind).keySet());
        return new ArrayList<>(names);
    }

    private Map<String, String> named(Kind kind) {
        return kind == Kind.ENGINE ? engines : tableFormats;
    }

    private static List<String> known(Kind kind) {
        return kind == Kind.ENGINE ? ENGINES : TABLE_FORMATS;
    }

    /** What an artifact may be. */
    enum Kind {
        /** An engine. */
        ENGINE("engine-", "engine", "engines"),
        /** A table format. */
        TABLE_FORMAT("table-", "tableFormat", "tableFormats");

        private final String prefix;
        private final String property;
        private final String parameter;

        Kind(String prefix, String property, String parameter) {
            this.prefix = prefix;
            this.property = property;
            this.parameter = parameter;
        }

        /** How the artifacts of this kind are called. */
        String prefix() {
            return prefix;
        }

        /** The property that names one of them. */
        String property(String name) {
            return "lakehouse." + property + "." + name;
        }

        /** The parameter that names them. */
        String parameter() {
            return parameter;
        }
    }
}
