package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a text file so that it is either the old one or the new one, never half of it. */
final class AtomicText {

    private AtomicText() {}

    static void write(Path path, String text) throws IOException {
        Path unfinished = path.resolveSibling("." + path.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
