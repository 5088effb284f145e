package org.lakehousereplay.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the outer build tells the tests. */
final class Settings {

    private static final Path GLOBAL_SETTINGS = writeGlobalSettings();

    private Settings() {}

    static String text(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("The system property " + property
                    + " is missing: run integration tests by Maven, mvn verify -Dit.test=NameOfTest");
        }
        return value;
    }

    static Path path(String property) {
        return Path.of(text(property)).toAbsolutePath().normalize();
    }

    /** The settings of inner builds, which leave the user's own settings, and the proxy in them, in force. */
    static Path globalSettings() {
        return GLOBAL_SETTINGS;
    }

    private static Path writeGlobalSettings() {
        try {
            Path settings = Files.createDirectories(path("it.work")).resolve("it-settings.xml");
            String template = Files.readString(path("it.settings"));
            String outerRepository = path("it.outerRepository").toUri().toString();
            return Files.writeString(settings, template.replace("@outerRepository@", outerRepository));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
