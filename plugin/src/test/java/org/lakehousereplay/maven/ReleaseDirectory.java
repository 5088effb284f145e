package org.lakehousereplay.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what a repository holds of com.example:metrics. For the tests of this package. */
record ReleaseDirectory(Path root, String metadataName) {

    /** A remote repository. */
    static ReleaseDirectory remote(Path root) {
        return new ReleaseDirectory(root, "maven-metadata.xml");
    }

    /** A local repository, into which versions are installed. */
    static ReleaseDirectory local(Path root) {
        return new ReleaseDirectory(root, "maven-metadata-local.xml");
    }

    /** Holds these versions, each with a jar whose model names its version. */
    ReleaseDirectory release(String... versions) {
        list(versions);
        for (String version : versions) {
            try {
                Files.createDirectories(jar(version).getParent());
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar(version)))) {
                    zip.putNextEntry(new ZipEntry("lakehouse/shop/gmv.sql"));
                    zip.write(("SELECT '" + version + "'").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return this;
    }

    /** Lists these versions, whether they are there or not. */
    ReleaseDirectory list(String... versions) {
        return metadata(Stream.of(versions)
                .map(version -> "<version>" + version + "</version>")
                .collect(Collectors.joining(
                        "",
                        "<metadata><groupId>com.example</groupId><artifactId>metrics</artifactId><versioning><versions>",
                        "</versions></versioning></metadata>")));
    }

    ReleaseDirectory metadata(String text) {
        try {
            Path directory = Files.createDirectories(root.resolve("com/example/metrics"));
            Files.writeString(directory.resolve(metadataName), text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path jar(String version) {
        return root.resolve("com/example/metrics/" + version + "/metrics-" + version + ".jar");
    }
}
