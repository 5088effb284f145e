package org.lakehousereplay.it.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The browser of this machine. It is installed where that can be done, and never downloaded from anywhere else. */
final class Chromium {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final Path INSTALL = Path.of("src/test/sh/install-chromium");

    private Chromium() {}

    /** Where it is; the test is skipped when there is none, and fails where a build server should have one. */
    static Path executable() {
        Optional<Path> found = find();
        if (found.isEmpty() && canInstall()) {
            install();
            found = find();
        }
        return found.orElseGet(Chromium::none);
    }

    private static Optional<Path> find() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    private static boolean canInstall() {
        return System.getProperty("user.name").equals("root") && Files.exists(Path.of("/etc/debian_version"));
    }

    private static void install() {
        try {
            Process process = new ProcessBuilder(INSTALL.toAbsolutePath().toString())
                    .inheritIO()
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroy();
            }
        } catch (IOException failed) {
            System.err.println("Chromium could not be installed: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path none() {
        String message =
                "The tests in a browser need Chromium at " + PLACES.get(0) + "; as root on Debian, run " + INSTALL;
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }
}
