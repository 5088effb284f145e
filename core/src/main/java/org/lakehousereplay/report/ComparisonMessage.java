package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.run.MetricComparison;

/**
 * How a metric compares with a baseline: each change with the first of what differs, where that comes from, and what to
 * do.
 *
 * <p>Public API: read by front ends that show single results, such as test engines.
 *
 * @param headline the message in one line
 * @param lines the whole message
 */
public record ComparisonMessage(String headline, List<String> lines) implements Message {

    private static final int SHOWN_CHANGES = 8;
    private static final int SHOWN_EXPLANATIONS = 3;

    /** Enough for the sum of one cell with some of its rows. */
    private static final int EXPLANATION_LINES = 24;

    public ComparisonMessage {
        lines = List.copyOf(lines);
    }

    /**
     * The whole message.
     *
     * @param baseDirectory the project directory, against which paths are shown
     * @param baseline the label of the baseline
     * @param metric the comparison
     */
    public static ComparisonMessage of(Path baseDirectory, String baseline, MetricComparison metric) {
        return of(baseDirectory, baseline, metric, true);
    }

    /** The message without rows and explanations, for changes that nobody has to act on. */
    static ComparisonMessage brief(Path baseDirectory, String baseline, MetricComparison metric) {
        return of(baseDirectory, baseline, metric, false);
    }

    private static ComparisonMessage of(
            Path baseDirectory, String baseline, MetricComparison metric, boolean withRows) {
        ShownPaths paths = new ShownPaths(baseDirectory);
        String headline =
                VisibleText.ofName(metric.pipeline()) + "/" + subject(baseline, metric) + phrases(paths, metric);
        List<String> body = new ArrayList<>();
        body.add(headline);
        metric.problems().forEach(problem -> body.add("  " + paths.render(problem)));
        List<OutputDifference> told = new ArrayList<>();
        for (JudgedChange judged : metric.changes()) {
            // Rows behind the last line that is shown would be made for nothing.
            boolean room = withRows && body.size() < MAXIMUM_LINES;
            List<String> lines = new ChangeMessage(paths, judged).lines(metric.fixtures(), told, room);
            boolean repeatsHeadline = lines.size() == 1
                    && metric.changes().size() == 1
                    && judged.change().detail().isEmpty();
            body.addAll(repeatsHeadline ? List.of() : lines);
        }
        List<String> ending = new ArrayList<>();
        if (withRows) {
            ending.addAll(explanations(paths, metric.explanations()));
        }
        metric.search().ifPresent(search -> ending.addAll(new SearchMessage(search).lines()));
        ending.addAll(whatToDo(paths, baseline, metric));
        return new ComparisonMessage(headline, Message.capped(body, ending));
    }

    /** {@code gmv_10min [compared with 1.0.0]}. */
    static String subject(String baseline, MetricComparison metric) {
        return VisibleText.ofName(metric.metric()) + " [compared with " + VisibleText.ofName(baseline) + "]";
    }

    private static String phrases(ShownPaths paths, MetricComparison metric) {
        List<String> phrases = new ArrayList<>();
        if (!metric.problems().isEmpty()) {
            String more = metric.problems().size() > 1
                    ? " (and " + Quantity.of(metric.problems().size() - 1, "more problem") + ")"
                    : "";
            phrases.add(VisibleText.ofProblem(metric.problems().get(0).message()) + more);
        }
        metric.changes().stream()
                .limit(SHOWN_CHANGES)
                .map(judged -> new ChangeMessage(paths, judged).title())
                .forEach(phrases::add);
        if (metric.changes().size() > SHOWN_CHANGES) {
            phrases.add("…");
        }
        return phrases.isEmpty() ? "" : ": " + String.join(", ", phrases);
    }

    private static List<String> explanations(ShownPaths paths, List<Explanation> explanations) {
        List<Explanation> telling = explanations.stream()
                .filter(explanation -> !explanation.cells().isEmpty()
                        || explanation.left() > 0
                        || !explanation.stopped().isEmpty())
                .toList();
        List<String> lines = new ArrayList<>();
        for (Explanation explanation :
                telling.stream().limit(SHOWN_EXPLANATIONS).toList()) {
            // The first one gets the room; of the others at least the largest sum is told.
            int room = lines.isEmpty() ? EXPLANATION_LINES : EXPLANATION_LINES / SHOWN_EXPLANATIONS;
            lines.addAll(new ExplanationMessage(paths, explanation).lines(room));
        }
        if (telling.size() > SHOWN_EXPLANATIONS) {
            lines.add("  … and explanations for " + Quantity.of(telling.size() - SHOWN_EXPLANATIONS, "more fixture")
                    + ", see report.json");
        }
        return lines;
    }

    private static List<String> whatToDo(ShownPaths paths, String baseline, MetricComparison metric) {
        List<String> lines = new ArrayList<>();
        metric.modelFile().ifPresent(file -> lines.add("  model:    " + VisibleText.ofSentence(paths.show(file))));
        if (metric.changes().stream().anyMatch(judged -> judged.standing() == Standing.UNDECLARED)) {
            lines.add("  declare:  mvn lakehouse:declare" + option(baseline));
        }
        return lines;
    }

    /** A release of the project is found again by itself; every other baseline must be named. */
    private static String option(String baseline) {
        return baseline.indexOf(':') < 0 ? "" : " " + RecordCommand.quote("-Dlakehouse.baseline=" + baseline);
    }
}
