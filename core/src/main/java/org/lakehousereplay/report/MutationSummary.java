package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.ScoreLimits;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.run.RunReport;

/**
 * What a mutation run looks like on the console: the mutants that nobody noticed, by metric and with the place of the
 * SQL, those that are probably equivalent, and a table of scores at the end. Public API: called by front ends.
 */
public final class MutationSummary {

    /** How many survivors are told with all that is known of them. */
    static final int WHOLE_SURVIVORS = 20;

    /** How many survivors are told at all. */
    static final int TOLD_SURVIVORS = 200;

    private static final int TOLD_EQUIVALENT = 10;
    private static final int NAMED_METRICS = 3;

    private final SurvivorText survivors;
    private final List<ConsoleLine> lines = new ArrayList<>();
    private int told;

    private MutationSummary(RunReport report, Map<String, Path> suggestions) {
        this.survivors = new SurvivorText(report.baseDirectory(), suggestions);
    }

    /**
     * The lines of a run; none when nothing was measured.
     *
     * @param report the run
     * @param suggestions the directories of fixtures that were written, by pipeline and mutant
     */
    public static List<ConsoleLine> lines(RunReport report, Map<String, Path> suggestions) {
        MutationSummary summary = new MutationSummary(report, suggestions);
        if (!report.mutation().isEmpty()) {
            summary.add(report.mutation());
        }
        return List.copyOf(summary.lines);
    }

    private void add(List<PipelineMutation> pipelines) {
        pipelines.forEach(this::addSurvivors);
        if (told > TOLD_SURVIVORS) {
            line(Level.WARN, "… and " + Quantity.of(told - TOLD_SURVIVORS, "more survivor") + ", see report.json");
        }
        pipelines.forEach(this::addEquivalent);
        pipelines.forEach(this::addNotMeasured);
        addTable(pipelines);
        addTotals(pipelines);
    }

    private void addSurvivors(PipelineMutation pipeline) {
        Map<List<String>, List<MutantOutcome>> byMetrics = new LinkedHashMap<>();
        for (MutantOutcome outcome : pipeline.outcomes()) {
            if (outcome.status() == MutantStatus.SURVIVED) {
                byMetrics
                        .computeIfAbsent(outcome.metrics(), any -> new ArrayList<>())
                        .add(outcome);
            }
        }
        byMetrics.forEach((metrics, outcomes) -> {
            if (told < TOLD_SURVIVORS) {
                line(
                        Level.WARN,
                        "SURVIVED " + subject(pipeline.pipeline(), metrics) + ": "
                                + Quantity.of(outcomes.size(), "mutant"));
            }
            outcomes.forEach(outcome -> addSurvivor(pipeline.pipeline(), outcome));
        });
    }

    private static String subject(String pipeline, List<String> metrics) {
        String names =
                metrics.stream().limit(NAMED_METRICS).map(VisibleText::ofName).collect(Collectors.joining(", "));
        String more = metrics.size() > NAMED_METRICS ? " and " + (metrics.size() - NAMED_METRICS) + " more" : "";
        return VisibleText.ofName(pipeline) + "/" + names + more;
    }

    private void addSurvivor(String pipeline, MutantOutcome outcome) {
        told++;
        if (told <= WHOLE_SURVIVORS) {
            survivors.lines(pipeline, outcome).forEach(text -> line(Level.WARN, "  " + text));
        } else if (told <= TOLD_SURVIVORS) {
            line(Level.WARN, "  " + survivors.line(outcome.mutant()));
        }
    }

    private void addEquivalent(PipelineMutation pipeline) {
        List<MutantOutcome> equivalent = pipeline.outcomes().stream()
                .filter(outcome -> outcome.status() == MutantStatus.PROBABLY_EQUIVALENT)
                .toList();
        if (equivalent.isEmpty()) {
            return;
        }
        line(
                Level.INFO,
                "Probably equivalent in " + VisibleText.ofName(pipeline.pipeline()) + ", and not counted: "
                        + Quantity.of(equivalent.size(), "mutant") + " that changed no output");
        equivalent.stream()
                .limit(TOLD_EQUIVALENT)
                .forEach(outcome -> line(Level.INFO, "  " + survivors.line(outcome.mutant())));
        if (equivalent.size() > TOLD_EQUIVALENT) {
            line(
                    Level.INFO,
                    "  … and " + Quantity.of(equivalent.size() - TOLD_EQUIVALENT, "more mutant") + ", see report.json");
        }
    }

