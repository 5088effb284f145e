package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.Circumstances;
import org.lakehousereplay.caliber.Classification;
import org.lakehousereplay.caliber.DeclaredChange;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.Judgement;
import org.lakehousereplay.caliber.ObservedMetric;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.engine.duckdb.MetricOutcome;
import org.lakehousereplay.engine.duckdb.MetricStudy;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.engine.duckdb.SearchLimits;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputSearch;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.MetricResult;

/** Names and judges all changes between one baseline and the candidate. */
final class VersionJudge {

    private final Selection selection;
    private final ComparisonSettings settings;
    private final ReplaySession session;
    private final PipelineReading candidate;
    private final boolean soundFixtures;
    private final String label;
    private final Map<String, Subject> subjects = new LinkedHashMap<>();
    private Judgement judgement = new Judgement(List.of(), List.of(), List.of());
    private Circumstances circumstances;

    VersionJudge(
            Selection selection,
            ComparisonSettings settings,
            ReplaySession session,
            PipelineReading candidate,
            boolean soundFixtures,
            String label) {
        this.selection = selection;
        this.settings = settings;
        this.session = session;
        this.candidate = candidate;
        this.soundFixtures = soundFixtures;
        this.label = label;
    }

    /** What is known of a metric before its changes are judged. */
    private record Subject(
            String pipeline,
            String metric,
            Optional<Path> modelFile,
            long fixtures,
            boolean replayed,
            List<CaliberChange> changes,
            List<Explanation> explanations,
            List<Problem> problems,
            Optional<InputSearch> search) {}

    /** The changes and the entries, each in view of the other. */
    Judgement judgement() {
        return judgement;
    }

    /** What they were judged by. */
    Circumstances circumstances() {
        return circumstances;
    }

    /** Judges every metric that either version has. */
    BaselineResult judge(Baseline baseline, PipelineReading older, List<DeclaredChange> entries) {
        try (PipelineVariants variants = new PipelineVariants()) {
            collectCommon(variants);
        }
        collectAddedAndRemoved(older);
        List<CaliberChange> all = subjects.values().stream()
                .flatMap(subject -> subject.changes().stream())
                .toList();
        // What could not be replayed, or was not asked for, may well show what an entry declares.
        boolean partial = !selection.fixtures().isEmpty()
                || !selection.metrics().isEmpty()
                || !candidate.broken().isEmpty()
                || !older.broken().isEmpty()
                || !soundFixtures
                || session.results().stream()
                        .anyMatch(result -> !result.problems().isEmpty())
                || subjects.values().stream()
                        .anyMatch(subject -> !subject.problems().isEmpty());
        circumstances = new Circumstances(label, settings.breakOn(), settings.today(), partial, knownMetrics(older));
        judgement = Judgement.of(all, entries, circumstances);
        Map<CaliberChange, JudgedChange> judged = new LinkedHashMap<>();
        judgement.changes().forEach(change -> judged.put(change.change(), change));
        List<MetricComparison> metrics = subjects.values().stream()
                .map(subject -> new MetricComparison(
                        subject.pipeline(),
                        subject.metric(),
                        subject.modelFile(),
                        subject.fixtures(),
                        subject.replayed(),
                        subject.changes().stream()
                                .map(judged::get)
                                .sorted(Comparator.comparing((JudgedChange change) -> change.standing())
                                        .thenComparing(
                                                change -> change.change().kind().level())
                                        .reversed())
                                .toList(),
                        subject.explanations(),
                        subject.problems(),
                        subject.search()))
                .sorted(Comparator.comparing(MetricComparison::pipeline).thenComparing(MetricComparison::metric))
                .toList();
        List<Problem> problems = older.broken().entrySet().stream()
                .filter(broken -> selection.includesPipeline(broken.getKey()))
                .flatMap(broken -> broken.getValue().stream())
                .toList();
        return new BaselineResult(baseline.label(), baseline.origin(), metrics, problems);
    }

