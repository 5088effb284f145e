package org.lakehousereplay.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/** A digest of everything that decides what becomes of the mutants of a model. */
final class MutationDigest {

    private final MessageDigest digest;

    private MutationDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /** The digest; empty when something is in no file of the project, such as a table of a lake. */
    static Optional<String> of(
            List<String> circumstances, Pipeline pipeline, Model changed, List<Model> metrics, List<Fixture> fixtures) {
        try {
            MutationDigest digest = new MutationDigest(MessageDigest.getInstance("SHA-256"));
            circumstances.forEach(digest::add);
            digest.add(pipeline.name());
            digest.add(changed.name());
            for (Model model : pipeline.closure(metrics)) {
                digest.add(model.name());
                digest.add(model.sql());
            }
            for (String settings : List.of("pipeline.yaml", "sources.sql")) {
                digest.add(pipeline.directory().resolve(settings));
            }
            Set<String> asserted = new TreeSet<>();
            metrics.forEach(metric -> asserted.add(metric.name()));
            for (Fixture fixture : fixtures) {
                if (!digest.add(fixture, asserted)) {
                    return Optional.empty();
                }
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest.digest()));
        } catch (IOException unreadable) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private boolean add(Fixture fixture, Set<String> metrics) throws IOException {
        add(fixture.name());
        add(fixture.directory().resolve("fixture.yaml"));
        for (InputFile input : fixture.inputs()) {
            if (input.lake().isPresent()) {
                return false;
            }
            add(input.source());
            add(input.format().name());
            for (Path part : input.parts()) {
                add(part.toString());
                add(part);
            }
        }
        for (ExpectedFile expected : fixture.expectations()) {
            if (metrics.contains(expected.metric())) {
                add(expected.metric());
                add(expected.path());
            }
        }
        return true;
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private void add(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            add("-");
            return;
        }
        add(Long.toString(Files.size(file)));
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = Files.newInputStream(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
    }
}
