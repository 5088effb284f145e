package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * {@code summary.md}: what changed and what is not fine in a run, fit for the job summary of a CI server or a comment on a change.
 *
 * <p>Names and values stand in code spans and code blocks only, where nothing is markup, link or mention. Durations are
 * left out, so that two runs on the same tree can be compared byte by byte.
 */
final class MarkdownSummary {

    /** Below the 65,536 characters that hosting services take in a comment. */
    static final int MAXIMUM_CHARACTERS = 60_000;

    /** How many rows the table has at most. */
    static final int TABLE_ROWS = 100;

    /** Enough for the heading and the figures of a run in which everything is fine. */
    private static final int KEPT_FOR_A_SENTENCE = 1_000;

    private static final int TOLD_NOTES = 10;

    private final StringBuilder text = new StringBuilder();
    private final List<String> rows = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private MarkdownSummary() {}

    static String render(RunReport report) {
        MarkdownSummary summary = new MarkdownSummary();
        summary.collect(report);
        summary.write(report);
        return VisibleText.wellFormed(summary.text.toString());
    }

    private void collect(RunReport report) {
        Path base = report.baseDirectory();
        if (!report.problems().isEmpty()) {
            add("(all)", "", "", Status.ERROR, ProblemMessage.of(report));
        }
        for (PipelineResult pipeline : report.pipelines()) {
            if (!pipeline.problems().isEmpty()) {
                add(pipeline.name(), "", "", Status.ERROR, ProblemMessage.of(base, pipeline));
            }
            for (FixtureResult fixture : pipeline.fixtures()) {
                collect(base, fixture);
            }
        }
        UntestedLaws.lines(report).forEach(line -> notes.add("laws put to the test by no fixture: " + line));
    }

    private void collect(Path base, FixtureResult fixture) {
        for (MetricResult metric : fixture.metrics()) {
            if (metric.status() != Status.FAILED) {
                metric.notes()
                        .forEach(note -> notes.add(VisibleText.ofName(metric.metric()) + " ["
                                + VisibleText.ofName(fixture.id()) + "]: " + NoteMessage.of(note)));
            }
        }
        if (!fixture.problems().isEmpty()) {
            add(fixture.pipeline(), fixture.name(), "", Status.ERROR, ProblemMessage.of(base, fixture));
        }
        for (MetricResult metric : fixture.metrics()) {
            if (metric.status() == Status.FAILED || metric.status() == Status.ERROR) {
                Message message = metric.status() == Status.FAILED
                        ? FailureMessage.of(base, fixture, metric)
                        : ProblemMessage.of(base, fixture, metric);
                add(fixture.pipeline(), fixture.name(), metric.metric(), metric.status(), message);
            }
        }
    }

    private void add(String pipeline, String fixture, String metric, Status status, Message message) {
        messages.add(message);
        rows.add("| " + MarkdownText.code(pipeline) + " | " + MarkdownText.code(fixture) + " | "
                + MarkdownText.code(metric) + " | " + ConsoleSummary.words(status) + " |");
    }

    private void write(RunReport report) {
        Totals totals = Totals.of(report);
        if (report.comparison().isPresent()) {
            ComparisonResult comparison = report.comparison().get();
            text.append("## Lakehouse Replay: ")
                    .append(verdict(report, comparison))
                    .append("\n\n");
            int kept = rows.isEmpty() ? KEPT_FOR_A_SENTENCE : MAXIMUM_CHARACTERS / 3;
            text.append(ComparisonMarkdown.render(
                    report.baseDirectory(), comparison, MAXIMUM_CHARACTERS - kept - text.length()));
            text.append("\n### What the fixtures expect: ");
        } else if (!report.mutation().isEmpty()) {
            text.append(MutationMarkdown.render(report.baseDirectory(), report.mutation(), MAXIMUM_CHARACTERS / 2));
            text.append("\n### What the fixtures expect: ");
        } else {
            text.append("## Lakehouse Replay: ");
        }
        text.append(verdict(report, totals)).append("\n\n");
        text.append(totals.render()).append(".\n");
        writeNotes();
        if (rows.isEmpty()) {
            return;
        }
        text.append("\n| pipeline | fixture | metric | outcome |\n| --- | --- | --- | --- |\n");
        // Half of the room is kept for the details.
        int room = text.length() + (MAXIMUM_CHARACTERS - text.length()) / 2;
        int shownRows = 0;
        for (String row : rows) {
            if (shownRows == TABLE_ROWS || text.length() + row.length() > room) {
                break;
            }
            text.append(row).append('\n');
            shownRows++;
        }
        if (shownRows < rows.size()) {
            text.append("\n… and ")
                    .append(Quantity.of(rows.size() - shownRows, "more row"))
                    .append(".\n");
        }
        writeDetails();
    }

    private void writeNotes() {
        if (!notes.isEmpty()) {
            String more = notes.size() > TOLD_NOTES
                    ? "\n… and " + Quantity.of(notes.size() - TOLD_NOTES, "more note") + ", see report.json"
                    : "";
            text.append(MarkdownText.block(
                    notes.stream().limit(TOLD_NOTES).collect(Collectors.joining("\n", "notes:\n", more))));
        }
    }

    private void writeDetails() {
        int shown = 0;
        for (Message message : messages) {
            String block = MarkdownText.block(message.text());
            if (text.length() + block.length() > MAXIMUM_CHARACTERS - 200) {
                break;
            }
            text.append(block);
            shown++;
        }
        if (shown < messages.size()) {
            text.append("\n… and ")
                    .append(Quantity.of(messages.size() - shown, "more message"))
                    .append(", see `report.json`.\n");
        }
    }

    /** What was not replayed was not compared, and a verdict on the rest alone would look like success. */
    private static String verdict(RunReport report, ComparisonResult comparison) {
        String verdict = ComparisonTotals.of(comparison).verdict();
        if (report.status() != Status.ERROR) {
            return verdict;
        }
        return "not everything could be compared" + (comparison.breaks() ? ", " + verdict : "");
    }

    private static String verdict(RunReport report, Totals totals) {
        return switch (report.status()) {
            case NOT_ASSERTED -> "nothing was asserted";
            case PASSED ->
                totals.passed() == 1
                        ? "the asserted metric came out as expected"
                        : "all " + totals.passed() + " asserted metrics came out as expected";
            case FAILED ->
                totals.failed() + " of " + Quantity.of(totals.asserted(), "asserted metric")
                        + " did not come out as expected";
            case ERROR ->
                Quantity.of(totals.errors(), "error")
                        + (totals.failed() == 0
                                ? ""
                                : ", and " + totals.failed() + " of "
                                        + Quantity.of(totals.asserted(), "asserted metric")
                                        + " did not come out as expected");
        };
    }
}
