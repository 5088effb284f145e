package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.CaliberChangesFile;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.caliber.Circumstances;
import org.lakehousereplay.caliber.VersionStep;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.OlderVersion;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.report.ReportFiles;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.PipelineVersion;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.VersionBump;

/**
 * Replays the fixtures of a project through its pipelines and through older versions of them, and finds every change of
 * a metric. Public API.
 *
 * <pre>{@code
 * RunReport report = new Comparison(project, Selection.all(), Limits.defaults(), Progress.SILENT, settings).run();
 * if (report.comparison().orElseThrow().status() == ComparisonStatus.UNDECLARED) {
 *     ComparisonSummary.lines(report).forEach(line -> log(line));
 * }
 * }</pre>
 */
public final class Comparison {

    private final Project project;
    private final Selection selection;
    private final ComparisonSettings settings;
    private final Verification verification;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics take part
     * @param limits what the run may use
     * @param progress hears how far it is
     * @param settings what it is compared with
     */
    public Comparison(
            Project project, Selection selection, Limits limits, Progress progress, ComparisonSettings settings) {
        this.project = project;
        this.selection = selection;
        this.settings = settings;
        this.verification = new Verification(project, selection, limits, progress);
    }

    /**
     * Replays, compares, and writes {@code report.json}, {@code summary.md}, JUnit XML of the comparison and the replay
     * store.
     *
     * @return the verdict on every metric, in {@link RunReport#comparison()}, and what a verification tells
     * @throws ProblemException when nothing can run: no pipeline, an output directory that cannot be written, a
     *     selection that matches nothing
     */
    public RunReport run() {
        RunReport report = observe(true).report();
        ReportFiles.write(report, project.outputDirectory(), project.junitDirectory());
        return report;
    }

    /**
     * What a comparison found, and how it was judged.
     *
     * @param report the run
     * @param entries the changes file as it was read
     * @param circumstances how the changes against the gate were judged; empty when there is no gate, or it is unfit
     */
    record Observation(RunReport report, CaliberChangesFile.Reading entries, Optional<Circumstances> circumstances) {}

    /** The same without reports. */
    Observation observe() {
        return observe(false);
    }

    private Observation observe(boolean reported) {
        CaliberChangesFile.Reading entries =
                CaliberChangesFile.read(project.fixtureDirectory().resolve(CaliberChangesFile.NAME));
        Map<Baseline, PipelineReading> readings = new LinkedHashMap<>();
        Map<Baseline, List<Problem>> unreadable = new LinkedHashMap<>();
        for (Baseline baseline : baselines()) {
            try {
                readings.put(baseline, PipelineReader.read(baseline.pipelineDirectory(), project.engines()));
            } catch (ProblemException missing) {
                unreadable.put(baseline, missing.problems());
            }
        }
        List<OlderVersion> versions = new ArrayList<>();
        readings.forEach((baseline, reading) -> versions.add(new OlderVersion(baseline.label(), reading.pipelines())));
        AtomicReference<ComparisonResult> result = new AtomicReference<>();
        AtomicReference<Circumstances> circumstances = new AtomicReference<>();
        Verification.SessionTask task = (session, pipelines, fixtures) -> {
            ComparisonResult compared = compare(
                    session, pipelines, fixtures.broken().isEmpty(), readings, unreadable, entries, circumstances);
            result.set(reported ? compared.withPipelines(byLabel(readings, pipelines)) : compared);
            session.collectEvidence();
            session.writeStore();
        };
        RunReport report =
                reported ? verification.replayForReport(versions, task) : verification.replay(versions, task);
        return new Observation(report.comparedBy(result.get()), entries, Optional.ofNullable(circumstances.get()));
    }

    private Map<String, List<PipelineVersion>> byLabel(
            Map<Baseline, PipelineReading> readings, PipelineReading candidate) {
        Map<String, List<PipelineVersion>> byLabel = new HashMap<>();
        readings.forEach(
                (baseline, older) -> byLabel.put(baseline.label(), BaselinePipelines.of(older, candidate, selection)));
        return byLabel;
    }

    /** The gate and the versions beside it, each label once. */
    private List<Baseline> baselines() {
        Map<String, Baseline> byLabel = new LinkedHashMap<>();
        settings.gate().ifPresent(gate -> byLabel.put(gate.label(), gate));
        settings.versions().forEach(version -> byLabel.putIfAbsent(version.label(), version));
        return List.copyOf(byLabel.values());
    }

    private ComparisonResult compare(
            ReplaySession session,
            PipelineReading candidate,
            boolean soundFixtures,
            Map<Baseline, PipelineReading> readings,
            Map<Baseline, List<Problem>> unreadable,
            CaliberChangesFile.Reading entries,
            AtomicReference<Circumstances> circumstances) {
        List<BaselineResult> results = new ArrayList<>();
        List<Problem> entryProblems = new ArrayList<>(entries.problems());
        for (Baseline baseline : baselines()) {
            boolean gate = settings.gate().equals(Optional.of(baseline));
            if (unreadable.containsKey(baseline)) {
                results.add(
                        new BaselineResult(baseline.label(), baseline.origin(), List.of(), unreadable.get(baseline)));
                continue;
            }
            VersionJudge judge =
                    new VersionJudge(selection, settings, session, candidate, soundFixtures, baseline.label());
            BaselineResult judged = judge.judge(baseline, readings.get(baseline), entries.entries());
            results.add(judged);
            if (gate) {
                entryProblems.addAll(judge.judgement().problems());
                circumstances.set(judge.circumstances());
            }
        }
        return new ComparisonResult(
                settings.gate().map(Baseline::label),
                settings.note(),
                settings.breakOn(),
                results,
                entryProblems,
                versionBump(results));
    }

    /** Whether the project's version promises at least the change that there is. */
    private Optional<VersionBump> versionBump(List<BaselineResult> results) {
        Optional<String> released = settings.gate().flatMap(Baseline::version);
        if (settings.bump() == ComparisonSettings.BumpCheck.IGNORE
                || released.isEmpty()
                || settings.projectVersion().isEmpty()) {
            return Optional.empty();
        }
        Optional<ChangeLevel> observed = results.get(0).metrics().stream()
                .flatMap(metric -> metric.changes().stream())
                .map(judged -> judged.change().kind().level())
                .max(Comparator.naturalOrder());
        Optional<VersionStep> step =
                VersionStep.between(released.get(), settings.projectVersion().get());
        if (observed.isEmpty() || step.isEmpty() || step.get().promised().compareTo(observed.get()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new VersionBump(
                step.get().from(),
                step.get().to(),
                step.get().promised(),
                observed.get(),
                step.get().required(observed.get()),
                settings.bump() == ComparisonSettings.BumpCheck.BREAK));
    }
}
