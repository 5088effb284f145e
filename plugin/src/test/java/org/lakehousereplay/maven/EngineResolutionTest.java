package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.spi.EngineUnavailableException;

/** Where the classes of engines come from, resolved by the resolver of the oldest Maven. */
final class EngineResolutionTest {

    @TempDir
    private Path directory;

    private final Map<String, String> engines = new TreeMap<>();
    private final Map<String, String> further = new TreeMap<>();
    private Set<String> ofPlugin = Set.of();
    private boolean offline;
    private Path remote;

    @BeforeEach
    void repository() throws IOException {
        remote = Files.createDirectories(directory.resolve("remote"));
        deploy("com.example", "spark-engine", "1.0", "com.example:spark:3.5");
        deploy("com.example", "spark", "3.5", "");
        deploy("com.example", "udf", "2", "");
        deploy("org.lakehousereplay", "lakehouse-replay-engine-flink", "7.7", "");
        deploy("org.lakehousereplay", "lakehouse-replay-table-delta", "7.7", "");
    }

    @Test
    void the_engine_of_this_version_needs_no_configuration() throws Exception {
        assertThat(names(resolution().engine("flink"))).containsExactly("lakehouse-replay-engine-flink-7.7.jar");
        assertThat(names(resolution().tableFormat("delta"))).containsExactly("lakehouse-replay-table-delta-7.7.jar");
        assertThat(resolution().engineNames()).containsExactly("flink");
        assertThat(resolution().tableFormatNames()).containsExactly("delta", "iceberg", "paimon");
    }

    @Test
    void nothing_is_downloaded_before_an_engine_is_asked_for() {
        engines.put("spark", "com.example:spark-engine:1.0");

        assertThat(resolution().engineNames()).containsExactly("flink", "spark");
        assertThat(directory.resolve("local/com")).doesNotExist();
        assertThat(directory.resolve("local/org")).doesNotExist();
    }

    @Test
    void an_artifact_comes_with_what_it_depends_on() throws Exception {
        engines.put("spark", "com.example:spark-engine:1.0");
        engines.put("flink", "com.example:spark-engine:1.0");

        assertThat(names(resolution().engine("spark"))).containsExactly("spark-engine-1.0.jar", "spark-3.5.jar");
        assertThat(names(resolution().engine("flink"))).containsExactly("spark-engine-1.0.jar", "spark-3.5.jar");
    }

    @Test
    void libraries_and_directories_are_added() throws Exception {
        Path classes = Files.createDirectories(directory.resolve("target/classes"));
        further.put("flink", "com.example:udf:2,\n target/classes");

        List<Path> classPath = resolution().engine("flink");

        assertThat(names(classPath)).containsExactly("lakehouse-replay-engine-flink-7.7.jar", "udf-2.jar", "classes");
        assertThat(classPath).contains(classes);
    }

    @Test
    void a_dependency_of_the_plugin_goes_before_what_belongs_to_this_version() throws Exception {
        ofPlugin = Set.of("flink", "trino");

        assertThat(names(resolution().engine("flink"))).containsExactly("plugin.jar");
        assertThat(resolution().engineNames()).containsExactly("flink", "trino");
        engines.put("flink", "com.example:udf:2");
        assertThat(names(resolution().engine("flink"))).containsExactly("udf-2.jar");
    }

