package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutationScore;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.run.RunReport;

/** The scores of a mutation run as test reports: a suite for each pipeline, a test for each metric. */
final class MutationXml {

    private static final TestReportFamily FAMILY = TestReportFamily.MUTATION;

    private MutationXml() {}

    static List<RenderedFile> render(RunReport report) {
        List<RenderedFile> files = new ArrayList<>();
        for (PipelineMutation pipeline : report.mutation()) {
            List<TestCase> cases = cases(report, pipeline);
            if (!cases.isEmpty()) {
                files.add(
                        JUnitXml.file(FAMILY.fileName(pipeline.pipeline()), FAMILY.suite(pipeline.pipeline()), cases));
            }
        }
        return files;
    }

    private static List<TestCase> cases(RunReport report, PipelineMutation pipeline) {
        if (pipeline.notMeasured().isPresent()) {
            return List.of(TestCase.skipped(
                    "pipeline",
                    "not measured, because "
                            + VisibleText.ofSentence(pipeline.notMeasured().get()),
                    List.of()));
        }
        List<TestCase> cases = new ArrayList<>();
        for (Map.Entry<String, MutationScore> entry : pipeline.scores().entrySet()) {
            String metric = entry.getKey();
            MutationMessage message = MutationMessage.of(report.baseDirectory(), pipeline, metric, entry.getValue());
            String name = VisibleText.ofName(metric);
            cases.add(
                    pipeline.limits(metric).brokenBy(entry.getValue())
                            ? TestCase.failed(name, "mutation-score", message)
                            : TestCase.passed(name, message.lines()));
        }
        return cases;
    }
}
