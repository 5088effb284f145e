package org.lakehousereplay.it.harness;

import java.nio.file.Path;
import java.util.List;

/** The Maven versions on which the plugin is tested. */
public enum Maven {
    /** The oldest that is supported: what Debian ships. */
    OLDEST("it.maven.oldest"),
    /** The newest stable one; inner builds run on it unless a test says otherwise. */
    STABLE("it.maven.stable"),
    /** The coming major version. */
    NEXT("it.maven.next");

    private final String versionProperty;

    Maven(String versionProperty) {
        this.versionProperty = versionProperty;
    }

    /** The version, such as {@code 3.8.7}. */
    public String version() {
        return Settings.text(versionProperty);
    }

    /** Where the distribution was unpacked. */
    Path home() {
        return Settings.path("it.maven").resolve("apache-maven-" + version());
    }

    /** Whether several builds may run on one local repository; the oldest cannot lock its files. */
    boolean sharesRepository() {
        return this != OLDEST;
    }

    /** What this version needs on its command line to use the settings of the tests and to share the repository. */
    List<String> arguments() {
        String settings = Settings.globalSettings().toString();
        return switch (this) {
            case OLDEST -> List.of("--global-settings", settings);
            case STABLE ->
                List.of(
                        "--global-settings",
                        settings,
                        // Locks the files of the local repository, which the next version does unasked.
                        "-Daether.syncContext.named.factory=file-lock",
                        "-Daether.syncContext.named.nameMapper=file-gav");
            case NEXT -> List.of("--install-settings", settings);
        };
    }
}
