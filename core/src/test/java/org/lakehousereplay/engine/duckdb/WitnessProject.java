package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.verify.ProjectTree;

/** A project whose SQL is changed in one place, for the tests of searches for an input that shows it. */
final class WitnessProject {

    private final Path directory;
    private final Map<String, String> models = new LinkedHashMap<>();
    private final Map<String, String> fixtures = new LinkedHashMap<>();
    private String sources = "";
    private String settings = "";

    WitnessProject(Path directory) {
        this.directory = directory;
    }

    WitnessProject sources(String ddl) {
        this.sources = ddl;
        return this;
    }

    WitnessProject settings(String yaml) {
        this.settings = yaml;
        return this;
    }

    /** A model, or a metric when the SQL begins with its header. */
    WitnessProject model(String name, String sql) {
        models.put(name, sql);
        return this;
    }

    /** A file of a fixture, such as {@code lunch/input/orders.csv}. */
    WitnessProject fixture(String path, String text) {
        fixtures.put(path, text);
        return this;
    }

    /** The project in a directory of its own, without its fixtures. */
    private ProjectTree tree(String name) {
        ProjectTree tree = new ProjectTree(directory.resolve(name));
        tree.main("shop/sources.sql", sources);
        if (!settings.isEmpty()) {
            tree.main("shop/pipeline.yaml", settings);
        }
        models.forEach((model, sql) -> tree.main("shop/" + model + ".sql", sql));
        return tree;
    }

    private static Pipeline pipeline(ProjectTree tree) {
        var reading = PipelineReader.read(tree.project().pipelineDirectory());
        if (!reading.broken().isEmpty()) {
            throw new IllegalArgumentException(reading.broken().toString());
        }
        return reading.pipelines().get(0);
    }

    /** Searches an input on which a metric differs when a text of a model is replaced. */
    WitnessResult search(String metric, String model, String text, String replacement) throws SQLException {
        return search(metric, SearchLimits.USUAL, List.of(List.of(model, text, replacement)))
                .get(0);
    }

    /** The same for several changes, each by itself. */
    List<WitnessResult> search(String metric, SearchLimits limits, List<List<String>> changes) throws SQLException {
        ProjectTree tree = tree("original");
        fixtures.forEach((path, file) -> tree.test("shop/" + path, file));
        List<SubsetVersion> changed = new ArrayList<>();
        Pipeline pipeline = pipeline(tree);
        for (List<String> change : changes) {
            Pipeline other = pipeline(tree("changed" + changed.size())
                    .edit("shop/" + change.get(0) + ".sql", change.get(1), change.get(2)));
            Model otherMetric = other.metric(metric).orElseThrow();
            changed.add(SubsetVersion.changed(pipeline, otherMetric, other.closure(List.of(otherMetric))));
        }
        var reading = PipelineReader.read(tree.project().pipelineDirectory());
        var chosen = new FixtureReader(reading, List.of())
                .read(tree.project().fixtureDirectory())
                .fixtures();
        ReplayOptions options =
                new ReplayOptions(1, "", Duration.ofMinutes(1), tree.place("target/lakehouse/replay.duckdb"));
        List<WitnessResult> results = new ArrayList<>();
        try (ReplaySession session =
                ReplaySession.replay(options, reading.pipelines(), chosen, any -> true, any -> {})) {
            Pipeline candidate = reading.pipelines().get(0);
            WitnessSearch search = session.witnesses(
                            candidate, candidate.metric(metric).orElseThrow())
                    .orElseThrow();
            for (SubsetVersion version : changed) {
                results.add(search.search(version, limits));
            }
            search.close();
        }
        return results;
    }

    /** What a verification says of a metric when the witness is the only fixture: of the SQL as it is, and changed. */
    List<Status> replayed(SuggestedFixture witness, String model, String text, String replacement) {
        ProjectTree original = written(tree("replayed"), witness);
        ProjectTree changed =
                written(tree("replayed-changed"), witness).edit("shop/" + model + ".sql", text, replacement);
        return List.of(status(original.verify(), witness.metric()), status(changed.verify(), witness.metric()));
    }

    private static Status status(RunReport report, String metric) {
        return report.pipelines().stream()
                .flatMap(pipeline -> pipeline.fixtures().stream())
                .peek(fixture -> {
                    if (!fixture.problems().isEmpty()) {
                        throw new AssertionError(fixture.problems().toString());
                    }
                })
                .flatMap(fixture -> fixture.metrics().stream())
                .filter(result -> result.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .status();
    }

    static ProjectTree written(ProjectTree tree, SuggestedFixture witness) {
        String yaml = witness.clock().map(clock -> "clock: " + clock + "\n").orElse("")
                + witness.timeZone().map(zone -> "timeZone: " + zone + "\n").orElse("");
        if (!yaml.isEmpty()) {
            tree.test("shop/witness/fixture.yaml", yaml);
        }
        witness.inputs().forEach(rows -> tree.test("shop/witness/input/" + rows.table() + ".csv", csv(rows)));
        return tree.test("shop/witness/expected/" + witness.metric() + ".csv", csv(witness.original()));
    }

    static String csv(SuggestedFixture.Rows rows) {
        StringBuilder text = new StringBuilder(String.join(",", rows.columns())).append('\n');
        for (List<Optional<String>> row : rows.rows()) {
            text.append(String.join(
                            ",",
                            row.stream()
                                    .map(value -> value.map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                            .orElse(""))
                                    .toList()))
                    .append('\n');
        }
        return text.toString();
    }
}
