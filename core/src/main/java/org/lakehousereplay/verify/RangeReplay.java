package org.lakehousereplay.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.AcceptedRow;
import org.lakehousereplay.engine.duckdb.ReplayOptions;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.fixture.FixtureReading;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.fixture.ZonedTimes;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.TimeZoneName;
import org.lakehousereplay.run.FixtureResult;

/**
 * Replays a range of any data, or a fixture, through a pipeline, and leaves the raw rows and the outputs in the replay store.
 * Public API.
 */
public final class RangeReplay {

    private static final String NAME = "replay";

    private final Project project;
    private final Selection selection;
    private final Limits limits;

    /**
     * @param project where the pipelines are, and where the store is left
     * @param selection which metrics take part, and which fixture when one is asked for
     * @param limits what the run may use
     */
    public RangeReplay(Project project, Selection selection, Limits limits) {
        this.project = project;
        this.selection = selection;
        this.limits = limits;
    }

    /**
     * Replays.
     *
     * @throws ProblemException when the request cannot be carried out
     */
    public ReplayResult run(ReplayRequest request) {
        PipelineReading pipelines = PipelineReader.read(project.pipelineDirectory(), project.engines());
        if (request instanceof ReplayRequest.OfData data) {
            Pipeline pipeline = pipeline(pipelines, data.pipeline());
            return replay(
                    pipeline,
                    new Fixture(
                            pipeline.name(),
                            NAME,
                            data.input(),
                            settings(data, pipeline),
                            inputs(data, pipeline),
                            List.of()),
                    Optional.empty());
        }
        Fixture fixture = fixture(pipelines);
        ZoneId zone = fixture.settings().timeZone();
        return replay(
                pipeline(pipelines, fixture.pipeline()),
                fixture,
                Optional.of(new WindowRange(
                        request.from().map(text -> time("lakehouse.from", text, zone)),
                        request.to().map(text -> time("lakehouse.to", text, zone)),
                        zone)));
    }

    private ReplayResult replay(Pipeline pipeline, Fixture fixture, Optional<WindowRange> range) {
        ReplayOptions options = new ReplayOptions(
                limits.threads(),
                limits.memory(),
                limits.timeout(),
                project.outputDirectory().resolve(Verification.STORE),
                ReplayOptions.USUAL_EVIDENCE,
                project.engines());
        try (ReplaySession session = ReplaySession.replay(
                options,
                List.of(pipeline),
                List.of(fixture),
                metric -> selection.includesMetric(metric.name()),
                finished -> {})) {
            FixtureResult result = session.results().get(0);
            List<ReplayResult.Table> tables = new ArrayList<>();
            for (Model metric : pipeline.metrics()) {
                if (selection.includesMetric(metric.name()) && !session.failed(fixture, metric.name())) {
                    List<List<Optional<String>>> rows = session.rows(fixture, metric.name()).stream()
                            .map(AcceptedRow::values)
                            .filter(row -> range.map(windows -> windows.includes(metric, row))
                                    .orElse(true))
                            .toList();
                    tables.add(new ReplayResult.Table(
                            metric.name(),
                            metric.metric().orElseThrow().description(),
                            metric.output().stream().map(Column::name).toList(),
                            rows));
                }
            }
            session.writeStore();
            Set<String> timeless = pipeline.sources().stream()
                    .filter(source -> source.eventTime().isEmpty())
                    .map(Source::name)
                    .collect(Collectors.toSet());
            return new ReplayResult(result, timeless, tables);
        }
    }

    /** The one fixture that is selected. */
    private Fixture fixture(PipelineReading pipelines) {
        FixtureReading reading =
                new FixtureReader(pipelines, project.externalInputDirectories()).read(project.fixtureDirectory());
        List<Problem> broken = reading.broken().stream()
                .filter(fixture -> selection.includesFixture(fixture.pipeline(), fixture.name()))
                .flatMap(fixture -> fixture.problems().stream())
                .toList();
        if (!broken.isEmpty()) {
            throw new ProblemException(broken);
        }
        List<Fixture> chosen = reading.fixtures().stream()
                .filter(fixture -> selection.includesFixture(fixture.pipeline(), fixture.name()))
                .toList();
        if (chosen.size() != 1) {
            throw new ProblemException(Problem.of(
                    ErrorCode.SELECTION_EMPTY,
                    (chosen.isEmpty() ? "no fixture matches" : chosen.size() + " fixtures match")
                            + " -Dlakehouse.fixture=" + String.join(",", selection.fixtures()),
                    "Name one, as <pipeline>/<fixture>" + examples(chosen)));
        }
        return chosen.get(0);
    }

