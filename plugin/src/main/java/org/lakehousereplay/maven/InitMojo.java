package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.init.Scaffold;

/**
 * Writes a small pipeline and a fixture that is green, to be changed into one's own. Overwrites nothing and needs no
 * POM.
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public final class InitMojo extends AbstractLakehouseMojo {

    /** The name of the new pipeline. */
    @Parameter(property = "lakehouse.pipeline", defaultValue = "orders")
    private String pipeline;

    /** The fixtures: a directory for each pipeline, in it a directory for each fixture. */
    @Parameter(property = "lakehouse.fixtureDirectory", defaultValue = "${basedir}/src/test/lakehouse")
    private File fixtureDirectory;

    @Parameter(defaultValue = "${project.file}", readonly = true)
    private File pom;

    @Parameter(defaultValue = "${project.build.pluginsAsMap}", readonly = true)
    private Map<String, ?> plugins;

    @Parameter(defaultValue = "${project.build.resources}", readonly = true)
    private List<Resource> resources;

    @Parameter(defaultValue = "${project.packaging}", readonly = true)
    private String packaging = "";

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private String version;

    @Override
    void run() {
        List<Path> files = new Scaffold(pipelineDirectory(), absolute(fixtureDirectory)).write(pipeline.strip());
        getLog().info("Written:");
        files.forEach(file -> getLog().info("  " + shown(file)));
        PomSnippet snippet = new PomSnippet(version, shown(pipelineDirectory()));
        if (pom == null) {
            getLog().info("Next, write this pom.xml:");
            snippet.pom().forEach(getLog()::info);
        } else {
            completePom(snippet);
        }
        getLog().info("Then run: mvn lakehouse:verify");
    }

    /** Tells what the POM lacks. */
    private void completePom(PomSnippet snippet) {
        if (plugins == null || !plugins.containsKey(PomSnippet.GROUP + ":" + PomSnippet.ARTIFACT)) {
            getLog().info("Next, add this to the plugins in the build section of pom.xml:");
            snippet.plugin().forEach(getLog()::info);
        }
        if (packaging.equals("pom")) {
            getLog().info(
                            "A project of packaging pom has no jar that could carry its pipelines: to compare with a release"
                                    + " later on, give it another packaging.");
        } else if (!arePackaged(pipelineDirectory())) {
            getLog().info("So that later versions can be compared with a release, add this to the build section of"
                    + " pom.xml; where it has resources already, add the second one to them:");
            snippet.resources().forEach(getLog()::info);
        }
    }

    private boolean arePackaged(Path pipelines) {
        return resources != null
                && resources.stream()
                        .map(resource -> absolute(new File(resource.getDirectory())))
                        .anyMatch(pipelines::startsWith);
    }
}
