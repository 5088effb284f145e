package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * What a recording did. Public API: read by front ends.
 *
 * @param files the expected files of the metrics that could be recorded
 * @param refused the metrics that could not, each as a sentence, with what to do
 * @param report the run before anything was recorded, with the problems that kept fixtures from running
 */
public record RecordingResult(List<RecordedFile> files, List<String> refused, RunReport report) {

    public RecordingResult {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    /**
     * What kept whole fixtures and pipelines from being recorded. That a fixture expects nothing is no such thing: it
     * has just been given its expectations.
     */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(report.problems());
        for (PipelineResult pipeline : report.pipelines()) {
            problems.addAll(pipeline.problems());
            for (FixtureResult fixture : pipeline.fixtures()) {
                fixture.problems().stream()
                        .filter(problem -> problem.code() != ErrorCode.FIXTURE_WITHOUT_EXPECTATION)
                        .forEach(problems::add);
            }
        }
        return List.copyOf(problems);
    }
}
