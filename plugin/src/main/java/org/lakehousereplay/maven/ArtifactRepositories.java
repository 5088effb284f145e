package org.lakehousereplay.maven;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * The repositories of a project, asked through Maven's own resolver, so that mirrors, credentials, proxies and the local
 * repository are those of the build.
 *
 * <p>The resolver answers a question about versions with an empty list when it could not ask anybody. Here that is an
 * error, and only what a repository really does not have is missing.
 */
final class ArtifactRepositories {

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final List<RemoteRepository> unmounted;

    /**
     * @param system Maven's resolver
     * @param session the session of the build
     * @param repositories the repositories of the project
     */
    ArtifactRepositories(
            RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        DefaultRepositorySystemSession own = new DefaultRepositorySystemSession(session);
        // The modules of the build are the present version, whatever number they have.
        own.setWorkspaceReader(null);
        // A release of this morning is a release, even if somebody looked yesterday and found none.
        own.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        own.setReadOnly();
        this.session = own;
        this.repositories = List.copyOf(repositories);
        // Seen before anybody is asked, because the oldest Maven makes the directory when it looks into it.
        this.unmounted = repositories.stream()
                .filter(ArtifactRepositories::isInMissingDirectory)
                .toList();
    }

    /** The repositories as messages name them. */
    List<String> names() {
        return repositories.stream().map(LookupFailures::name).toList();
    }

    /**
     * The versions of an artifact, in ascending order.
     *
     * @param reference what the versions are wanted for
     * @param range the range they are in, in Maven's notation
     * @throws ProblemException when a repository could not be asked; when Maven is offline, only when no repository that
     *     was asked before has a version
     */
    List<String> versions(BaselineReference reference, String group, String artifact, String range) {
        String what = "the versions of " + group + ":" + artifact;
        if (!unmounted.isEmpty() && !session.isOffline()) {
            throw unreachable(reference, what, LookupFailures.of(unmounted));
        }
        VersionRangeResult result = resolveRange(
                new VersionRangeRequest(new DefaultArtifact(group, artifact, "jar", range), repositories, null));
        Metadata list = new DefaultMetadata(group, artifact, "maven-metadata.xml", Metadata.Nature.RELEASE_OR_SNAPSHOT);
        LookupFailures failures = LookupFailures.in(session, result.getExceptions(), unmounted)
                .andSomethingElse(new RememberedAnswers(session, list), repositories);
        if (!failures.reasons().isEmpty()) {
            throw unreachable(reference, what, failures);
        }
        if (result.getVersions().isEmpty() && !failures.notAsked().isEmpty()) {
            throw offline(reference, what, failures);
        }
        return result.getVersions().stream().map(Object::toString).toList();
    }

    /**
     * The jar of an artifact.
     *
     * @param reference what it is wanted for
     * @throws ProblemException when it could not be had
     */
    Path resolve(BaselineReference reference, String group, String artifact, String version) {
        Artifact jar = new DefaultArtifact(group, artifact, "jar", version);
        try {
            return system.resolveArtifact(session, new ArtifactRequest(jar, repositories, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException exception) {
            String what = group + ":" + artifact + ":jar:" + version;
            LookupFailures failures =
                    LookupFailures.in(session, exception.getResult().getExceptions(), unmounted);
            if (!failures.reasons().isEmpty()) {
                throw unreachable(reference, what, failures);
            }
            if (!failures.notAsked().isEmpty()) {
                throw offline(reference, what, failures);
            }
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "there is no " + what + " in " + String.join(", ", names()),
                    "Name another baseline by -Dlakehouse.baseline; a project of packaging pom, for instance, has no jar");
        }
    }

    private VersionRangeResult resolveRange(VersionRangeRequest request) {
        try {
            return system.resolveVersionRange(session, request);
        } catch (VersionRangeResolutionException exception) {
            // The range is ours, so this is no mistake of the user.
            throw new IllegalStateException(exception);
        }
    }

    private static boolean isInMissingDirectory(RemoteRepository repository) {
        if (!repository.getProtocol().equalsIgnoreCase("file")) {
            return false;
        }
        try {
            return !Files.isDirectory(Path.of(URI.create(repository.getUrl())));
        } catch (IllegalArgumentException | FileSystemNotFoundException notOfThisForm) {
            return false;
        }
    }

    private static ProblemException unreachable(BaselineReference reference, String what, LookupFailures failures) {
        return reference.problem(
                ErrorCode.BASELINE_UNREACHABLE,
                what + " could not be looked up: " + String.join("; ", failures.reasons()),
                "Check the network, and the mirrors and credentials in settings.xml; mvn -o goes on with what was"
                        + " downloaded before");
    }

    private static ProblemException offline(BaselineReference reference, String what, LookupFailures failures) {
        return reference.problem(
                ErrorCode.BASELINE_UNREACHABLE,
                what + " could not be looked up: Maven is offline, and it has not been asked for before in "
                        + String.join(", ", failures.notAsked()),
                "Run it once without -o");
    }
}
