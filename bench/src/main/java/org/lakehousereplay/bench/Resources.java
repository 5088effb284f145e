package org.lakehousereplay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts that both sides of a comparison use. */
final class Resources {

    private Resources() {}

    static String text(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
