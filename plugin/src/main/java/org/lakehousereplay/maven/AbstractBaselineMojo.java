package org.lakehousereplay.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that bring older versions of the pipelines. Not an API. */
abstract class AbstractBaselineMojo extends AbstractFixtureMojo {

    /** Where the pipelines are in the jar of a release. */
    @Parameter(property = "lakehouse.directoryInJar", defaultValue = "lakehouse")
    private String directoryInJar;

    @Parameter(defaultValue = "${project.groupId}", readonly = true)
    private String groupId;

    @Parameter(defaultValue = "${project.artifactId}", readonly = true)
    private String artifactId;

    @Parameter(defaultValue = "${project.version}", readonly = true)
    private String projectVersion;

    /** Brings older versions from where they are. */
    final BroughtBaselines broughtBaselines() {
        return new BroughtBaselines(
                baseDirectory(),
                pipelineDirectory(),
                outputDirectory().resolve("baselines"),
                new ReleaseBaseline(
                        new ArtifactRepositories(repositorySystem(), repositorySession(), projectRepositories()),
                        new ProjectCoordinates(groupId, artifactId, projectVersion),
                        directoryInJar,
                        getLog()));
    }

    /** The version of the project; null without a POM. */
    final String projectVersion() {
        return projectVersion;
    }

    /** Says that nothing has been released, and where that was looked up. */
    final String note(BaselineSearch.NothingReleased nothing) {
        String what = groupId + ":" + artifactId + " has no release below " + projectVersion;
        String where = nothing.repositories().isEmpty() ? "" : " in " + String.join(", ", nothing.repositories());
        List<String> others = nothing.preReleases();
        String preReleases = others.isEmpty()
                ? ""
                : " (only " + String.join(", ", others)
                        + (others.size() == 1 ? ", which is no release)" : ", which are no releases)");
        return what + where + preReleases + ", so there is nothing to compare with yet";
    }
}
