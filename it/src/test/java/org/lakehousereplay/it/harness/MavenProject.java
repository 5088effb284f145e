package org.lakehousereplay.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationOutputHandler;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.assertj.core.api.AbstractPathAssert;
import org.opentest4j.TestAbortedException;

/**
 * A private copy of a small project, on which a test runs Maven. Copies and logs stay below {@code target/it-work}, in
 * a directory named after the test.
 *
 * <pre>{@code
 * MavenProject.copyOf("hello").with(Maven.OLDEST).run("lakehouse:help").assertSucceeded().outputContains("goals");
 * }</pre>
 */
public final class MavenProject {

    private static final String PLUGIN = "org.lakehousereplay:lakehouse-maven-plugin";
    private static final int TIMEOUT_SECONDS = 300;
    private static final String STREAMS = "streams";

    /** The files in which tokens are replaced; anything else is copied byte by byte. */
    private static final Pattern WITH_TOKENS = Pattern.compile("(pom\\.xml|.*\\.ya?ml)");

    /** What builds leave behind, in a project or in one within it. */
    private static final Pattern BUILT = Pattern.compile("(.*[/\\\\])?target([/\\\\].*)?");

    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    /** Builds that lock the files of the shared repository run side by side, others alone. */
    private static final ReadWriteLock REPOSITORY = new ReentrantReadWriteLock(true);

    private final Path directory;
    private final Maven maven;
    private final Network network;
    private final Map<String, String> environment;
    private final AtomicInteger runs;

    private MavenProject(
            Path directory, Maven maven, Network network, Map<String, String> environment, AtomicInteger runs) {
        this.directory = directory;
        this.maven = maven;
        this.network = network;
        this.environment = environment;
        this.runs = runs;
    }

    /** What builds may reach. */
    private enum Network {
        /** As much as the outer build, and any directory. */
        AS_OUTSIDE,
        /** Everything. */
        ONLINE,
        /** Nothing, not even a directory. */
        OFFLINE
    }

    /** A copy of a project below {@code src/it-projects}. */
    public static MavenProject copyOf(String name) {
        return copyOf(Settings.path("it.projects").resolve(name));
    }

    /** A copy of the sample project, without the one for streams in it. */
    public static MavenProject copyOfSampleProject() {
        return copyOf(Settings.path("it.sampleProject")).delete(STREAMS);
    }

    /** A copy of the sample project for streams. */
    public static MavenProject copyOfStreamsSample() {
        return copyOf(Settings.path("it.sampleProject").resolve(STREAMS));
    }

    /** A copy of a project that lies anywhere. */
    public static MavenProject copyOf(Path original) {
        assertThat(original).as("the project to copy").isDirectory();
        MavenProject project = empty();
        copyFiles(original, project.directory);
        return project;
    }

