package org.lakehousereplay.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (InputStream template = Settings.class.getResourceAsStream("/it-settings.xml")) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            String outerRepository = path("it.outerRepository").toUri().toString();
            Path settings = Files.createDirectories(path("it.work")).resolve("it-settings.xml");
            return Files.writeString(settings, text.replace("@outerRepository@", outerRepository));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
