package org.lakehousereplay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private String version;

    @Override
    void run() {
        List<Path> files = new Scaffold(pipelineDirectory(), absolute(fixtureDirectory)).write(pipeline.strip());
        getLog().info("Written:");
        files.forEach(file -> getLog().info("  " + shown(file)));
        PomSnippet snippet = new PomSnippet(version);
        if (pom == null) {
            getLog().info("Next, write this pom.xml:");
            snippet.pom().forEach(getLog()::info);
        } else if (plugins == null || !plugins.containsKey(PomSnippet.GROUP + ":" + PomSnippet.ARTIFACT)) {
            getLog().info("Next, add this to the plugins in the build section of pom.xml:");
            snippet.plugin().forEach(getLog()::info);
        }
        getLog().info("Then run: mvn lakehouse:verify");
    }
}