    /** An empty directory, without a POM. */
    public static MavenProject empty() {
        Path directory = newDirectory();
        try {
            // Maven looks upwards for this directory and would otherwise find that of the outer build.
            Files.createDirectories(directory.resolve(".mvn"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return new MavenProject(directory, Maven.STABLE, Network.AS_OUTSIDE, Map.of(), new AtomicInteger());
    }

    /** The text of a page of the documentation, which tests compare with what the plugin does. */
    public static String documentation(String page) {
        try {
            return Files.readString(Settings.path("it.documentation").resolve(page));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The folder with the data that the real-input project reads; aborts the test where it is missing. */
    public static Path sharedData() {
        Path data = Settings.path("it.sharedData");
        if (!Files.isDirectory(data)) {
            throw new TestAbortedException("Skipped: the folder with the real input is missing, " + data);
        }
        return data;
    }

    /** The same directory, built by another Maven. */
    public MavenProject with(Maven otherMaven) {
        return new MavenProject(directory, otherMaven, network, environment, runs);
    }

    /** The same directory, built with {@code -o}, to which even repositories in directories are out of reach. */
    public MavenProject offline() {
        return new MavenProject(directory, maven, Network.OFFLINE, environment, runs);
    }

    /** The same directory, built online even if the outer build is not: for repositories on this machine. */
    public MavenProject online() {
        return new MavenProject(directory, maven, Network.ONLINE, environment, runs);
    }

    /** The same directory, built with a further environment variable such as {@code TZ}. */
    public MavenProject withEnvironment(String name, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(name, value);
        return new MavenProject(directory, maven, network, Map.copyOf(changed), runs);
    }

    /**
     * Gives the project a group of its own instead of {@code com.example}, so that a release of one test is not found by
     * another. What an earlier run of the test left in the local repository is deleted.
     */
    public MavenProject inGroupOfItsOwn() {
        deleteTree(Settings.path("it.repository").resolve(group().replace('.', '/')));
        replaceInFile("pom.xml", "<groupId>com.example</groupId>", "<groupId>" + group() + "</groupId>");
        try (Stream<Path> modules = Files.list(directory)) {
            modules.map(module ->
                            directory.relativize(module.resolve("pom.xml")).toString())
                    .filter(pom -> Files.exists(path(pom)))
                    .forEach(pom ->
                            replaceInFile(pom, "<groupId>com.example</groupId>", "<groupId>" + group() + "</groupId>"));
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The group that {@link #inGroupOfItsOwn} gives the project, which is that of no other one. */
    public String group() {
        return "com.example." + directory.getParent().getFileName() + "." + directory.getFileName();
    }

    /** The project directory. */
    public Path directory() {
        return directory;
    }

    /** A file of the project, whether it exists or not. */
    public Path path(String file) {
        return directory.resolve(file);
    }

    /** Starts an assertion on a file of the project. */
    public AbstractPathAssert<?> assertThatFile(String file) {
        return assertThat(path(file)).as(file);
    }

    /** The text of a file of the project. */
    public String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Writes a file, with the directories above it. */
    public MavenProject write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file byte by byte, with the directories above it. */
    public MavenProject write(String file, byte[] content) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.write(path(file), content);
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * Writes a POM that somebody has to copy, and pins the plugins of the life cycle to the versions that the sample
     * project has: those of each Maven would have to be downloaded.
     */
    public MavenProject writePom(String text) {
        assertThat(text).as("the POM to copy").contains("    <plugins>");
        return write("pom.xml", text.replaceFirst("    <plugins>", pinnedPlugins() + "    <plugins>"));
    }

    private static String pinnedPlugins() {
        try {
            String sample = Files.readString(Settings.path("it.sampleProject").resolve("pom.xml"));
            String start = "    <pluginManagement>";
            String end = "</pluginManagement>\n";
            return sample.substring(sample.indexOf(start), sample.indexOf(end) + end.length());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Replaces every occurrence of a text in a file; fails when there is none, so that no test changes nothing. */
    public MavenProject replaceInFile(String file, String text, String replacement) {
        String before = read(file);
        assertThat(before).as(file).contains(text);
        return write(file, before.replace(text, replacement));
    }

    /** Moves a file or a directory with everything in it. */
    public MavenProject move(String from, String to) {
        try {
            Files.createDirectories(path(to).getParent());
            Files.move(path(from), path(to));
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Copies a directory with everything in it. */
    public MavenProject copy(String from, String to) {
        copyFiles(path(from), path(to));
        return this;
    }

    /** Deletes a file or a directory with everything in it. */
    public MavenProject delete(String file) {
        assertThat(path(file)).exists();
        deleteTree(path(file));
        return this;
    }

    /**
     * Runs Maven in batch mode.
     *
     * @param arguments goals, phases and options; {@code lakehouse:goal} stands for that goal of the staged plugin, so
     *     that it can be run without a POM
     */
    public MavenRun run(String... arguments) {
        return run(List.of(arguments));
    }

    private MavenRun run(List<String> arguments) {
        Path log = directory.resolveSibling(directory.getFileName() + "-" + runs.incrementAndGet() + ".log");
        // Standard output and standard error are read by a thread each.
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        InvocationRequest request = request(arguments, lines::add);
        Lock lock = maven.sharesRepository() ? REPOSITORY.readLock() : REPOSITORY.writeLock();
        lock.lock();
        try {
            InvocationResult result = new DefaultInvoker().execute(request);
            if (result.getExecutionException() != null) {
                lines.add(result.getExecutionException().toString());
            }
            return new MavenRun(directory, log, text(lines), result.getExitCode());
        } catch (MavenInvocationException exception) {
            throw new IllegalStateException("Maven did not start", exception);
        } finally {
            lock.unlock();
            write(log.toString(), text(lines));
        }
    }

    private static String text(Queue<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private InvocationRequest request(List<String> arguments, InvocationOutputHandler output) {
        InvocationRequest request = new DefaultInvocationRequest()
                .setBaseDirectory(directory.toFile())
                .setMavenHome(maven.home().toFile())
                .setJavaHome(new File(System.getProperty("java.home")))
                .setLocalRepositoryDirectory(Settings.path("it.repository").toFile())
                .setBatchMode(true)
                .setNoTransferProgress(true)
                // An inner build is short: no time for the optimising compiler, no use for a parallel collector.
                .setMavenOpts("-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .addShellEnvironment("MAVEN_ARGS", "")
                .addShellEnvironment("MAVEN_SKIP_RC", "true")
                .setOutputHandler(output)
                .setErrorHandler(output);
        environment.forEach(request::addShellEnvironment);
        request.setTimeoutInSeconds(TIMEOUT_SECONDS);
        request.addArgs(maven.arguments());
        if (network == Network.OFFLINE) {
            request.setOffline(true);
        } else if (network == Network.AS_OUTSIDE && Settings.text("it.network").equals("offline=true")) {
            // The repository of the outer build is a directory: reading it is not going online.
            request.setOffline(true).addArg("-Daether.offline.protocols=file");
        }
        for (String argument : arguments) {
            request.addArg(argument.startsWith("lakehouse:") ? goal(argument) : argument);
        }
        return request;
    }

    private static String goal(String shortForm) {
        return PLUGIN + ":" + Settings.text("it.projectVersion") + shortForm.substring("lakehouse".length());
    }

    private static void copyFiles(Path original, Path target) {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path source : files.toList()) {
                Path relative = original.relativize(source);
                if (BUILT.matcher(relative.toString()).matches()) {
                    continue;
                }
                Path copy = target.resolve(relative.toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(copy);
                } else if (WITH_TOKENS.matcher(source.getFileName().toString()).matches()) {
                    Files.writeString(copy, withoutTokens(Files.readString(source)));
                } else {
                    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String withoutTokens(String text) {
        String replaced = text.replace("@project.version@", Settings.text("it.projectVersion"));
        // Asks for the data only where it is wanted, because asking aborts the test when it is missing.
        return replaced.contains("@sharedData@")
                ? replaced.replace("@sharedData@", sharedData().toString())
                : replaced;
    }

    private static Path newDirectory() {
        StackWalker.StackFrame test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getDeclaringClass() != MavenProject.class)
                        .findFirst()
                        .orElseThrow());
        String method = test.getMethodName().replaceAll("[^A-Za-z0-9_]", "_");
        Path parent = Settings.path("it.work").resolve(test.getDeclaringClass().getSimpleName());
        Path directory = parent.resolve(method);
        for (int number = 2; !TAKEN.add(directory); number++) {
            directory = parent.resolve(method + "-" + number);
        }
        deleteTree(directory);
        try {
            return Files.createDirectories(directory);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException exception) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
