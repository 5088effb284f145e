package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.MutationOptions;
import org.lakehousereplay.engine.duckdb.MutationRun;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.fixture.FixtureReading;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.ScoreLimits;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.report.ReportFiles;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Changes the SQL of a project on purpose, replays its fixtures, and finds the changes that nobody notices. Public API.
 *
 * <pre>{@code
 * MutationResult result = new Mutating(project, Selection.all(), Limits.defaults(), Progress.SILENT,
 *         MutationSettings.defaults(), MutationProgress.SILENT).run();
 * MutationSummary.lines(result.report(), result.suggestions()).forEach(line -> log(line));
 * }</pre>
 */
public final class Mutating {

    /** The directory of suggested fixtures in the output directory. */
    public static final String SUGGESTED = "suggested";

    private final Project project;
    private final Selection selection;
    private final MutationSettings settings;
    private final MutationProgress progress;
    private final Verification verification;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics take part
     * @param limits what the run may use
     * @param verified hears how far the replay of the fixtures is
     * @param settings how mutants are made, tried and judged
     * @param progress hears how far the mutants are
     */
    public Mutating(
            Project project,
            Selection selection,
            Limits limits,
            Progress verified,
            MutationSettings settings,
            MutationProgress progress) {
        this.project = project;
        this.selection = selection;
        this.settings = settings;
        this.progress = progress;
        this.verification = new Verification(project, selection, limits, verified);
    }

    /**
     * Verifies, makes mutants and tries them, and writes {@code report.json}, {@code summary.md}, JUnit XML of the
     * scores, the replay store, and where it is wanted the suggested fixtures and the ratchet file.
     *
     * @return what became of the mutants; nothing is measured where the suite is not green
     * @throws ProblemException when nothing can run: no pipeline, an output directory that cannot be written, a
     *     selection that matches nothing
     */
    public MutationResult run() {
        MutationRatchet ratchet =
                MutationRatchet.read(project.fixtureDirectory().resolve(MutationRatchet.NAME));
        List<PipelineMutation> found = new ArrayList<>();
        Map<String, Path> suggestions = new HashMap<>();
        Set<String> known = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(ratchet.problems());
        RunReport report = verification.replayForReport(List.of(), (session, pipelines, reading) -> {
            session.enforceLaws();
            session.collectEvidence();
            session.writeStore();
            known.addAll(metrics(pipelines));
            if (!settings.updateRatchet()) {
                problems.addAll(ratchet.stale(known));
            }
            if (problems.isEmpty() && green(session, pipelines, reading)) {
                found.addAll(measure(session, pipelines, ratchet, notes));
                tellUnusedThresholds(known, notes);
                if (settings.suggest()) {
                    suggestions.putAll(suggest(session, pipelines, found));
                }
            }
        });
        RunReport judged = report.withProblems(problems).mutatedBy(found);
        if (!found.isEmpty()
                && !selection.fixtures().isEmpty()
                && (settings.updateRatchet() || !ratchet.scores().isEmpty())) {
            notes.add("Only some fixtures take part, so " + MutationRatchet.NAME
                    + " is neither held against the scores nor written.");
        }
        boolean update = settings.updateRatchet()
                && !found.isEmpty()
                && selection.fixtures().isEmpty();
        if (update) {
            ratchet.write(accepted(found, ratchet, known));
        }
        ReportFiles.write(judged, project.outputDirectory(), project.junitDirectory());
        return new MutationResult(judged, suggestions, update ? Optional.of(ratchet.file()) : Optional.empty(), notes);
    }

    private void tellUnusedThresholds(Set<String> metrics, List<String> notes) {
        for (String pattern : settings.thresholds().unused(List.copyOf(metrics))) {
            notes.add("lakehouse.mutationThreshold names " + pattern + ", and no metric is called so.");
        }
    }

    private List<String> metrics(PipelineReading pipelines) {
        return pipelines.pipelines().stream()
                .flatMap(pipeline -> pipeline.metrics().stream().map(metric -> id(pipeline.name(), metric.name())))
                .toList();
    }

    private static String id(String pipeline, String metric) {
        return pipeline + "/" + metric;
    }

    private boolean green(ReplaySession session, PipelineReading pipelines, FixtureReading reading) {
        boolean sound = pipelines.broken().keySet().stream().noneMatch(selection::includesPipeline)
                && reading.broken().stream()
                        .noneMatch(fixture -> selection.includesFixture(fixture.pipeline(), fixture.name()))
                && (!selection.fixtures().isEmpty() || reading.problems().isEmpty());
        return sound
                && session.results().stream()
                        .map(verification::tellMissingExpectation)
                        .allMatch(result -> result.status().compareTo(Status.FAILED) < 0);
    }