    private void addNotMeasured(PipelineMutation pipeline) {
        pipeline.notMeasured()
                .ifPresent(reason -> line(
                        Level.WARN,
                        "Not measured: " + VisibleText.ofName(pipeline.pipeline()) + ", because "
                                + VisibleText.ofSentence(reason)));
    }

    private void addTable(List<PipelineMutation> pipelines) {
        TextTable table = table(pipelines);
        if (!table.rows().isEmpty()) {
            table.lines().forEach(text -> line(Level.INFO, text));
        }
        for (PipelineMutation pipeline : pipelines) {
            pipeline.scores().forEach((metric, score) -> {
                ScoreLimits limits = pipeline.limits(metric);
                String subject = VisibleText.ofName(pipeline.pipeline()) + "/" + VisibleText.ofName(metric);
                if (limits.brokenBy(score)) {
                    line(Level.ERROR, "TOO LOW " + subject + ": " + MutationMessage.sentence(score, limits));
                } else if (limits.surpassedBy(score)) {
                    line(
                            Level.INFO,
                            subject + " has reached " + score.percent() + " %, "
                                    + limits.accepted().getAsInt()
                                    + " % before; -Dlakehouse.updateRatchet holds on to it");
                }
            });
        }
    }

    /** The scores of all metrics. */
    static TextTable table(List<PipelineMutation> pipelines) {
        List<List<String>> rows = new ArrayList<>();
        for (PipelineMutation pipeline : pipelines) {
            pipeline.scores()
                    .forEach((metric, score) -> rows.add(List.of(
                            VisibleText.ofName(pipeline.pipeline()) + "/" + VisibleText.ofName(metric),
                            percent(score),
                            Integer.toString(score.killed()),
                            Integer.toString(score.survived()),
                            Integer.toString(score.equivalent()),
                            Integer.toString(score.notRun()))));
        }
        return new TextTable(List.of("metric", "score", "noticed", "survived", "equivalent", "not run"), rows);
    }

    static String percent(MutationScore score) {
        return score.killed() + score.survived() == 0 ? "" : score.percent() + " %";
    }

    private void addTotals(List<PipelineMutation> pipelines) {
        List<MutantOutcome> all = pipelines.stream()
                .flatMap(pipeline -> pipeline.outcomes().stream())
                .toList();
        MutationScore score = MutationScore.of(all);
        if (score.notRun() > 0) {
            line(
                    Level.WARN,
                    "The time was over before all mutants were tried: " + score.notRun() + " of " + all.size()
                            + " were not, and the scores are those of the rest. Raise -Dlakehouse.mutationTimeout");
        }
        int reused = pipelines.stream().mapToInt(PipelineMutation::reused).sum();
        boolean broken = pipelines.stream().anyMatch(MutationSummary::broken);
        line(
                broken ? Level.ERROR : Level.INFO,
                totals(score)
                        + (reused == 0
                                ? ""
                                : "; " + reused + " of them known from an earlier run, nothing has changed"));
    }

    static String totals(MutationScore score) {
        return Quantity.of(score.killed() + score.survived() + score.equivalent() + score.notRun(), "mutant") + ": "
                + score.killed() + " noticed, " + score.survived() + " survived, " + score.equivalent()
                + " probably equivalent" + (score.notRun() == 0 ? "" : ", " + score.notRun() + " not run");
    }

    /** Whether a metric has a score that is too low. */
    static boolean broken(PipelineMutation pipeline) {
        return pipeline.scores().entrySet().stream()
                .anyMatch(entry -> pipeline.limits(entry.getKey()).brokenBy(entry.getValue()));
    }

    private void line(Level level, String text) {
        lines.add(new ConsoleLine(level, text));
    }
}
