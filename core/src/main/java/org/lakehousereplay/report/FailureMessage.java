package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;

/**
 * How the output of a metric differs from what a fixture expects: the first differences, the files to look at, and the
 * command that accepts the change.
 *
 * <p>Public API: read by front ends that show single results, such as test engines.
 *
 * @param headline the message in one line
 * @param lines the whole message
 */
public record FailureMessage(String headline, List<String> lines) implements Message {

    public FailureMessage {
        lines = List.copyOf(lines);
    }

    /**
     * The message of a failed metric.
     *
     * @param baseDirectory the project directory, against which paths are shown
     * @param fixture the fixture
     * @param metric the result, with findings
     */
    public static FailureMessage of(Path baseDirectory, FixtureResult fixture, MetricResult metric) {
        ShownPaths paths = new ShownPaths(baseDirectory);
        List<FindingMessage> messages = metric.findings().stream()
                .map(finding -> FindingMessage.of(finding, metric.expectedRows(), paths))
                .toList();
        String phrases = messages.stream().limit(8).map(FindingMessage::phrase).collect(Collectors.joining(", "));
        String headline = subject(fixture, metric) + ": " + phrases + (messages.size() > 8 ? ", …" : "");
        List<String> body = new ArrayList<>();
        body.add(headline);
        messages.forEach(message -> body.addAll(message.lines()));
        return new FailureMessage(headline, Message.capped(body, ending(paths, fixture, metric)));
    }

    /** {@code gmv_10min [weekend-coupon/lunch-peak]}. */
    static String subject(FixtureResult fixture, MetricResult metric) {
        return VisibleText.ofName(metric.metric()) + " [" + VisibleText.ofName(fixture.id()) + "]";
    }

    private static List<String> ending(ShownPaths paths, FixtureResult fixture, MetricResult metric) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : metric.findings()) {
            if (finding instanceof Finding.ChangedCells changed && changed.roundingOnly()) {
                lines.addAll(toleranceHint(paths, fixture, metric, changed));
            }
        }
        metric.notes().forEach(note -> lines.add("  note:     " + NoteMessage.of(note)));
        metric.expectedFile().ifPresent(file -> lines.add("  expected: " + VisibleText.ofSentence(paths.show(file))));
        lines.add("  model:    " + VisibleText.ofSentence(paths.show(metric.modelFile())));
        boolean broken = metric.findings().stream().anyMatch(Finding.LawBroken.class::isInstance);
        boolean onlyLaws = metric.findings().stream()
                .allMatch(finding -> finding.acceptable() || finding instanceof Finding.LawBroken);
        if (broken && onlyLaws) {
            lines.add("  The output breaks a law that is declared for it, so it cannot be accepted:"
                    + " correct the model, or take the law back.");
        } else if (metric.findings().stream().allMatch(Finding.EnginesDisagree.class::isInstance)) {
            lines.addAll(excuse(paths, fixture, metric));
        } else if (metric.findings().stream().allMatch(Finding::acceptable)) {
            lines.add("  accept:   " + new RecordCommand(fixture.id(), Optional.of(metric.metric())).render());
        } else {
            lines.add("  The output breaks what the metric header declares, so it cannot be accepted:"
                    + " correct the model or its header.");
        }
        return lines;
    }

    /** No expectation makes two engines agree. */
    private static List<String> excuse(ShownPaths paths, FixtureResult fixture, MetricResult metric) {
        String settings = VisibleText.ofSentence(paths.show(fixture.directory().resolve("fixture.yaml")));
        List<String> lines = new ArrayList<>();
        lines.add("  excuse:   where this is right, say why in " + settings + ":");
        for (Finding finding : metric.findings()) {
            if (finding instanceof Finding.EnginesDisagree disagree) {
                lines.add("            differs: [{metric: " + VisibleText.ofName(metric.metric()) + ", on: "
                        + VisibleText.ofName(disagree.on()) + ", reason: \"…\"}]");
            }
        }
        return lines;
    }

    private static List<String> toleranceHint(
            ShownPaths paths, FixtureResult fixture, MetricResult metric, Finding.ChangedCells changed) {
        String column =
                changed.columns().isEmpty() ? "column" : changed.columns().get(0);
        String settings = VisibleText.ofSentence(paths.show(fixture.directory().resolve("fixture.yaml")));
        return List.of(
                "  hint:     these numbers differ only by rounding; declare a tolerance in " + settings + ":",
                "            tolerance: {" + VisibleText.ofName(metric.metric()) + ": {" + VisibleText.ofName(column)
                        + ": {relative: 0.000000001}}}");
    }
}
