package org.lakehousereplay.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A repository in a directory, laid out as a deployment leaves it, with releases of one project.
 *
 * <pre>{@code
 * ReleaseRepository.of(project, "released-shop").add("1.0.0", project.path("src/main/lakehouse"));
 * }</pre>
 */
public final class ReleaseRepository {

    private final Path root;
    private final String group;
    private final String artifact;
    private final List<String> versions = new ArrayList<>();

    private ReleaseRepository(Path root, String group, String artifact) {
        this.root = root;
        this.group = group;
        this.artifact = artifact;
    }

    /** A repository without any release, in the directory {@code releases} of a project that has a group of its own. */
    public static ReleaseRepository of(MavenProject project, String artifact) {
        try {
            return new ReleaseRepository(Files.createDirectories(project.path("releases")), project.group(), artifact);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The directory. */
    public Path root() {
        return root;
    }

    /** What a build would ask for to get a version: {@code maven:GROUP:ARTIFACT:VERSION}. */
    public String reference(String version) {
        return "maven:" + group + ":" + artifact + ":" + version;
    }

    /** Where the jar of a version is. */
    public Path jar(String version) {
        return home().resolve(version).resolve(artifact + "-" + version + ".jar");
    }

    /** Adds a release with the pipelines that a directory has now. */
    public ReleaseRepository add(String version, Path pipelines) {
        return add(version, jarOf("lakehouse/", pipelines));
    }

    /** Adds a release that holds anything but pipelines. */
    public ReleaseRepository addWithoutPipelines(String version) {
        return add(version, jarOf("lake/", root.resolveSibling("src/test/lakehouse")));
    }

    /** Adds a release whose jar consists of these bytes. */
    public ReleaseRepository add(String version, byte[] jar) {
        write(jar(version), jar);
        versions.add(version);
        String list =
                versions.stream().map(one -> "<version>" + one + "</version>").collect(Collectors.joining());
        write(
                home().resolve("maven-metadata.xml"),
                ("<metadata><groupId>" + group + "</groupId><artifactId>" + artifact
                                + "</artifactId><versioning><versions>" + list
                                + "</versions></versioning></metadata>")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Path home() {
        return root.resolve(group.replace('.', '/')).resolve(artifact);
    }

    private static byte[] jarOf(String folder, Path directory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder
                        + directory
                                .relativize(file)
                                .toString()
                                .replace(file.getFileSystem().getSeparator(), "/")));
                Files.copy(file, zip);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    /** Writes a file with its checksum, without which Maven warns. */
    private static void write(Path file, byte[] content) {
        try {
            byte[] checksum = MessageDigest.getInstance("SHA-1").digest(content);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".sha1"),
                    HexFormat.of().formatHex(checksum));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
