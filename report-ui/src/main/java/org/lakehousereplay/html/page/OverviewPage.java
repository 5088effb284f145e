package org.lakehousereplay.html.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.change.BaselineChanges;
import org.lakehousereplay.html.lineage.LineageDiagram;
import org.lakehousereplay.html.metric.MetricFacts;
import org.lakehousereplay.html.part.Links;
import org.lakehousereplay.html.part.MetricSlug;
import org.lakehousereplay.html.part.ProblemItem;
import org.lakehousereplay.html.privacy.EvidencePolicy;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.VisibleText;

/**
 * The first page.
 *
 * @param verdict what the run comes to
 * @param tallies how many metrics are in which state
 * @param gate the version whose changes must be declared
 * @param note what to know about its choice; may be empty
 * @param metrics the metrics, the worst first
 * @param mutated whether it was measured what the fixtures would miss
 * @param missing that pipelines are not among them; may be empty
 * @param facts the circumstances of the run
 * @param compared whether there was a comparison
 * @param bump that the version promises too little
 * @param entryProblems entries of the changes file that do not hold
 * @param changes what changed, by version
 * @param problems everything that is wrong with the files
 * @param versions the versions
 * @param fixtures the fixtures
 * @param lineage the lineage of each pipeline
 * @param withheld what of the raw rows is not shown
 */
public record OverviewPage(
        Verdict verdict,
        List<Tally> tallies,
        Optional<String> gate,
        String note,
        List<MetricRow> metrics,
        boolean mutated,
        String missing,
        List<Fact> facts,
        boolean compared,
        Optional<String> bump,
        List<ProblemItem> entryProblems,
        List<BaselineChanges> changes,
        List<ProblemItem> problems,
        List<VersionRow> versions,
        List<FixtureRow> fixtures,
        List<PipelineDiagram> lineage,
        EvidencePolicy.Withheld withheld) {

    /** The lineage of a pipeline. */
    public record PipelineDiagram(String pipeline, LineageDiagram diagram) {}

    static OverviewPage of(
            ReportRun run,
            List<MetricCase> cases,
            Map<String, MetricFacts> facts,
            Map<String, PipelineLineage> lineages,
            Links links,
            EvidencePolicy policy,
            Texts texts) {
        Optional<ReportComparison> comparison = run.comparison();
        List<ProblemItem> problems = ProblemItem.of(run);
        return new OverviewPage(
                Verdict.of(run, cases, facts, problems, texts),
                Tally.of(cases, texts),
                comparison.flatMap(ReportComparison::gate).map(VisibleText::ofName),
                comparison
                        .map(ReportComparison::note)
                        .map(VisibleText::ofSentence)
                        .orElse(""),
                cases.stream()
                        .sorted(Comparator.comparing(MetricCase::state)
                                .thenComparing(metric -> -Optional.ofNullable(facts.get(metric.slug()))
                                        .map(MetricFacts::differing)
                                        .orElse(0L)))
                        .map(metric ->
                                MetricRow.of(run, metric, Optional.ofNullable(facts.get(metric.slug())), links, texts))
                        .toList(),
                !run.mutation().isEmpty(),
                missing(run, texts),
                RunFacts.of(run, texts),
                comparison.isPresent(),
                comparison.flatMap(ReportComparison::versionBump).map(bump -> Verdict.bump(bump, texts)),
                comparison
                        .map(found -> ProblemItem.of("", found.entryProblems()))
                        .orElse(List.of()),
                comparison
                        .map(found -> BaselineChanges.of(
                                found,
                                (pipeline, metric) -> links.metric(MetricSlug.of(pipeline, metric)),
                                policy,
                                texts))
                        .orElse(List.of()),
                problems,
                VersionRow.of(run, texts),
                FixtureRow.of(run, texts),
                lineages.values().stream()
                        .filter(lineage -> !lineage.pipeline().models().isEmpty())
                        .map(lineage -> new PipelineDiagram(
                                VisibleText.ofName(lineage.pipeline().name()), lineage.whole(links, texts)))
                        .toList(),
                policy.withheld(run.pipelines()));
    }

    private static String missing(ReportRun run, Texts texts) {
        List<String> broken = run.pipelines().stream()
                .filter(Verdict::broken)
                .map(pipeline -> VisibleText.ofName(pipeline.name()))
                .toList();
        return broken.isEmpty()
                ? ""
                : texts.get("metrics.missing", broken.size(), String.join(texts.get("list.comma"), broken));
    }
}
