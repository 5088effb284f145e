package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.lakehousereplay.engine.duckdb.MutationMemory;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * Remembers in a file what became of the mutants of each model, as long as nothing that counts has changed. A file that
 * cannot be read is as good as none, and one that cannot be written costs time only.
 */
final class MutationCache implements MutationMemory {

    /** The name of the file in the output directory. */
    static final String NAME = "mutation-cache.json";

    private final Path file;
    private final List<String> circumstances;
    private final Function<Pipeline, List<Fixture>> fixtures;
    private final Map<String, Remembered> known;
    private final boolean unreadable;
    private final Map<String, Remembered> used = new TreeMap<>();
    private final Map<String, Optional<String>> digests = new HashMap<>();

    private MutationCache(
            Path file,
            List<String> circumstances,
            Function<Pipeline, List<Fixture>> fixtures,
            Optional<Map<String, Remembered>> known) {
        this.file = file;
        this.circumstances = List.copyOf(circumstances);
        this.fixtures = fixtures;
        this.known = Map.copyOf(known.orElse(Map.of()));
        this.unreadable = known.isEmpty();
    }

    /**
     * Opens the file.
     *
     * @param circumstances what else must be as it was, such as versions
     * @param fixtures the fixtures of a pipeline
     */
    static MutationCache open(Path file, List<String> circumstances, Function<Pipeline, List<Fixture>> fixtures) {
        return new MutationCache(file, circumstances, fixtures, read(file));
    }

    private static Optional<Map<String, Remembered>> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.of(Map.of());
        }
        try {
            return Optional.of(MutationCacheText.parse(Files.readAllBytes(file)));
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** Whether there was a file that cannot be read. */
    boolean unreadable() {
        return unreadable;
    }

    private Optional<String> digest(Pipeline pipeline, Model changed, List<Model> metrics) {
        return digests.computeIfAbsent(
                pipeline.name() + "/" + changed.name(),
                any -> MutationDigest.of(circumstances, pipeline, changed, metrics, fixtures.apply(pipeline)));
    }

    @Override
    public Optional<Remembered> recall(Pipeline pipeline, Model changed, List<Model> metrics) {
        Optional<String> digest = digest(pipeline, changed, metrics);
        Optional<Remembered> found = digest.flatMap(key -> Optional.ofNullable(known.get(key)))
                .map(remembered -> MutationCacheText.placed(remembered, changed.file()));
        found.ifPresent(remembered -> used.put(digest.orElseThrow(), remembered));
        return found;
    }

    @Override
    public void remember(Pipeline pipeline, Model changed, List<Model> metrics, Remembered found) {
        digest(pipeline, changed, metrics).ifPresent(key -> used.put(key, found));
    }

    /** Writes what this run has found or used; older things go. */
    void save() {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, MutationCacheText.render(used));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notKept) {
            // The next run takes longer, and that is all.
        }
    }
}
