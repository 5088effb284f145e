package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the measured programs are started from: the classes of this module, the libraries that its build has copied, and
 * a Maven repository of its own with the freshly built plugin, so that nothing is installed in the user's repository.
 */
final class Installation {

    /** The version of duckdb_jdbc that the product uses unless told otherwise. */
    static final String DEFAULT_DUCKDB = "1.5.6.0";

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final Path root;
    private final Path target;

    private Installation(Path root) {
        this.root = root;
        this.target = root.resolve("bench/target");
    }

    static Installation find() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        Installation installation = new Installation(root);
        if (!Files.isDirectory(installation.target.resolve("lib"))) {
            throw new IllegalStateException("Build first, and run from the root of the repository:"
                    + " mvn -q -Pbench -pl bench -am package -DskipTests");
        }
        installation.stage();
        return installation;
    }

    /** The version of duckdb_jdbc to measure: system property {@code duckdb.version}. */
    static String duckdb() {
        return System.getProperty("duckdb.version", DEFAULT_DUCKDB);
    }

    /** A directory for generated files that later runs find again. */
    Path cache(String name) {
        return target.resolve(name);
    }

    private Path repository() {
        return target.resolve("repository");
    }

    private Path settings() {
        return target.resolve("settings.xml");
    }

    private void stage() throws IOException {
        stage("lakehouse-replay-parent", root.resolve("pom.xml"), List.of());
        for (String module : List.of("engine-spi", "core", "report-ui", "worker")) {
            String artifact = "lakehouse-replay-" + module;
            stage(artifact, root.resolve(module + "/pom.xml"), List.of(jar(module + "/target/" + artifact)));
        }
        stage(
                "lakehouse-maven-plugin",
                root.resolve("plugin/pom.xml"),
                List.of(jar("plugin/target/lakehouse-maven-plugin")));
        Path outer = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        Files.writeString(
                settings(),
                Resources.text("settings.xml")
                        .replace("@outerRepository@", outer.toUri().toString()));
    }

    private Path jar(String path) {
        return root.resolve(path + "-" + VERSION + ".jar");
    }

    private void stage(String artifact, Path pom, List<Path> jars) throws IOException {
        Path directory = Files.createDirectories(
                repository().resolve("org/lakehousereplay").resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(pom, directory.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        for (Path jar : jars) {
            Files.copy(jar, directory.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes the POM of a project that uses the plugin. */
    static void writePom(Path project) throws IOException {
        Files.writeString(
                project.resolve("pom.xml"), Resources.text("project-pom.xml").replace("@projectVersion@", VERSION));
    }

    /** A Maven build, which has all it needs in its repository. */
    Contender maven(String name, Path project, String duckdb, String... arguments)
            throws IOException, InterruptedException {
        List<String> online = mavenCommand(duckdb, "-q", "lakehouse:help");
        new Contender("fetching the libraries of the plugin", project, online).run();
        List<String> goals = new ArrayList<>(List.of("-o", "-q"));
        goals.addAll(List.of(arguments));
        return new Contender(name, project, mavenCommand(duckdb, goals.toArray(String[]::new)));
    }

    private List<String> mavenCommand(String duckdb, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("bench.mvn", "mvn"),
                "-B",
                "-gs",
                settings().toString(),
                "-Dmaven.repo.local=" + repository(),
                "-Dduckdb.version=" + duckdb));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A program of this module in a Java process of its own. */
    Contender java(String name, Class<?> program, String duckdb, String... arguments) throws IOException {
        List<String> classPath = new ArrayList<>(libraries("lib"));
        classPath.add(target.resolve("duckdb/duckdb_jdbc-" + duckdb + ".jar").toString());
        return java(name, program, List.of(), classPath, arguments);
    }

    /** A program of this module in a Java process of its own, with Flink and the engine on it. */
    Contender flink(String name, Class<?> program, List<String> options, String... arguments) throws IOException {
        List<String> classPath = new ArrayList<>(libraries("flink"));
        // What Flink and core share is here.
        classPath.addAll(libraries("lib"));
        return java(name, program, options, classPath, arguments);
    }

    private List<String> libraries(String directory) throws IOException {
        try (Stream<Path> libraries = Files.list(target.resolve(directory))) {
            return libraries.map(Path::toString).sorted().toList();
        }
    }

    private Contender java(
            String name, Class<?> program, List<String> options, List<String> libraries, String... arguments) {
        List<String> classPath =
                new ArrayList<>(List.of(target.resolve("classes").toString()));
        classPath.addAll(libraries);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), classPath), program.getName()));
        command.addAll(List.of(arguments));
        return new Contender(name, root, command);
    }
}
