package org.lakehousereplay.it.harness;

import java.nio.file.Path;
import java.util.List;

/** The Maven versions on which the plugin is tested. */
public enum Maven {
    /** The oldest that is supported: what Debian ships. */
    OLDEST("it.maven.oldest", List.of()),
    /** The newest stable one; inner builds run on it unless a test says otherwise. */
    STABLE(
            "it.maven.stable",
            // Two inner builds share a repository: make this Maven lock its files, as the next one does unasked.
            List.of("-Daether.syncContext.named.factory=file-lock", "-Daether.syncContext.named.nameMapper=file-gav")),
    /** The coming major version. */
    NEXT("it.maven.next", List.of());

    private final String versionProperty;
    private final List<String> arguments;

    Maven(String versionProperty, List<String> arguments) {
        this.versionProperty = versionProperty;
        this.arguments = arguments;
    }

    /** Where the distribution was unpacked. */
    Path home() {
        return Settings.path("it.maven").resolve("apache-maven-" + version());
    }

    /** The version, such as {@code 3.8.7}. */
    public String version() {
        return Settings.text(versionProperty);
    }

    /** What this version needs on its command line. */
    List<String> arguments() {
        return arguments;
    }

    /** Whether several builds may run on one local repository; the oldest does not lock its files. */
    boolean sharesRepository() {
        return this != OLDEST;
    }
}
