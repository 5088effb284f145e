package org.lakehousereplay.worker;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.lakehousereplay.spi.EngineUnavailableException;

/**
 * Finds a service by name on a class path of its own, so that the libraries of one engine never meet those of another.
 *
 * @param what what the service is, for messages
 * @param service the service
 * @param nameOf the name of an implementation
 */
record PlugInLoader<S>(String what, Class<S> service, Function<S, String> nameOf) {

    /**
     * Loads an implementation, and makes its class loader that of the thread.
     *
     * @throws EngineUnavailableException when the class path has none of that name
     */
    S load(String name, List<Path> classPath) throws EngineUnavailableException {
        // Lives as long as the process.
        URLClassLoader loader =
                new URLClassLoader("lakehouse-" + name, urls(classPath), PlugInLoader.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        List<String> others = new ArrayList<>();
        try {
            for (S candidate : ServiceLoader.load(service, loader)) {
                String found = nameOf.apply(candidate);
                if (found.equals(name)) {
                    return candidate;
                }
                others.add(found);
            }
        } catch (ServiceConfigurationError | LinkageError error) {
            throw new EngineUnavailableException(
                    "the " + what + " " + name + " cannot be loaded: " + error.getMessage(),
                    "Check that its artifact comes with everything it needs, and fits this version");
        }
        throw new EngineUnavailableException(
                "there is no " + what + " " + name + " in its artifact, "
                        + (others.isEmpty() ? "which offers none at all" : "which offers " + String.join(", ", others)),
                "Name the artifact of the " + what + " " + name + "; it declares the class in META-INF/services/"
                        + service.getName());
    }

    private static URL[] urls(List<Path> classPath) {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
        return urls.toArray(URL[]::new);
    }
}
