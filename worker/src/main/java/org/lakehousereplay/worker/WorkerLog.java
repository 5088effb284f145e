package org.lakehousereplay.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/** The file that takes what a worker prints. When it is full it is kept as {@code .1} and begun anew. */
final class WorkerLog {

    private static final int BUFFER = 8192;
    private static final int BEGINNING = 500;
    private static final long FULL = 10_000_000;

    private final Path file;
    private final long full;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    WorkerLog(Path file) {
        this(file, FULL);
    }

    WorkerLog(Path file, long full) {
        this.file = file;
        this.full = full;
    }

    /** The file as a user may open it from where the build was started. */
    String shown() {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    /** Takes everything from a stream until it ends. What cannot be written is dropped: nobody must wait for a log. */
    void takeAll(InputStream stream) {
        byte[] buffer = new byte[BUFFER];
        OutputStream output = null;
        long size = 0;
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                remember(buffer, read);
                try {
                    if (output == null || size > full) {
                        if (output != null) {
                            output.close();
                            Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
                        }
                        Files.createDirectories(file.toAbsolutePath().getParent());
                        output = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        size = Files.size(file);
                    }
                    output.write(buffer, 0, read);
                    size += read;
                } catch (IOException full) {
                    output = null;
                }
            }
        } catch (IOException ended) {
            // The process is gone.
        } finally {
            close(output);
        }
    }

    /** What the process printed first, which says why it did not start. */
    String beginning() {
        synchronized (beginning) {
            return beginning
                    .toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining("; "));
        }
    }

    private void remember(byte[] buffer, int length) {
        synchronized (beginning) {
            beginning.write(buffer, 0, Math.min(length, BEGINNING - Math.min(BEGINNING, beginning.size())));
        }
    }

    private Path previous() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private static void close(OutputStream output) {
        try {
            if (output != null) {
                output.close();
            }
        } catch (IOException lost) {
            // It is only a log.
        }
    }
}