    private void collectCommon(PipelineVariants variants) {
        List<MetricOutcome> outcomes = session.outcomes().stream()
                .filter(outcome -> outcome.label().equals(label)
                        && selection.includesPipeline(outcome.candidate().name()))
                .toList();
        TimeShares explaining = new TimeShares(
                isGate() ? settings.explain() : Duration.ZERO,
                outcomes.stream()
                        .filter(outcome -> !outcome.evidence().isEmpty())
                        .count());
        TimeShares searching = new TimeShares(
                isGate() ? settings.search() : Duration.ZERO,
                outcomes.stream().filter(VersionJudge::isUnobserved).count());
        for (MetricOutcome outcome : outcomes) {
            Optional<MetricStudy> study =
                    outcome.replayed() ? Optional.of(session.study(outcome, variants)) : Optional.empty();
            ObservedMetric observed = new ObservedMetric(
                    outcome.candidate().name(),
                    outcome.before(),
                    outcome.after(),
                    outcome.replayed(),
                    study.map(MetricStudy::edits).orElse(List.of()),
                    study.flatMap(MetricStudy::cause),
                    outcome.evidence(),
                    outcome.notComparable());
            add(new Subject(
                    outcome.candidate().name(),
                    outcome.after().name(),
                    Optional.of(outcome.after().file()),
                    outcome.fixtures(),
                    outcome.replayed(),
                    Classification.of(observed),
                    study.map(look -> look.explain(explaining.next())).orElse(List.of()),
                    failures(outcome),
                    isUnobserved(outcome) ? search(outcome, searching.next()) : Optional.empty()));
        }
    }

    /** Whether the SQL differs and no fixture shows it. */
    private static boolean isUnobserved(MetricOutcome outcome) {
        return outcome.replayed()
                && outcome.evidence().isEmpty()
                && outcome.notComparable().isEmpty();
    }

    private Optional<InputSearch> search(MetricOutcome outcome, Duration limit) {
        if (!isGate() || settings.search().isZero()) {
            return Optional.empty();
        }
        return Optional.of(
                limit.isZero()
                        ? InputSearch.none("the time was over")
                        : session.searchDifference(outcome, SearchLimits.whole(limit)));
    }

    /** Versions beside the gate are shown and not explained. */
    private boolean isGate() {
        return settings.gate().map(Baseline::label).equals(Optional.of(label));
    }

    /** Why the candidate has no output on fixtures. */
    private List<Problem> failures(MetricOutcome outcome) {
        List<Problem> problems = new ArrayList<>();
        for (FixtureResult result : session.results()) {
            if (!result.pipeline().equals(outcome.candidate().name())) {
                continue;
            }
            Fixture fixture = session.fixture(result.id());
            for (MetricResult metric : result.metrics()) {
                if (metric.metric().equals(outcome.after().name()) && session.failed(fixture, metric.metric())) {
                    problems.addAll(metric.problems());
                }
            }
        }
        return problems.stream().distinct().toList();
    }

    private void collectAddedAndRemoved(PipelineReading older) {
        for (Pipeline now : candidate.pipelines()) {
            if (older.broken().containsKey(now.name())) {
                continue;
            }
            for (Model metric : now.metrics()) {
                if (takesPart(now, metric) && !subjects.containsKey(id(now.name(), metric.name()))) {
                    add(new Subject(
                            now.name(),
                            metric.name(),
                            Optional.of(metric.file()),
                            0,
                            false,
                            List.of(Classification.added(now.name(), metric)),
                            List.of(),
                            List.of(),
                            Optional.empty()));
                }
            }
        }
        for (Pipeline before : older.pipelines()) {
            if (candidate.broken().containsKey(before.name())) {
                continue;
            }
            for (Model metric : before.metrics()) {
                if (takesPart(before, metric) && !subjects.containsKey(id(before.name(), metric.name()))) {
                    add(new Subject(
                            before.name(),
                            metric.name(),
                            Optional.empty(),
                            0,
                            false,
                            List.of(Classification.removed(before.name(), metric)),
                            List.of(),
                            List.of(),
                            Optional.empty()));
                }
            }
        }
    }

    private boolean takesPart(Pipeline pipeline, Model metric) {
        return selection.includesPipeline(pipeline.name()) && selection.includesMetric(metric.name());
    }

    private Set<String> knownMetrics(PipelineReading older) {
        Set<String> known = new HashSet<>();
        for (PipelineReading reading : List.of(candidate, older)) {
            reading.pipelines().forEach(pipeline -> pipeline.metrics()
                    .forEach(metric -> known.add(pipeline.name() + "/" + metric.name())));
        }
        return known;
    }

    private void add(Subject subject) {
        subjects.put(id(subject.pipeline(), subject.metric()), subject);
    }

    private static String id(String pipeline, String metric) {
        return pipeline + "/" + metric.toLowerCase(Locale.ROOT);
    }
}
