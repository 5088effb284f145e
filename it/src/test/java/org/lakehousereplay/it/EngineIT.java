package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.copying.CopyingEngine;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;
import org.lakehousereplay.it.harness.ReleaseRepository;
import org.lakehousereplay.spi.ReplayEngine;

/** Engines that are resolved when a pipeline asks for them, and run in a process of their own. */
final class EngineIT {

    private static final String NOWHERE = "-Dlakehouse.engine.copying=com.example:nowhere:1.0";

    @ParameterizedTest
    @EnumSource
    void an_engine_is_resolved_and_run_beside_every_maven(Maven maven) throws IOException {
        MavenProject project = scriptedShop().with(maven);

        MavenRun run = project.run("-s", "settings.xml", "verify", engine(project, "1.0"));

        run.assertSucceeded()
                .outputContains("PASSED shop/noon", "metrics asserted: 1, passed: 1, failed: 0, errors: 0")
                .outputDoesNotContain("the copying engine", "Exception", "Error:", "NoClassDefFound");
        project.assertThatFile("target/lakehouse/worker.log").content().containsOnlyOnce("the copying engine starts");
        project.assertThatFile("target/lakehouse/worker").doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void an_engine_can_be_a_dependency_of_the_plugin_of_every_maven(Maven maven) throws IOException {
        MavenProject project = scriptedShop().with(maven);
        engine(project, "1.0");
        project.replaceInFile(
                        "pom.xml",
                        "  <build>",
                        "  <pluginRepositories><pluginRepository><id>engines</id>"
                                + "<url>file://${project.basedir}/releases</url>"
                                + "</pluginRepository></pluginRepositories>\n  <build>")
                .replaceInFile(
                        "pom.xml",
                        "        <executions>",
                        "        <dependencies><dependency><groupId>" + project.group()
                                + "</groupId><artifactId>copying-engine</artifactId><version>1.0</version>"
                                + "</dependency></dependencies>\n        <executions>");

        project.run("-s", "settings.xml", "verify").assertSucceeded().outputContains("PASSED shop/noon");

        project.assertThatFile("target/lakehouse/worker.log").content().containsOnlyOnce("the copying engine starts");
    }

    @Test
    void the_goals_of_a_build_share_one_process() throws IOException {
        MavenProject project = scriptedShop();

        project.run("-s", "settings.xml", "lakehouse:verify", "lakehouse:record", engine(project, "1.0"))
                .assertSucceeded();

        project.assertThatFile("target/lakehouse/worker.log").content().containsOnlyOnce("the copying engine starts");
    }

    @Test
    void a_build_of_the_replay_store_alone_resolves_no_engine_and_starts_no_process() {
        MavenProject project = MavenProject.copyOf("small-shop");

        project.run("-X", "verify")
                .assertSucceeded()
                .outputDoesNotContain("lakehouse-replay-engine-flink", "lakehouse-replay-table-");
        project.assertThatFile("target/lakehouse/worker.log").doesNotExist();
    }

    @Test
    void an_engine_that_is_nowhere_is_told_without_a_stack_trace() {
        scriptedShop()
                .online()
                .run("-s", "settings.xml", "verify", NOWHERE)
                .assertFailed()
                .outputContains(
                        "shop/pipeline.yaml:1",
                        "The engine `copying` cannot be had: com.example:nowhere:jar:1.0 is not in ",
                        "central (file:",
                        "ENGINE_UNAVAILABLE")
                .outputDoesNotContain("Exception:", "\tat ");
    }

    @Test
    void an_offline_build_is_told_to_run_online_once() {
        scriptedShop()
                .offline()
                .run("-s", "settings.xml", "verify", NOWHERE)
                .assertFailed()
                .outputContains("Maven is offline, and com.example:nowhere:jar:1.0 is not in the local repository")
                .outputDoesNotContain("Exception:", "\tat ");
    }

    @Test
    void an_engine_that_dies_fails_its_fixture_and_names_the_log() throws IOException {
        MavenProject project = scriptedShop()
                .replaceInFile(
                        "pom.xml",
                        "        <executions>",
                        "        <configuration><engineConfiguration><copying>exit=3</copying></engineConfiguration>"
                                + "</configuration>\n        <executions>");

        project.run("-s", "settings.xml", "verify", engine(project, "1.0"), "-Dlakehouse.engineMemory=96m")
                .assertFailed()
                .outputContains(
                        "Copying 1.0 ran out of memory: the worker's heap is 96m",
                        "Raise lakehouse.engineMemory",
                        "target/lakehouse/worker.log")
                .outputDoesNotContain("Exception:", "\tat ");
    }

    private static MavenProject scriptedShop() {
        return MavenProject.copyOf("scripted-shop").inGroupOfItsOwn();
    }

    /** Releases the engine in the repository of the project; gives the property that names it. */
    private static String engine(MavenProject project, String version) throws IOException {
        ReleaseRepository.of(project, "copying-engine").add(version, jar());
        return "-Dlakehouse.engine.copying=" + project.group() + ":copying-engine:" + version;
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("CopyingEngine", "CopyingSession")) {
                String file = CopyingEngine.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                zip.putNextEntry(new ZipEntry(file));
                try (InputStream content = CopyingEngine.class.getClassLoader().getResourceAsStream(file)) {
                    assertThat(content).as(file).isNotNull();
                    content.transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry("META-INF/services/" + ReplayEngine.class.getName()));
            zip.write(CopyingEngine.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
