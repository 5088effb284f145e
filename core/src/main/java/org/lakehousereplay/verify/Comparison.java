package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.CaliberChangesFile;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.OlderVersion;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.report.ReportFiles;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.RunReport;

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
        RunReport report = observe(true);
        ReportFiles.write(report, project.outputDirectory(), project.junitDirectory());
        return report;
    }

    /** The same without reports; a store is left behind only on demand. */
    RunReport observe(boolean writeStore) {
        CaliberChangesFile.Reading entries =
                CaliberChangesFile.read(project.fixtureDirectory().resolve(CaliberChangesFile.NAME));
        Map<Baseline, PipelineReading> readings = new LinkedHashMap<>();
        Map<Baseline, List<Problem>> unreadable = new LinkedHashMap<>();
        for (Baseline baseline : baselines()) {
            try {
                readings.put(baseline, PipelineReader.read(baseline.pipelineDirectory()));
            } catch (ProblemException missing) {
                unreadable.put(baseline, missing.problems());
            }
        }
        List<OlderVersion> versions = new ArrayList<>();
        readings.forEach((baseline, reading) -> versions.add(new OlderVersion(baseline.label(), reading.pipelines())));
        AtomicReference<ComparisonResult> result = new AtomicReference<>();
        RunReport report = verification.replay(versions, (session, pipelines) -> {
            result.set(compare(session, pipelines, readings, unreadable, entries));
            if (writeStore) {
                session.writeStore();
            }
        });
        return report.comparedBy(result.get());
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
            Map<Baseline, PipelineReading> readings,
            Map<Baseline, List<Problem>> unreadable,
            CaliberChangesFile.Reading entries) {
        List<BaselineResult> results = new ArrayList<>();
        List<Problem> entryProblems = new ArrayList<>(entries.problems());
        for (Baseline baseline : baselines()) {
            boolean gate = settings.gate().equals(Optional.of(baseline));
            if (unreadable.containsKey(baseline)) {
                results.add(
                        new BaselineResult(baseline.label(), baseline.origin(), List.of(), unreadable.get(baseline)));
                continue;
            }
            VersionJudge judge = new VersionJudge(selection, settings, session, candidate, baseline.label());
            BaselineResult judged = judge.judge(baseline, readings.get(baseline), entries.entries());
            results.add(judged);
            if (gate) {
                entryProblems.addAll(judge.entryProblems());
            }
        }
        return new ComparisonResult(
                settings.gate().map(Baseline::label),
                settings.note(),
                settings.breakOn(),
                results,
                entryProblems,
                Optional.empty());
    }
}
