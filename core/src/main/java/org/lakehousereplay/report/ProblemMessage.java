package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * What kept a metric, a fixture, a pipeline or a run from being replayed.
 *
 * <p>Public API: read by front ends that show single results, such as test engines.
 *
 * @param headline the subject and the first problem
 * @param lines the subject and a line for each problem
 */
public record ProblemMessage(String headline, List<String> lines) implements Message {

    public ProblemMessage {
        lines = List.copyOf(lines);
    }

    /** Why a metric has no output to compare. */
    public static ProblemMessage of(Path baseDirectory, FixtureResult fixture, MetricResult metric) {
        return of(baseDirectory, FailureMessage.subject(fixture, metric), "cannot be compared", metric.problems());
    }

    /** Why a fixture cannot be replayed. */
    public static ProblemMessage of(Path baseDirectory, FixtureResult fixture) {
        return of(baseDirectory, VisibleText.ofName(fixture.id()), "is not sound", fixture.problems());
    }

    /** Why a pipeline cannot be replayed. */
    public static ProblemMessage of(Path baseDirectory, PipelineResult pipeline) {
        return of(
                baseDirectory,
                "pipeline " + VisibleText.ofName(pipeline.name()),
                "cannot be replayed",
                pipeline.problems());
    }

    /** What is wrong with the project as a whole. */
    public static ProblemMessage of(RunReport report) {
        return of(report.baseDirectory(), "project", "is not sound", report.problems());
    }

    /** Why a baseline as a whole is unfit. */
    static ProblemMessage of(Path baseDirectory, BaselineResult baseline) {
        return of(
                baseDirectory,
                "baseline " + VisibleText.ofName(baseline.label()),
                "cannot be compared with",
                baseline.problems());
    }

    /** What is wrong with entries of the changes file. */
    static ProblemMessage ofEntries(Path baseDirectory, List<Problem> problems) {
        return of(
                baseDirectory,
                "declared changes",
                problems.size() == 1 ? "1 entry does not hold" : problems.size() + " entries do not hold",
                problems);
    }

    private static ProblemMessage of(Path baseDirectory, String subject, String consequence, List<Problem> problems) {
        ShownPaths paths = new ShownPaths(baseDirectory);
        String first = problems.isEmpty()
                ? consequence
                : VisibleText.ofProblem(problems.get(0).message());
        String more = problems.size() > 1 ? " (and " + Quantity.of(problems.size() - 1, "more problem") + ")" : "";
        List<String> lines = new ArrayList<>();
        lines.add(subject + ": " + consequence);
        problems.forEach(problem -> lines.add("  " + paths.render(problem)));
        return new ProblemMessage(subject + ": " + first + more, Message.capped(lines, List.of()));
    }
}