    private static String examples(List<Fixture> fixtures) {
        return fixtures.isEmpty()
                ? ""
                : fixtures.stream().limit(3).map(Fixture::id).collect(Collectors.joining(", ", ", such as ", ""));
    }

    private static Pipeline pipeline(PipelineReading reading, String name) {
        if (reading.broken().containsKey(name)) {
            throw new ProblemException(reading.broken().get(name));
        }
        return reading.pipelines().stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ErrorCode.SELECTION_EMPTY,
                        name.isEmpty() ? "no pipeline is named" : "there is no pipeline " + name,
                        "Choose one by -Dlakehouse.pipeline: "
                                + reading.pipelines().stream()
                                        .map(Pipeline::name)
                                        .collect(Collectors.joining(", ")))));
    }

    private static List<InputFile> inputs(ReplayRequest.OfData request, Pipeline pipeline) {
        if (!Files.isDirectory(request.input())) {
            throw new ProblemException(Problem.at(
                    Location.of(request.input()),
                    ErrorCode.FILE_MISSING,
                    "there is no such directory to replay",
                    "Name a directory with a file for each source by -Dlakehouse.input"));
        }
        Path ofFixture = request.input().resolve("input");
        Path directory = Files.isDirectory(ofFixture) ? ofFixture : request.input();
        List<Problem> problems = new ArrayList<>();
        List<InputFile> inputs = FixtureReader.readInputs(pipeline, directory, directory, problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        if (inputs.isEmpty()) {
            throw new ProblemException(
                    Problem.at(Location.of(directory), ErrorCode.FILE_MISSING, "the directory holds no input", ""));
        }
        return inputs;
    }

    private static FixtureSettings settings(ReplayRequest.OfData request, Pipeline pipeline) {
        ZoneId zone = request.timeZone()
                .map(name -> TimeZoneName.parse(name)
                        .orElseThrow(() -> invalid("lakehouse.timeZone", "is " + name + ", which is no time zone")))
                .orElse(pipeline.timeZone());
        Optional<OffsetDateTime> from = request.from().map(text -> time("lakehouse.from", text, zone));
        Optional<OffsetDateTime> to = request.to().map(text -> time("lakehouse.to", text, zone));
        Optional<OffsetDateTime> clock = request.clock().map(text -> time("lakehouse.clock", text, zone));
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw invalid("lakehouse.to", "must be later than lakehouse.from");
        }
        boolean noEventTime = pipeline.sources().stream()
                .allMatch(source -> source.eventTime().isEmpty());
        if ((from.isPresent() || to.isPresent()) && noEventTime) {
            throw new ProblemException(Problem.at(
                    Location.of(pipeline.directory()),
                    ErrorCode.CONFIGURATION_INVALID,
                    "a range needs a source that declares its event time",
                    "Declare it in pipeline.yaml: sources: {"
                            + pipeline.sources().get(0).name() + ": {eventTime: <column>}}"));
        }
        return new FixtureSettings(
                "",
                clock.or(() -> to),
                zone,
                from.map(OffsetDateTime::toInstant),
                to.map(OffsetDateTime::toInstant),
                Map.of(),
                false,
                Set.of());
    }

    private static OffsetDateTime time(String property, String text, ZoneId zone) {
        try {
            return ZonedTimes.parse(text, zone);
        } catch (DateTimeException wrong) {
            throw invalid(property, wrong.getMessage());
        }
    }

    private static ProblemException invalid(String property, String complaint) {
        return new ProblemException(Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                property + " " + complaint,
                "Write times as 2024-05-18T12:00:00, with or without an offset such as +08:00"));
    }
}
