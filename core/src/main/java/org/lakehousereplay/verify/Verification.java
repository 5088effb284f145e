package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.OlderVersion;
import org.lakehousereplay.engine.duckdb.ReplayOptions;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.fixture.BrokenFixture;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.FixtureReader;
import org.lakehousereplay.fixture.FixtureReading;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.report.RecordCommand;
import org.lakehousereplay.report.ReportFiles;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.Provenance;
import org.lakehousereplay.run.RunReport;

/**
 * Replays the fixtures of a project and compares the metrics with what is expected of them. Public API.
 *
 * <pre>{@code
 * RunReport report = new Verification(project, Selection.all(), Limits.defaults(), Progress.SILENT).run();
 * if (report.status() == Status.FAILED) {
 *     ConsoleSummary.lines(report).forEach(line -> log(line));
 * }
 * }</pre>
 */
public final class Verification {

    /** The name of the replay store in the output directory. */
    public static final String STORE = "replay.duckdb";

    private final Project project;
    private final Selection selection;
    private final Limits limits;
    private final Progress progress;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics take part
     * @param limits what the run may use
     * @param progress hears how far it is
     */
    public Verification(Project project, Selection selection, Limits limits, Progress progress) {
        this.project = project;
        this.selection = selection;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Replays, compares, and writes {@code report.json}, {@code summary.md}, JUnit XML and the replay store.
     *
     * @return the verdict of every fixture and metric, and every problem of a file
     * @throws ProblemException when nothing can run: no pipeline, an output directory that cannot be written, a
     *     selection that matches nothing
     */
    public RunReport run() {
        RunReport report = replayForReport(List.of(), (session, pipelines, reading) -> {
            session.enforceLaws();
            session.collectEvidence();
            session.writeStore();
        });
        ReportFiles.write(report, project.outputDirectory(), project.junitDirectory());
        return report;
    }

    /** What is done with a session before it is closed. */
    interface SessionTask {
        void run(ReplaySession session, PipelineReading pipelines, FixtureReading fixtures);
    }

    /**
     * Replays and compares, and hands the open session over before it closes.
     *
     * @param versions older versions that are replayed beside the candidate
     */
    RunReport replay(List<OlderVersion> versions, SessionTask task) {
        return replay(versions, task, Optional.empty());
    }

    /** The same for a run that is told to somebody, who will ask what it stood on. */
    RunReport replayForReport(List<OlderVersion> versions, SessionTask task) {
        try (ReportFacts facts = new ReportFacts(project, selection)) {
            return replay(versions, task, Optional.of(facts));
        }
    }

    private RunReport replay(List<OlderVersion> versions, SessionTask task, Optional<ReportFacts> facts) {
        long start = System.nanoTime();
        PipelineReading pipelines = PipelineReader.read(project.pipelineDirectory(), project.engines());
        FixtureReading reading =
                new FixtureReader(pipelines, project.externalInputDirectories()).read(project.fixtureDirectory());
        List<Fixture> chosen = reading.fixtures().stream()
                .filter(fixture -> selection.includesFixture(fixture.pipeline(), fixture.name()))
                .toList();
        List<BrokenFixture> broken = reading.broken().stream()
                .filter(fixture -> selection.includesFixture(fixture.pipeline(), fixture.name()))
                .toList();
        rejectEmptySelection(pipelines, chosen, broken);

        Optional<ReportFacts.Found> told = facts.map(search -> search.begin(pipelines.pipelines(), chosen));
        AtomicInteger done = new AtomicInteger();
        ReplayOptions options = new ReplayOptions(
                limits.threads(),
                limits.memory(),
                limits.timeout(),
                project.outputDirectory().resolve(STORE),
                limits.evidence(),
                project.engines());
        try (ReplaySession session = ReplaySession.replay(
                options,
                pipelines.pipelines(),
                versions,
                chosen,
                model -> selection.includesMetric(model.name()),
                fixture -> progress.fixtureFinished(done.incrementAndGet(), chosen.size(), fixture.id()))) {
            task.run(session, pipelines, reading);
            List<FixtureResult> results = new ArrayList<>(session.results());
            results.replaceAll(this::tellMissingExpectation);
            broken.forEach(fixture -> results.add(result(fixture, pipelines)));
            return new RunReport(
                    project.baseDirectory(),
                    told.map(ReportFacts.Found::provenance).orElse(Provenance.UNKNOWN),
                    session.engine(),
                    pipelineResults(pipelines, results, told),
                    selection.fixtures().isEmpty() ? reading.problems() : List.of(),
                    Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void rejectEmptySelection(PipelineReading pipelines, List<Fixture> chosen, List<BrokenFixture> broken) {
        boolean brokenPipeline = pipelines.broken().keySet().stream().anyMatch(selection::includesPipeline);
        if (!selection.fixtures().isEmpty() && chosen.isEmpty() && broken.isEmpty() && !brokenPipeline) {
            throw new ProblemException(Problem.of(
                    ErrorCode.SELECTION_EMPTY,
                    "no fixture matches -Dlakehouse.fixture=" + String.join(",", selection.fixtures()),
                    "A fixture is selected as <pipeline>/<fixture>, with * for any characters"));
        }
        if (!selection.metrics().isEmpty()
                && !brokenPipeline
                && pipelines.pipelines().stream()
                        .flatMap(pipeline -> pipeline.metrics().stream())
                        .noneMatch(metric -> selection.includesMetric(metric.name()))) {
            throw new ProblemException(Problem.of(
                    ErrorCode.SELECTION_EMPTY,
                    "no metric matches -Dlakehouse.metric=" + String.join(",", selection.metrics()),
                    ""));
        }
    }

    /** A result, with a problem when the fixture expects nothing at all. */
    FixtureResult tellMissingExpectation(FixtureResult result) {
        boolean expects = result.metrics().stream()
                .anyMatch(metric -> metric.expectedFile().isPresent());
        // What contradicts its own header must not be recorded, and is told already.
        boolean recordable = result.metrics().stream()
                .flatMap(metric -> metric.findings().stream())
                .allMatch(Finding::acceptable);
        if (expects
                || !recordable
                || !result.problems().isEmpty()
                || !selection.metrics().isEmpty()) {
            return result;
        }
        Problem problem = Problem.at(
                Location.of(result.directory()),
                ErrorCode.FIXTURE_WITHOUT_EXPECTATION,
                "the fixture expects nothing: it has no file in expected/",
                "Run " + new RecordCommand(result.id(), Optional.empty()).render() + " and review what it writes");
        return new FixtureResult(
                result.pipeline(),
                result.name(),
                result.description(),
                result.directory(),
                result.clock(),
                result.timeZone(),
                result.inputs(),
                result.metrics(),
                List.of(problem),
                result.duration());
    }

    private static FixtureResult result(BrokenFixture fixture, PipelineReading pipelines) {
        Pipeline pipeline = pipelines.pipelines().stream()
                .filter(candidate -> candidate.name().equals(fixture.pipeline()))
                .findFirst()
                .orElseThrow();
        FixtureSettings settings = FixtureSettings.defaults(pipeline.timeZone());
        return new FixtureResult(
                fixture.pipeline(),
                fixture.name(),
                settings.description(),
                fixture.directory(),
                settings.clock(),
                settings.timeZone(),
                List.of(),
                List.of(),
                fixture.problems(),
                Duration.ZERO);
    }

    private List<PipelineResult> pipelineResults(
            PipelineReading pipelines, List<FixtureResult> results, Optional<ReportFacts.Found> told) {
        Map<String, PipelineResult> byName = new TreeMap<>();
        for (Pipeline pipeline : pipelines.pipelines()) {
            List<FixtureResult> ofPipeline = results.stream()
                    .filter(result -> result.pipeline().equals(pipeline.name()))
                    .sorted(Comparator.comparing(FixtureResult::name))
                    .toList();
            if (!ofPipeline.isEmpty() || selection.fixtures().isEmpty()) {
                byName.put(
                        pipeline.name(),
                        new PipelineResult(
                                pipeline.name(),
                                pipeline.directory(),
                                told.flatMap(facts -> facts.definition(pipeline.name())),
                                ofPipeline,
                                List.of()));
            }
        }
        pipelines.broken().forEach((name, problems) -> {
            if (selection.includesPipeline(name)) {
                Path directory = project.pipelineDirectory().resolve(name);
                byName.put(name, new PipelineResult(name, directory, List.of(), problems));
            }
        });
        return List.copyOf(byName.values());
    }
}
