package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Something of the candidate that could not be replayed, so that there is nothing to compare. What the comparison of a
 * metric tells is left out.
 *
 * @param pipeline the name of the pipeline; empty for the project as a whole
 * @param subject what it is, fit to be shown
 * @param code the first problem
 * @param message all of them
 */
record CandidateProblem(Optional<String> pipeline, String subject, ErrorCode code, ProblemMessage message) {

    static List<CandidateProblem> of(RunReport report) {
        Path base = report.baseDirectory();
        Set<Problem> told = told(report);
        List<CandidateProblem> found = new ArrayList<>();
        if (!report.problems().isEmpty()) {
            found.add(of(Optional.empty(), "project", report.problems(), ProblemMessage.of(report)));
        }
        for (PipelineResult pipeline : report.pipelines()) {
            Optional<String> name = Optional.of(pipeline.name());
            if (!pipeline.problems().isEmpty()) {
                found.add(of(name, "pipeline", pipeline.problems(), ProblemMessage.of(base, pipeline)));
            }
            for (FixtureResult fixture : pipeline.fixtures()) {
                String place = "[" + VisibleText.ofName(fixture.name()) + "]";
                if (!fixture.problems().isEmpty()) {
                    found.add(of(name, "fixture " + place, fixture.problems(), ProblemMessage.of(base, fixture)));
                }
                for (MetricResult metric : fixture.metrics()) {
                    if (metric.status() == Status.ERROR && !told.containsAll(metric.problems())) {
                        String subject = VisibleText.ofName(metric.metric()) + " " + place;
                        found.add(of(name, subject, metric.problems(), ProblemMessage.of(base, fixture, metric)));
                    }
                }
            }
        }
        return found;
    }

    private static Set<Problem> told(RunReport report) {
        Set<Problem> told = new HashSet<>();
        report.comparison().flatMap(ComparisonResult::gateBaseline).map(BaselineResult::metrics).stream()
                .flatMap(List::stream)
                .forEach(metric -> told.addAll(metric.problems()));
        return told;
    }

    private static CandidateProblem of(
            Optional<String> pipeline, String subject, List<Problem> problems, ProblemMessage message) {
        return new CandidateProblem(pipeline, subject, problems.get(0).code(), message);
    }
}