    @Test
    void an_artifact_that_is_nowhere_is_told_with_where_it_was_looked_for() {
        engines.put("spark", "com.example:spark-engine:9");

        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> resolution().engine("spark"))
                .withMessage("com.example:spark-engine:jar:9 is not in corporate (" + remote.toUri() + ")")
                .satisfies(exception -> assertThat(exception.remedy())
                        .isEqualTo("Check the version, add the repository that has it to the POM, or name another"
                                + " artifact by -Dlakehouse.engine.spark=group:artifact:version; -U asks again"));
    }

    @Test
    void an_offline_build_is_told_to_run_online_once() {
        offline = true;

        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> resolution().engine("flink"))
                .withMessage("Maven is offline, and org.lakehousereplay:lakehouse-replay-engine-flink:jar:7.7"
                        + " is not in the local repository")
                .satisfies(exception -> assertThat(exception.remedy()).startsWith("Run the goal once without -o"));
    }

    @Test
    void an_offline_build_goes_on_with_what_was_downloaded() throws Exception {
        resolution().engine("flink");
        offline = true;

        assertThat(resolution().engine("flink")).hasSize(1);
    }

    @Test
    void a_repository_that_does_not_answer_is_no_missing_artifact() {
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> resolution("http://user:secret@localhost:1/").engine("flink"))
                .withMessageContaining("lakehouse-replay-engine-flink:jar:7.7 could not be downloaded: ")
                .withMessageNotContaining("secret");
    }

    @Test
    void a_name_without_an_artifact_is_told() {
        engines.put("spark", "spark-engine");

        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> resolution().engine("trino"))
                .withMessage("no artifact is known for it");
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> resolution().engine("spark"))
                .withMessage("spark-engine is neither an artifact nor a file");
    }

    @Test
    void parameters_win_over_properties_and_the_command_line_over_the_pom() {
        Properties ofProject = new Properties();
        ofProject.setProperty("lakehouse.engine.flink", "pom");
        ofProject.setProperty("lakehouse.engine.spark", "pom");
        ofProject.setProperty("lakehouse.engine.trino", "pom");
        ofProject.setProperty("lakehouse.engineMemory", "1g");

        assertThat(EngineProperties.of(
                                ofProject,
                                Map.of(
                                        "lakehouse.engine.spark",
                                        "command line",
                                        "lakehouse.engine.trino",
                                        "command line"))
                        .with("lakehouse.engine.", Map.of("trino", "parameter")))
                .isEqualTo(Map.of("flink", "pom", "spark", "command line", "trino", "parameter"));
    }

    @Test
    void settings_of_engines_are_lines_of_properties() {
        EngineConfiguration configuration =
                new EngineConfiguration(Map.of("flink", "\n  a.b = 1\n  c: two words\n", "spark", "\\u00"));

        assertThat(configuration.of("flink")).isEqualTo(Map.of("a.b", "1", "c", "two words"));
        assertThat(configuration.of("trino")).isEmpty();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> configuration.of("spark"));
    }

    @Test
    void heaps_are_written_as_in_java_or_as_in_the_replay_store() throws Exception {
        assertThat(HeapSize.parse("2g")).isEqualTo("2g");
        assertThat(HeapSize.parse(" 512 MB ")).isEqualTo("512m");
        assertThat(HeapSize.parse("4GiB")).isEqualTo("4g");
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> HeapSize.parse("a lot"))
                .withMessage("lakehouse.engineMemory is a lot. Give a number and a unit, such as 512m or 2g.");
    }

    private EngineResolution resolution() {
        return resolution(remote.toUri().toString());
    }

    private EngineResolution resolution(String repository) {
        RepositorySystem system = OldestResolver.system();
        return new EngineResolution(
                new EngineCatalog("7.7", engines, Map.of(), further),
                new EngineArtifacts(
                        system,
                        OldestResolver.session(system, directory.resolve("local"), offline),
                        List.of(new RemoteRepository.Builder("corporate", "default", repository).build()),
                        directory),
                new PluginEngines(ofPlugin, Set.of(), List.of(Path.of("plugin.jar"))),
                new EngineConfiguration(Map.of()));
    }

    private static List<String> names(List<Path> paths) {
        return paths.stream().map(path -> path.getFileName().toString()).toList();
    }

    private void deploy(String group, String artifact, String version, String dependency) throws IOException {
        Path place = Files.createDirectories(
                remote.resolve(group.replace('.', '/')).resolve(artifact).resolve(version));
        Files.writeString(place.resolve(artifact + "-" + version + ".jar"), "");
        String[] needed = dependency.split(":");
        String dependencies = dependency.isEmpty()
                ? ""
                : "<dependencies><dependency><groupId>" + needed[0] + "</groupId><artifactId>" + needed[1]
                        + "</artifactId><version>" + needed[2] + "</version></dependency></dependencies>";
        Files.writeString(
                place.resolve(artifact + "-" + version + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version>" + dependencies + "</project>");
    }
}
