package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * What a run looks like on the console: a line for each fixture, the message of everything that is not fine below it,
 * and the figures at the end. Public API: called by front ends.
 */
public final class ConsoleSummary {

    /** How many messages are printed whole; the others are told in one line each. */
    static final int WHOLE_MESSAGES = 20;

    /** How many messages are told at all. */
    static final int TOLD_MESSAGES = 200;

    private static final int NAMED_METRICS = 8;

    private final List<ConsoleLine> lines = new ArrayList<>();
    private int messages;

    private ConsoleSummary() {}

    /**
     * The lines of a run.
     *
     * @param report the run
     */
    public static List<ConsoleLine> lines(RunReport report) {
        ConsoleSummary summary = new ConsoleSummary();
        summary.addRun(report);
        return List.copyOf(summary.lines);
    }

    private void addRun(RunReport report) {
        if (!report.problems().isEmpty()) {
            add(ProblemMessage.of(report));
        }
        for (PipelineResult pipeline : report.pipelines()) {
            if (!pipeline.problems().isEmpty()) {
                add(ProblemMessage.of(report.baseDirectory(), pipeline));
            }
            for (FixtureResult fixture : pipeline.fixtures()) {
                addFixture(report.baseDirectory(), fixture);
            }
        }
        if (messages > TOLD_MESSAGES) {
            lines.add(new ConsoleLine(
                    Level.ERROR,
                    "… and " + Quantity.of(messages - TOLD_MESSAGES, "more message") + ", see report.json"));
        }
        addNotAsserted(report);
        addUntestedLaws(report);
        boolean fine = report.status().compareTo(Status.FAILED) < 0;
        lines.add(new ConsoleLine(
                fine ? Level.INFO : Level.ERROR, Totals.of(report).render()));
    }

    private void addFixture(Path baseDirectory, FixtureResult fixture) {
        boolean fine = fixture.status().compareTo(Status.FAILED) < 0;
        lines.add(new ConsoleLine(fine ? Level.INFO : Level.ERROR, line(fixture)));
        if (!fixture.problems().isEmpty()) {
            add(ProblemMessage.of(baseDirectory, fixture));
        }
        for (MetricResult metric : fixture.metrics()) {
            if (metric.status() == Status.FAILED) {
                add(FailureMessage.of(baseDirectory, fixture, metric));
            } else {
                if (metric.status() == Status.ERROR) {
                    add(ProblemMessage.of(baseDirectory, fixture, metric));
                }
                metric.notes()
                        .forEach(note -> lines.add(new ConsoleLine(
                                Level.INFO,
                                "  note: " + VisibleText.ofName(metric.metric()) + ": " + NoteMessage.of(note))));
            }
        }
    }

    private static String line(FixtureResult fixture) {
        List<String> counts = new ArrayList<>();
        for (Status status : List.of(Status.PASSED, Status.FAILED, Status.ERROR, Status.NOT_ASSERTED)) {
            long count = fixture.metrics().stream()
                    .filter(metric -> metric.status() == status)
                    .count();
            if (count > 0) {
                counts.add(count + " " + words(status));
            }
        }
        String metrics = counts.isEmpty() ? "no metric" : String.join(", ", counts);
        String status = words(fixture.status()).toUpperCase(Locale.ROOT);
        return status + " " + VisibleText.ofName(fixture.id()) + " (" + metrics + ", "
                + fixture.duration().toMillis() + " ms)";
    }

    static String words(Status status) {
        return switch (status) {
            case NOT_ASSERTED -> "not asserted";
            case PASSED -> "passed";
            case FAILED -> "failed";
            case ERROR -> "error";
        };
    }

    private void add(Message message) {
        messages++;
        if (messages <= WHOLE_MESSAGES) {
            message.lines().forEach(line -> lines.add(new ConsoleLine(Level.ERROR, "  " + line)));
        } else if (messages <= TOLD_MESSAGES) {
            lines.add(new ConsoleLine(Level.ERROR, "  " + message.headline()));
        }
    }

    /** Told by metric and not by fixture: a metric that no fixture asserts is what a reader should notice. */
    private void addNotAsserted(RunReport report) {
        List<String> never = new ArrayList<>();
        for (PipelineResult pipeline : report.pipelines()) {
            Set<String> asserted = metrics(pipeline, true);
            metrics(pipeline, false).stream()
                    .filter(metric -> !asserted.contains(metric))
                    .map(metric -> VisibleText.ofName(pipeline.name() + "/" + metric))
                    .forEach(never::add);
        }
        if (!never.isEmpty()) {
            String names = never.stream().limit(NAMED_METRICS).collect(Collectors.joining(", "));
            String more = never.size() > NAMED_METRICS ? " and " + (never.size() - NAMED_METRICS) + " more" : "";
            lines.add(new ConsoleLine(Level.WARN, "Asserted by no fixture of this run: " + names + more));
        }
    }

    private void addUntestedLaws(RunReport report) {
        List<String> untested = UntestedLaws.lines(report);
        untested.stream()
                .limit(NAMED_METRICS)
                .forEach(line -> lines.add(
                        new ConsoleLine(Level.WARN, "Laws put to the test by no fixture of this run: " + line)));
        if (untested.size() > NAMED_METRICS) {
            String more = Quantity.of(untested.size() - NAMED_METRICS, "more metric");
            lines.add(new ConsoleLine(
                    Level.WARN, "Laws put to the test by no fixture of this run: " + more + ", see report.json"));
        }
    }

    private static Set<String> metrics(PipelineResult pipeline, boolean asserted) {
        return pipeline.fixtures().stream()
                .flatMap(fixture -> fixture.metrics().stream())
                .filter(metric -> asserted == (metric.status() != Status.NOT_ASSERTED))
                .map(MetricResult::metric)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