    private List<PipelineMutation> measure(
            ReplaySession session, PipelineReading pipelines, MutationRatchet ratchet, List<String> notes) {
        Map<String, PipelineMutation> byName = new TreeMap<>();
        for (Pipeline pipeline : pipelines.pipelines()) {
            if (selection.includesPipeline(pipeline.name())) {
                reasonNotToMeasure(session, pipeline)
                        .ifPresent(reason ->
                                byName.put(pipeline.name(), PipelineMutation.notMeasured(pipeline.name(), reason)));
            }
        }
        MutationOptions options = new MutationOptions(settings.operators()::includes, settings.limit());
        MutationCache cache = MutationCache.open(
                project.outputDirectory().resolve(MutationCache.NAME),
                List.of(
                        settings.productVersion(),
                        session.engine(),
                        settings.operators().toString(),
                        selection.toString()),
                session::fixturesOf);
        if (cache.unreadable()) {
            notes.add("The results of earlier runs in " + MutationCache.NAME
                    + " cannot be read, so all mutants were tried again.");
        }
        for (PipelineMutation mutation : session.mutate(options, cache, progressSince(System.nanoTime()))) {
            byName.put(
                    mutation.pipeline(),
                    mutation.demanding(limits(mutation, ratchet)).covering(session.coverage(mutation.pipeline())));
        }
        cache.save();
        return List.copyOf(byName.values());
    }

    private static Optional<String> reasonNotToMeasure(ReplaySession session, Pipeline pipeline) {
        if (!pipeline.inProcess()) {
            return Optional.of("it runs on " + pipeline.execution().engine() + ", whose scripts are not changed yet");
        }
        return session.fixturesOf(pipeline).isEmpty() ? Optional.of("it has no fixture") : Optional.empty();
    }

    private MutationRun.Progress progressSince(long start) {
        return (done, total) -> {
            long perMutant = (System.nanoTime() - start) / done;
            progress.mutantTried(done, total, Duration.ofNanos(perMutant * (total - done)));
        };
    }

    private Map<String, ScoreLimits> limits(PipelineMutation mutation, MutationRatchet ratchet) {
        Map<String, ScoreLimits> limits = new HashMap<>();
        for (String metric : mutation.scores().keySet()) {
            ScoreLimits demanded = new ScoreLimits(
                    settings.thresholds().of(mutation.pipeline(), metric),
                    // Fewer fixtures notice less, which is nobody's fault.
                    selection.fixtures().isEmpty() && !settings.updateRatchet()
                            ? ratchet.of(mutation.pipeline(), metric)
                            : OptionalInt.empty());
            if (!demanded.equals(ScoreLimits.NONE)) {
                limits.put(metric, demanded);
            }
        }
        return limits;
    }

    private Map<String, Path> suggest(ReplaySession session, PipelineReading pipelines, List<PipelineMutation> found) {
        Map<String, Path> written = new HashMap<>();
        Path root = project.outputDirectory().resolve(SUGGESTED);
        // What an earlier run suggested may be of no use any more.
        new FixtureDirectory(root).remove();
        for (PipelineMutation mutation : found) {
            pipelines.pipelines().stream()
                    .filter(pipeline -> pipeline.name().equals(mutation.pipeline()))
                    .findFirst()
                    .flatMap(pipeline -> session.fixtureToStartFrom(pipeline)
                            .map(Fixture::settings)
                            .map(base -> new SuggestedFixtureFiles(root.resolve(pipeline.name()), pipeline, base)))
                    .ifPresent(files -> files.write(mutation)
                            .forEach((mutant, path) -> written.put(mutation.pipeline() + "/" + mutant, path)));
        }
        return written;
    }

    /** The scores of what was measured whole, and what was accepted before of the rest. */
    private static Map<String, Integer> accepted(
            List<PipelineMutation> found, MutationRatchet ratchet, Set<String> known) {
        Map<String, Integer> accepted = new TreeMap<>();
        ratchet.scores().forEach((metric, percent) -> {
            if (known.contains(metric)) {
                accepted.put(metric, percent);
            }
        });
        for (PipelineMutation mutation : found) {
            mutation.scores().forEach((metric, score) -> {
                if (score.notRun() == 0 && measurable(score)) {
                    accepted.put(id(mutation.pipeline(), metric), score.percent());
                }
            });
        }
        return accepted;
    }

    private static boolean measurable(MutationScore score) {
        return score.killed() + score.survived() > 0;
    }
}
