package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;

/** What the fixtures would miss, as a part of {@code summary.md}. */
final class MutationMarkdown {

    private static final int TABLE_ROWS = 100;

    private MutationMarkdown() {}

    /**
     * Renders scores and survivors.
     *
     * @param room how many characters there may be
     */
    static String render(Path baseDirectory, List<PipelineMutation> pipelines, int room) {
        MutationScore all = MutationScore.of(pipelines.stream()
                .flatMap(pipeline -> pipeline.outcomes().stream())
                .toList());
        StringBuilder text = new StringBuilder("## Lakehouse Replay: ")
                .append(MutationSummary.totals(all))
                .append("\n\n| metric | score | noticed | survived | equivalent | not run | demanded |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
        int rows = 0;
        for (PipelineMutation pipeline : pipelines) {
            for (Map.Entry<String, MutationScore> entry : pipeline.scores().entrySet()) {
                if (rows++ < TABLE_ROWS) {
                    text.append(row(pipeline, entry.getKey(), entry.getValue()));
                }
            }
        }
        if (rows > TABLE_ROWS) {
            text.append("\n… and ")
                    .append(Quantity.of(rows - TABLE_ROWS, "more metric"))
                    .append(".\n");
        }
        for (PipelineMutation pipeline : pipelines) {
            pipeline.notMeasured().ifPresent(reason -> text.append("\nNot measured: ")
                    .append(MarkdownText.code(pipeline.pipeline()))
                    .append(", because ")
                    .append(MarkdownText.span(VisibleText.ofSentence(reason)))
                    .append(".\n"));
        }
        addSurvivors(text, baseDirectory, pipelines, room);
        return text.toString();
    }

    private static String row(PipelineMutation pipeline, String metric, MutationScore score) {
        boolean broken = pipeline.limits(metric).brokenBy(score);
        String demanded = broken ? "**too low** " : "";
        if (pipeline.limits(metric).threshold().isPresent()) {
            demanded += pipeline.limits(metric).threshold().getAsInt() + " %";
        }
        if (pipeline.limits(metric).accepted().isPresent()) {
            demanded += " (" + pipeline.limits(metric).accepted().getAsInt() + " % before)";
        }
        return "| " + MarkdownText.code(pipeline.pipeline() + "/" + metric) + " | " + MutationSummary.percent(score)
                + " | " + score.killed() + " | " + score.survived() + " | " + score.equivalent() + " | "
                + score.notRun() + " | " + demanded.strip() + " |\n";
    }

    private static void addSurvivors(
            StringBuilder text, Path baseDirectory, List<PipelineMutation> pipelines, int room) {
        SurvivorText survivors = new SurvivorText(baseDirectory, Map.of());
        int left = 0;
        for (PipelineMutation pipeline : pipelines) {
            for (MutantOutcome outcome : pipeline.outcomes()) {
                if (outcome.status() == MutantStatus.SURVIVED) {
                    String block = MarkdownText.block(String.join("\n", survivors.lines(pipeline.pipeline(), outcome)));
                    if (left > 0 || text.length() + block.length() > room) {
                        left++;
                    } else {
                        text.append(block);
                    }
                }
            }
        }
        if (left > 0) {
            text.append("\n… and ").append(Quantity.of(left, "more survivor")).append(", see `report.json`.\n");
        }
    }
}
