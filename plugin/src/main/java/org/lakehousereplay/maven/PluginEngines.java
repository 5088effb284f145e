package org.lakehousereplay.maven;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.ReplayEngine;

/**
 * The engines and table formats that a project has made dependencies of the plugin. They run in the worker like all
 * others, with the class path of the plugin.
 *
 * @param engines the names of the engines
 * @param tableFormats the names of the table formats
 * @param classPath the class path of the plugin
 */
record PluginEngines(Set<String> engines, Set<String> tableFormats, List<Path> classPath) {

    PluginEngines {
        engines = Set.copyOf(engines);
        tableFormats = Set.copyOf(tableFormats);
        classPath = List.copyOf(classPath);
    }

    /** Those that a class loader offers. */
    static PluginEngines of(ClassLoader loader, Log log) {
        return new PluginEngines(
                names(loader, ReplayEngine.class, ReplayEngine::name, log),
                names(loader, LakeTableFormat.class, LakeTableFormat::name, log),
                classPath(loader));
    }

    private static <S> Set<String> names(ClassLoader loader, Class<S> service, Function<S, String> nameOf, Log log) {
        Set<String> names = new TreeSet<>();
        Iterator<S> offered = ServiceLoader.load(service, loader).iterator();
        try {
            while (offered.hasNext()) {
                names.add(nameOf.apply(offered.next()));
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            log.warn("A dependency of the plugin offers an engine or a table format that cannot be loaded: "
                    + broken.getMessage());
        }
        return names;
    }

    private static List<Path> classPath(ClassLoader loader) {
        List<Path> paths = new ArrayList<>();
        if (loader instanceof URLClassLoader realm) {
            for (URL url : realm.getURLs()) {
                try {
                    paths.add(new File(url.toURI()).toPath());
                } catch (URISyntaxException | IllegalArgumentException notAFile) {
                    // Maven loads plugins from files only.
                }
            }
        }
        return paths;
    }
}
