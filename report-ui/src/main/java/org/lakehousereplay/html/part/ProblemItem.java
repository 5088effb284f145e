package org.lakehousereplay.html.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.MetricRun;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.run.ReportRun.ReportProblem;
import org.lakehousereplay.html.text.Shown;
import org.lakehousereplay.report.VisibleText;

/**
 * A problem as it is shown.
 *
 * @param subject what it keeps from running, such as {@code weekend-coupon/lunch-peak}; empty for the project
 * @param message what is wrong
 * @param place where; may be empty
 * @param remedy what to do; may be empty
 * @param code its stable name
 */
public record ProblemItem(String subject, String message, String place, String remedy, String code) {

    static ProblemItem of(String subject, ReportProblem problem) {
        return new ProblemItem(
                VisibleText.ofName(subject),
                sentence(problem.message()),
                Shown.place(problem),
                sentence(problem.remedy()),
                VisibleText.ofName(problem.code()));
    }

    /** All problems of a list. */
    public static List<ProblemItem> of(String subject, List<ReportProblem> problems) {
        return problems.stream().map(problem -> of(subject, problem)).toList();
    }

    /** Every problem of a run once, with the widest thing it concerns. */
    public static List<ProblemItem> of(ReportRun run) {
        Map<ReportProblem, String> subjects = new LinkedHashMap<>();
        put(subjects, "", run.problems());
        run.comparison().ifPresent(comparison -> put(subjects, "", comparison.entryProblems()));
        for (PipelineRun pipeline : run.pipelines()) {
            put(subjects, pipeline.name(), pipeline.problems());
            for (FixtureRun fixture : pipeline.fixtures()) {
                put(subjects, pipeline.name() + "/" + fixture.name(), fixture.problems());
                for (MetricRun metric : fixture.metrics()) {
                    put(subjects, pipeline.name() + "/" + metric.name(), metric.problems());
                }
            }
        }
        for (BaselineRun baseline :
                run.comparison().map(ReportComparison::baselines).orElse(List.of())) {
            put(subjects, baseline.label(), baseline.problems());
            for (ComparedMetric metric : baseline.metrics()) {
                put(subjects, metric.pipeline() + "/" + metric.name() + " @ " + baseline.label(), metric.problems());
            }
        }
        List<ProblemItem> items = new ArrayList<>();
        subjects.forEach((problem, subject) -> items.add(of(subject, problem)));
        return List.copyOf(items);
    }

    private static void put(Map<ReportProblem, String> subjects, String subject, List<ReportProblem> problems) {
        problems.forEach(problem -> subjects.putIfAbsent(problem, subject));
    }

    /** Messages come without a full stop, remedies may end in one or ask. */
    private static String sentence(String text) {
        String shown = VisibleText.ofProblem(text);
        return shown.isEmpty() || shown.endsWith(".") || shown.endsWith("?") || shown.endsWith("!")
                ? shown
                : shown + ".";
    }
}
