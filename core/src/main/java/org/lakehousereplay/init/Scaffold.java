package org.lakehousereplay.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/** Writes a small pipeline and a fixture that is green, to be changed into one's own. Public API: used by front ends. */
public final class Scaffold {

    private final Path pipelineDirectory;
    private final Path fixtureDirectory;

    /**
     * @param pipelineDirectory where pipelines are
     * @param fixtureDirectory where fixtures are
     */
    public Scaffold(Path pipelineDirectory, Path fixtureDirectory) {
        this.pipelineDirectory = pipelineDirectory;
        this.fixtureDirectory = fixtureDirectory;
    }

    /**
     * Writes the files.
     *
     * @param name the name of the pipeline: letters, digits, {@code -}, {@code _} and {@code .}
     * @return the files
     * @throws ProblemException when one of them is there already or cannot be written; then nothing is
     */
    public List<Path> write(String name) {
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*")) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    "\"" + name + "\" is no name for a pipeline",
                    "Use letters, digits, - and _ in -Dlakehouse.pipeline"));
        }
        Path pipeline = pipelineDirectory.resolve(name);
        Path fixture = fixtureDirectory.resolve(name).resolve("first");
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(pipeline.resolve("sources.sql"), "sources.sql");
        files.put(pipeline.resolve("gmv_hourly.sql"), "gmv_hourly.sql");
        files.put(fixture.resolve("fixture.yaml"), "fixture.yaml");
        files.put(fixture.resolve("input").resolve("orders.csv"), "orders.csv");
        files.put(fixture.resolve("expected").resolve("gmv_hourly.csv"), "expected_gmv_hourly.csv");
        for (Path directory : List.of(pipeline, fixture)) {
            if (Files.exists(directory)) {
                throw new ProblemException(Problem.at(
                        Location.of(directory),
                        ErrorCode.CONFIGURATION_INVALID,
                        "is there already, and init overwrites nothing",
                        "Choose another name by -Dlakehouse.pipeline=<name>"));
            }
        }
        files.forEach(Scaffold::copy);
        return List.copyOf(files.keySet());
    }

    private static void copy(Path target, String resource) {
        try (InputStream content = Scaffold.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("the library lacks " + resource);
            }
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        } catch (IOException exception) {
            throw new ProblemException(Problem.at(
                    Location.of(target),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the file cannot be written: " + exception.getMessage(),
                    ""));
        }
    }
}
