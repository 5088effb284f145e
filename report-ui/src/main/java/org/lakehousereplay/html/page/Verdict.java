package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.metric.MetricFacts;
import org.lakehousereplay.html.metric.MetricFacts.Difference;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.MetricState;
import org.lakehousereplay.html.part.ProblemItem;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.VersionBump;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * What the run comes to, in one sentence and a few that follow.
 *
 * @param badge the state of the run
 * @param headline the sentence that stands first
 * @param sentences what else to know
 */
public record Verdict(Badge badge, String headline, List<String> sentences) {

    /**
     * Judges a run.
     *
     * @param facts of the metrics, by slug
     */
    static Verdict of(
            ReportRun run,
            List<MetricCase> cases,
            Map<String, MetricFacts> facts,
            List<ProblemItem> problems,
            Texts texts) {
        MetricState worst = cases.stream().map(MetricCase::state).reduce(MetricState.NOT_RUN, MetricState::worse);
        MetricState state = broken(run) ? MetricState.ERROR : worst;
        String gate = run.comparison()
                .flatMap(ReportComparison::gate)
                .map(VisibleText::ofName)
                .orElse("");
        List<String> sentences = new ArrayList<>();
        if (state == MetricState.ERROR && count(cases, MetricState.FAILED) > 0) {
            sentences.add(texts.get("verdict.failed", count(cases, MetricState.FAILED), cases.size()));
        }
        largest(cases, facts, texts).ifPresent(sentences::add);
        run.comparison().ifPresent(comparison -> addChanges(comparison, gate, sentences, texts));
        if (!problems.isEmpty()) {
            sentences.add(texts.get("verdict.problems", problems.size()));
        }
        return new Verdict(Badge.of(state, texts), headline(run, state, cases, gate, texts), List.copyOf(sentences));
    }

    private static boolean broken(ReportRun run) {
        return run.status().equals("ERROR")
                || run.comparison()
                        .map(comparison -> comparison.status().equals("ERROR"))
                        .orElse(false);
    }

    /** Of such a pipeline nothing is known, not even its metrics. */
    static boolean broken(PipelineRun pipeline) {
        return !pipeline.problems().isEmpty() && pipeline.models().isEmpty();
    }

    private static String headline(ReportRun run, MetricState state, List<MetricCase> cases, String gate, Texts texts) {
        long concerned = state == MetricState.FAILED
                ? cases.stream().filter(MetricCase::differsFromExpectation).count()
                : count(cases, state);
        if (state == MetricState.ERROR && concerned == 0) {
            long pipelines = run.pipelines().stream().filter(Verdict::broken).count();
            return pipelines == 0
                    ? texts.get("verdict.broken")
                    : texts.get("verdict.pipelines", pipelines, run.pipelines().size());
        }
        if (state == MetricState.PASSED && concerned == cases.size()) {
            return texts.get("verdict.all-passed", concerned);
        }
        return texts.get("verdict." + state.id(), concerned, cases.size(), gate);
    }

    private static long count(List<MetricCase> cases, MetricState state) {
        return cases.stream().filter(metric -> metric.state() == state).count();
    }

    /** The metric that is worst off: by state, then with an amount to tell, then by how many of its windows differ. */
    private static Optional<String> largest(List<MetricCase> cases, Map<String, MetricFacts> facts, Texts texts) {
        return cases.stream()
                .filter(metric -> metric.state().compareTo(MetricState.CHANGED_DECLARED) <= 0)
                .filter(metric -> facts.containsKey(metric.slug()) && hasSentence(metric, facts.get(metric.slug())))
                .min(Comparator.comparing(MetricCase::state)
                        .thenComparing(
                                metric -> facts.get(metric.slug()).largest().isEmpty())
                        .thenComparing(metric -> -facts.get(metric.slug()).differing()))
                .map(metric -> sentence(metric, facts.get(metric.slug()), texts));
    }

    /** Whether there are windows to tell of: some that differ, or some that break a check of a metric that is not fine. */
    static boolean hasSentence(MetricCase metric, MetricFacts facts) {
        return facts.differing() > 0 || metric.state() == MetricState.FAILED && facts.anomalies() > 0;
    }

    /** In how many windows a metric differs, where first and how much; or in how many it breaks its checks. */
    static String sentence(MetricCase metric, MetricFacts facts, Texts texts) {
        if (facts.differing() == 0) {
            return texts.get("verdict.checks", VisibleText.ofName(metric.name()), facts.anomalies(), facts.windows());
        }
        StringBuilder text = new StringBuilder(
                texts.get("verdict.differs", VisibleText.ofName(metric.name()), facts.differing(), facts.windows()));
        facts.first()
                .map(Difference::key)
                .filter(key -> !key.isEmpty())
                .ifPresent(key -> text.append(texts.get("verdict.first", Shown.key(key))));
        facts.largest().ifPresent(largest -> {
            String amount = largest.relative().or(largest::delta).orElse("");
            if (!amount.isEmpty()) {
                text.append(texts.get("verdict.largest", VisibleText.ofColumn(largest.column()), amount));
                if (!facts.first().map(Difference::key).equals(Optional.of(largest.key()))
                        && !largest.key().isEmpty()) {
                    text.append(texts.get("verdict.largest-at", Shown.key(largest.key())));
                }
            }
        });
        return text.append(texts.get("verdict.end")).toString();
    }

    private static void addChanges(ReportComparison comparison, String gate, List<String> sentences, Texts texts) {
        if (gate.isEmpty()) {
            sentences.add(texts.get("verdict.no-gate"));
        } else {
            long declared = changes(comparison, "DECLARED");
            long undeclared = changes(comparison, "UNDECLARED");
            sentences.add(
                    declared + undeclared == 0
                            ? texts.get("verdict.no-changes", gate)
                            : texts.get("verdict.changes", declared, undeclared, gate));
        }
        if (!comparison.entryProblems().isEmpty()) {
            sentences.add(
                    texts.get("verdict.entries", comparison.entryProblems().size()));
        }
        comparison.versionBump().ifPresent(bump -> sentences.add(bump(bump, texts)));
    }

    private static long changes(ReportComparison comparison, String standing) {
        return comparison.baselines().stream()
                .filter(baseline -> comparison.gate().equals(Optional.of(baseline.label())))
                .flatMap(baseline -> baseline.metrics().stream())
                .flatMap(metric -> metric.changes().stream())
                .filter(change -> change.standing().equals(standing))
                .count();
    }

    /** That a version promises too little. */
    static String bump(VersionBump bump, Texts texts) {
        return texts.get(
                "verdict.bump",
                VisibleText.ofName(bump.to()),
                bump.promised(),
                bump.observed(),
                VisibleText.ofName(bump.required()));
    }
}
