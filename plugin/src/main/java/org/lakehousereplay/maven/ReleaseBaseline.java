package org.lakehousereplay.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.baseline.JarBaseline;
import org.lakehousereplay.diagnostic.ErrorCode;

/** Brings released versions of pipelines from the repositories of a project. */
final class ReleaseBaseline {

    private final ArtifactRepositories repositories;
    private final ProjectCoordinates project;
    private final String directoryInJar;
    private final Log log;

    /**
     * @param repositories where releases are
     * @param project the present version
     * @param directoryInJar where the pipelines are in a jar, such as {@link JarBaseline#DIRECTORY}
     * @param log is told which version was found
     */
    ReleaseBaseline(ArtifactRepositories repositories, ProjectCoordinates project, String directoryInJar, Log log) {
        this.repositories = repositories;
        this.project = project;
        this.directoryInJar = directoryInJar;
        this.log = log;
    }

    /**
     * Brings the newest release of the project below its own version, if there is any.
     *
     * @param target where its pipelines go
     * @throws org.lakehousereplay.diagnostic.ProblemException when nobody could look, or the release is broken
     */
    BaselineSearch find(BaselineReference.Release reference, Path target) {
        List<String> versions = belowOwn(reference, project.group(), project.artifact());
        Optional<String> newest = newestRelease(versions);
        if (newest.isEmpty()) {
            return new BaselineSearch.NothingReleased(repositories.names(), versions);
        }
        BaselineReference.Artifact pinned = new BaselineReference.Artifact(project.group(), project.artifact(), newest);
        log.info("The baseline is " + newest.get() + ", the newest release below " + project.version()
                + ". To pin it: -Dlakehouse.baseline=" + pinned.text());
        return new BaselineSearch.Found(unpack(reference, pinned, newest.get(), target));
    }

    /**
     * Brings a version of an artifact; its newest release, if the reference names no version.
     *
     * @param target where its pipelines go
     * @throws org.lakehousereplay.diagnostic.ProblemException when there is none, nobody could look, or it is broken
     */
    Baseline find(BaselineReference.Artifact reference, Path target) {
        if (reference.version().isPresent()) {
            return unpack(reference, reference, reference.version().get(), target);
        }
        List<String> versions = project.isMeantBy(reference)
                ? belowOwn(reference, reference.group(), reference.artifact())
                : repositories.versions(reference, reference.group(), reference.artifact(), "(,)");
        Optional<String> newest = newestRelease(versions);
        if (newest.isEmpty()) {
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "there is no release of " + reference.group() + ":" + reference.artifact() + " in "
                            + String.join(", ", repositories.names())
                            + (versions.isEmpty() ? "" : ", only " + String.join(", ", versions)),
                    "Check group and artifact, or name a version");
        }
        BaselineReference.Artifact pinned =
                new BaselineReference.Artifact(reference.group(), reference.artifact(), newest);
        log.info("The baseline is " + newest.get() + ", the newest release of " + reference.group() + ":"
                + reference.artifact() + ". To pin it: -Dlakehouse.baseline=" + pinned.text());
        return unpack(reference, pinned, newest.get(), target);
    }

    private List<String> belowOwn(BaselineReference reference, String group, String artifact) {
        return repositories.versions(reference, group, artifact, "(," + project.version() + ")");
    }

    private static Optional<String> newestRelease(List<String> ascending) {
        List<String> releases = new ArrayList<>(ascending);
        releases.removeIf(version -> !ReleaseVersions.isRelease(version));
        return releases.isEmpty() ? Optional.empty() : Optional.of(releases.get(releases.size() - 1));
    }

    private Baseline unpack(
            BaselineReference reference, BaselineReference.Artifact pinned, String version, Path target) {
        Path jar = repositories.resolve(reference, pinned.group(), pinned.artifact(), version);
        String coordinates = pinned.group() + ":" + pinned.artifact() + ":jar:" + version;
        String label = project.isMeantBy(pinned) ? version : pinned.text();
        return new JarBaseline(reference, label, coordinates, version, jar).extract(directoryInJar, target);
    }
}
