package org.lakehousereplay.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.verify.Limits;
import org.lakehousereplay.verify.Progress;
import org.lakehousereplay.verify.Project;
import org.lakehousereplay.verify.Selection;
import org.lakehousereplay.verify.Verification;

/** A project with one pipeline that is written for one test. */
final class ComplianceProject {

    private static final String PIPELINE = "shop";

    private final Path root;
    private final EngineDialect dialect;
    private final Engines engines;
    private Duration timeout = Duration.ofMinutes(2);

    ComplianceProject(Path root, EngineDialect dialect, Engines engines) {
        this.root = root;
        this.dialect = dialect;
        this.engines = engines;
    }

    ComplianceProject pipeline(String settings, List<SourceDeclaration> sources, List<MetricDeclaration> metrics) {
        write("main/" + PIPELINE + "/pipeline.yaml", "engine: " + dialect.engine() + "\n" + settings);
        dialect.files(sources, metrics).forEach((path, text) -> write("main/" + PIPELINE + "/" + path, text));
        return this;
    }

    /** A file of a fixture, such as {@code lunch/input/orders.csv}. */
    ComplianceProject fixture(String path, String... lines) {
        write("test/" + PIPELINE + "/" + path, String.join("\n", lines) + "\n");
        return this;
    }

    ComplianceProject timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    private void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path output() {
        return root.resolve("target");
    }

    RunReport verify() {
        Project project = new Project(
                        root,
                        root.resolve("main"),
                        root.resolve("test"),
                        output(),
                        output().resolve("junit"),
                        List.of())
                .withEngines(engines);
        return new Verification(project, Selection.all(), new Limits(2, "", timeout), Progress.SILENT).run();
    }

    static FixtureResult fixture(RunReport report, String name) {
        return report.fixtures().stream()
                .filter(fixture -> fixture.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fixture " + name + " in " + report));
    }

    static MetricResult metric(RunReport report, String fixture, String metric) {
        return fixture(report, fixture).metrics().stream()
                .filter(result -> result.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + metric + " in " + fixture(report, fixture)));
    }
}
