package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.worker.PlugInSource;

/** Gets the artifacts of an engine or a table format when a pipeline or a fixture asks for it, and never before. */
final class EngineResolution implements PlugInSource {

    private final EngineCatalog catalog;
    private final EngineArtifacts artifacts;
    private final PluginEngines ofPlugin;
    private final EngineConfiguration configuration;

    /**
     * @param catalog which artifacts there are
     * @param artifacts where they come from
     * @param ofPlugin what the plugin has among its dependencies
     * @param configuration the settings of engines
     */
    EngineResolution(
            EngineCatalog catalog,
            EngineArtifacts artifacts,
            PluginEngines ofPlugin,
            EngineConfiguration configuration) {
        this.catalog = catalog;
        this.artifacts = artifacts;
        this.ofPlugin = ofPlugin;
        this.configuration = configuration;
    }

    @Override
    public List<Path> engine(String name) throws EngineUnavailableException {
        return classPath(EngineCatalog.Kind.ENGINE, name, ofPlugin.engines());
    }

    @Override
    public List<Path> tableFormat(String name) throws EngineUnavailableException {
        return classPath(EngineCatalog.Kind.TABLE_FORMAT, name, ofPlugin.tableFormats());
    }

    /** What the project names goes before what the plugin has, and that before what belongs to this version. */
    private List<Path> classPath(EngineCatalog.Kind kind, String name, Set<String> offeredByPlugin)
            throws EngineUnavailableException {
        EngineArtifacts.Wish wish = new EngineArtifacts.Wish(kind, name);
        Optional<String> named = catalog.named(kind, name);
        if (named.isEmpty() && offeredByPlugin.contains(name)) {
            List<Path> classPath = new ArrayList<>(ofPlugin.classPath());
            classPath.addAll(artifacts.resolve(wish, catalog.further(name)));
            return classPath;
        }
        String artifact = named.or(() -> catalog.ofThisVersion(kind, name))
                .orElseThrow(() -> new EngineUnavailableException(
                        "no artifact is known for it",
                        "Name one by -D" + kind.property(name) + "=group:artifact:version, or in <" + kind.parameter()
                                + "> of the plugin"));
        List<String> wanted = new ArrayList<>(List.of(artifact));
        wanted.addAll(catalog.further(name));
        return artifacts.resolve(wish, wanted);
    }

    @Override
    public Map<String, String> configuration(String engine) {
        return configuration.of(engine);
    }

    @Override
    public List<String> engineNames() {
        return names(EngineCatalog.Kind.ENGINE, ofPlugin.engines());
    }

    @Override
    public List<String> tableFormatNames() {
        return names(EngineCatalog.Kind.TABLE_FORMAT, ofPlugin.tableFormats());
    }

    private List<String> names(EngineCatalog.Kind kind, Set<String> offeredByPlugin) {
        TreeSet<String> names = new TreeSet<>(catalog.names(kind));
        names.addAll(offeredByPlugin);
        return List.copyOf(names);
    }
}
