package org.lakehousereplay.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.diagnostic.Problem;

/** Pipelines on disk for tests; paths in messages are shown relative to the root, with forward slashes. */
final class PipelineTree {

    static final String ORDERS = "CREATE TABLE orders (id INTEGER, user_id VARCHAR, paid_at TIMESTAMP,"
            + " amount DECIMAL(18,2), info STRUCT(city VARCHAR, tags VARCHAR[]));\n";

    private final Path root;

    PipelineTree(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    PipelineTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    PipelineTree with(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    PipelineReading read() {
        return PipelineReader.read(root);
    }

    /** The only pipeline, which must be sound. */
    Pipeline sound() {
        PipelineReading reading = read();
        if (!reading.broken().isEmpty() || reading.pipelines().size() != 1) {
            throw new AssertionError("not one sound pipeline: " + reading.broken());
        }
        return reading.pipelines().get(0);
    }

    List<String> problems(String pipeline) {
        return read().broken().getOrDefault(pipeline, List.of()).stream()
                .map(this::show)
                .toList();
    }

    String show(Problem problem) {
        return problem.render().replace(root + "/", "").replace('\\', '/');
    }
}
