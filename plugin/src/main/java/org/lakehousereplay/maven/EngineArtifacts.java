package org.lakehousereplay.maven;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.lakehousereplay.spi.EngineUnavailableException;

/** Gets artifacts with everything they depend on, through Maven's own resolver. */
final class EngineArtifacts {

    private static final int NAMED = 3;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final Path baseDirectory;

    /**
     * @param system Maven's resolver
     * @param session the session of the build
     * @param repositories where the artifacts are
     * @param baseDirectory where the paths of jars and directories begin
     */
    EngineArtifacts(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            Path baseDirectory) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
        this.baseDirectory = baseDirectory;
    }

    /**
     * What artifacts are wanted for.
     *
     * @param kind an engine or a table format
     * @param name its name
     */
    record Wish(EngineCatalog.Kind kind, String name) {}

    /** The repositories of the project, and behind them those of plugins that have another name. */
    static List<RemoteRepository> both(List<RemoteRepository> ofProject, List<RemoteRepository> ofPlugins) {
        Map<String, RemoteRepository> byId = new LinkedHashMap<>();
        ofProject.forEach(repository -> byId.putIfAbsent(repository.getId(), repository));
        ofPlugins.forEach(repository -> byId.putIfAbsent(repository.getId(), repository));
        return List.copyOf(byId.values());
    }

    /** Where artifacts and files come from, to be compared. */
    List<Object> origin() {
        return List.of(repositories, baseDirectory);
    }

    /**
     * The class path that artifacts, jars and directories make together.
     *
     * @param wish what they are wanted for
     * @param wanted artifacts as {@code group:artifact:version}, or paths of jars and directories
     * @throws EngineUnavailableException when they cannot be had
     */
    List<Path> resolve(Wish wish, List<String> wanted) throws EngineUnavailableException {
        List<Path> classPath = new ArrayList<>();
        List<Dependency> dependencies = new ArrayList<>();
        for (String text : wanted) {
            Optional<Path> file = file(text);
            file.ifPresent(classPath::add);
            if (file.isEmpty()) {
                dependencies.add(new Dependency(artifact(wish, text), "runtime"));
            }
        }
        if (!dependencies.isEmpty()) {
            classPath.addAll(0, download(wish, dependencies));
        }
        return classPath;
    }

    private Optional<Path> file(String text) {
        try {
            return Optional.of(baseDirectory.resolve(text)).filter(Files::exists);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static Artifact artifact(Wish wish, String text) throws EngineUnavailableException {
        try {
            return new DefaultArtifact(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new EngineUnavailableException(
                    text + " is neither an artifact nor a file",
                    "Write group:artifact:version in " + wish.kind().property(wish.name()) + ", in <"
                            + wish.kind().parameter() + "> or in <engineDependencies>");
        }
    }

    private List<Path> download(Wish wish, List<Dependency> dependencies) throws EngineUnavailableException {
        CollectRequest collection = new CollectRequest();
        collection.setDependencies(dependencies);
        collection.setRepositories(repositories);
        try {
            return system
                    .resolveDependencies(session, new DependencyRequest(collection, null))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException exception) {
            throw unavailable(wish, dependencies, exception);
        }
    }

    private EngineUnavailableException unavailable(
            Wish wish, List<Dependency> dependencies, DependencyResolutionException exception) {
        List<Exception> causes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        DependencyResult result = exception.getResult();
        if (result != null) {
            causes.addAll(result.getCollectExceptions());
            for (ArtifactResult one : result.getArtifactResults()) {
                if (!one.isResolved()) {
                    missing.add(one.getRequest().getArtifact().toString());
                    causes.addAll(one.getExceptions());
                }
            }
        }
        String what = missing.isEmpty()
                ? dependencies.stream()
                        .map(dependency -> dependency.getArtifact().toString())
                        .collect(Collectors.joining(", "))
                : shortened(missing);
        LookupFailures failures = LookupFailures.in(session, causes, List.of());
        if (!failures.reasons().isEmpty()) {
            return new EngineUnavailableException(
                    what + " could not be downloaded: " + String.join("; ", failures.reasons()),
                    "Check the network, and the mirrors and credentials in settings.xml");
        }
        if (session.isOffline()) {
            return new EngineUnavailableException(
                    "Maven is offline, and " + what + " is not in the local repository",
                    "Run the goal once without -o, which downloads it");
        }
        String where = repositories.stream().map(LookupFailures::name).collect(Collectors.joining(", "));
        return new EngineUnavailableException(
                what + " is not in " + where,
                "Check the version, add the repository that has it to the POM, or name another artifact by -D"
                        + wish.kind().property(wish.name()) + "=group:artifact:version; -U asks again");
    }

    private static String shortened(List<String> missing) {
        String first = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        return missing.size() > NAMED ? first + " and " + (missing.size() - NAMED) + " more" : first;
    }
}
