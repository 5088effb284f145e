package org.lakehousereplay.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.spi.Engines;

/** Builds a user's project in a directory and verifies it. For the tests of this library. */
public final class ProjectTree {

    private final Path root;
    private Limits limits = new Limits(2, "", Duration.ofMinutes(1));
    private Selection selection = Selection.all();
    private Engines engines = Engines.none();
    private final List<Baseline> releases = new ArrayList<>();

    /** @param root an existing directory, or one that is made when the first file comes */
    public ProjectTree(Path root) {
        this.root = root;
    }

    /** The project directory. */
    public Path root() {
        return root;
    }

    /** Writes a file of the pipelines, such as {@code shop/sources.sql}. */
    public ProjectTree main(String path, String text) {
        return file("src/main/lakehouse/" + path, text);
    }

    /** Writes a file of the fixtures, such as {@code shop/lunch/input/orders.csv}. */
    public ProjectTree test(String path, String text) {
        return file("src/test/lakehouse/" + path, text);
    }

    /** Writes a file of the project. */
    public ProjectTree file(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the project. */
    public ProjectTree bytes(String path, byte[] bytes) {
        try {
            Files.write(place(path), bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the rows of a DuckDB query as a Parquet file. */
    public ProjectTree parquet(String path, String query) {
        String target = place(path).toString().replace("'", "''");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + target + "' (FORMAT parquet)");
            return this;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The absolute path of a file whose directories exist. */
    public Path place(String path) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sets what the run may use. */
    public ProjectTree limits(Limits newLimits) {
        this.limits = newLimits;
        return this;
    }

    /** Sets the engines beside DuckDB. */
    public ProjectTree engines(Engines newEngines) {
        this.engines = newEngines;
        return this;
    }

    /** Sets which fixtures and metrics take part. */
    public ProjectTree selection(Selection newSelection) {
        this.selection = newSelection;
        return this;
    }

    /** The project; inputs may also lie in its directory {@code external}. */
    public Project project() {
        Path output = root.resolve("target/lakehouse");
        return new Project(
                root,
                root.resolve("src/main/lakehouse"),
                root.resolve("src/test/lakehouse"),
                output,
                output.resolve("junit"),
                List.of(root.resolve("external")),
                engines);
    }

    /** Verifies the project. */
    public RunReport verify() {
        return new Verification(project(), selection, limits, Progress.SILENT).run();
    }

    /** Keeps the pipelines as they are now as a released version; the last one is what is compared with. */
    public ProjectTree release(String version) {
        Path released = root.resolve("releases").resolve(version);
        Path pipelines = root.resolve("src/main/lakehouse");
        try (Stream<Path> files = Files.walk(pipelines)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = released.resolve(pipelines.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        releases.add(new Baseline(version, "release " + version, Optional.of(version), released));
        return this;
    }

    /** Replaces a text in a file of the pipelines, which must be there. */
    public ProjectTree edit(String path, String text, String replacement) {
        try {
            String before = Files.readString(root.resolve("src/main/lakehouse").resolve(path));
            if (!before.contains(text)) {
                throw new AssertionError(path + " does not contain " + text);
            }
            return main(path, before.replace(text, replacement));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The project compared with its last release, on 2026-11-21, and with all earlier ones beside it. */
    public ComparisonSettings comparisonSettings() {
        return new ComparisonSettings(
                releases.isEmpty() ? Optional.empty() : Optional.of(releases.get(releases.size() - 1)),
                "",
                releases,
                ChangeLevel.MAJOR,
                Optional.of("2.0.0-SNAPSHOT"),
                ComparisonSettings.BumpCheck.WARN,
                LocalDate.of(2026, 11, 21),
                Duration.ofMinutes(1));
    }

    /** Compares the project with its last release. */
    public RunReport compare() {
        return new Comparison(project(), selection, limits, Progress.SILENT, comparisonSettings()).run();
    }

    /** The verdict alone: nothing is left behind, which is several times faster. */
    public RunReport verdict() {
        return new Verification(project(), selection, limits, Progress.SILENT)
                .replay(List.of(), (session, pipelines, fixtures) -> {});
    }

    /** Every problem of a report as a user reads it, with paths from the project directory. */
    public List<String> problems(RunReport report) {
        List<Problem> problems = new ArrayList<>(report.problems());
        for (PipelineResult pipeline : report.pipelines()) {
            problems.addAll(pipeline.problems());
            for (FixtureResult fixture : pipeline.fixtures()) {
                problems.addAll(fixture.problems());
                for (MetricResult metric : fixture.metrics()) {
                    problems.addAll(metric.problems());
                }
            }
        }
        return problems.stream().map(this::show).toList();
    }

    /** A problem as a user reads it, with paths from the project directory. */
    public String show(Problem problem) {
        return problem.render().replace(root + "/", "");
    }

    /** The result of a fixture, {@code pipeline/fixture}. */
    public static FixtureResult fixture(RunReport report, String id) {
        return report.fixtures().stream()
                .filter(fixture -> fixture.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no fixture " + id));
    }
}
