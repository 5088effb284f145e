package org.lakehousereplay.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * A run as the test reports that CI servers and IDEs read: one suite for each pipeline. A run that was compared with
 * other versions tells of the comparison alone; what its fixtures expect is told where that is asserted.
 */
final class JUnitXml {

    private JUnitXml() {}

    /** The files of a run, by pipeline; problems of the project as a whole come first, in a suite of their own. */
    static List<RenderedFile> render(RunReport report) {
        if (!report.mutation().isEmpty()) {
            return MutationXml.render(report);
        }
        if (report.comparison().isPresent()) {
            return ComparisonXml.render(report, report.comparison().get());
        }
        TestReportFamily family = TestReportFamily.VERIFICATION;
        List<RenderedFile> files = new ArrayList<>();
        if (!report.problems().isEmpty()) {
            files.add(file(family.fileName(), family.suite(), List.of(problem(report))));
        }
        for (PipelineResult pipeline : report.pipelines()) {
            List<TestCase> cases = cases(report.baseDirectory(), pipeline);
            if (!cases.isEmpty()) {
                files.add(file(family.fileName(pipeline.name()), family.suite(pipeline.name()), cases));
            }
        }
        return files;
    }

    static RenderedFile file(String fileName, String suite, List<TestCase> cases) {
        return new RenderedFile(fileName, new TestSuite(suite, cases).xml());
    }

    /** The problems of the project as a test. */
    static TestCase problem(RunReport report) {
        return TestCase.error(
                "project", Duration.ZERO, report.problems().get(0).code().name(), ProblemMessage.of(report));
    }

    /** The problems of a pipeline as a test. */
    static TestCase problem(Path baseDirectory, PipelineResult pipeline) {
        return TestCase.error(
                "pipeline",
                Duration.ZERO,
                pipeline.problems().get(0).code().name(),
                ProblemMessage.of(baseDirectory, pipeline));
    }

    /** The problems of a fixture as a test. */
    static TestCase problem(Path baseDirectory, FixtureResult fixture, Duration duration) {
        return TestCase.error(
                "fixture [" + VisibleText.ofName(fixture.name()) + "]",
                duration,
                fixture.problems().get(0).code().name(),
                ProblemMessage.of(baseDirectory, fixture));
    }

    private static List<TestCase> cases(Path baseDirectory, PipelineResult pipeline) {
        List<TestCase> cases = new ArrayList<>();
        if (!pipeline.problems().isEmpty()) {
            cases.add(problem(baseDirectory, pipeline));
        }
        for (FixtureResult fixture : pipeline.fixtures()) {
            int parts = fixture.metrics().size() + (fixture.problems().isEmpty() ? 0 : 1);
            // Metrics of a fixture share tables, so their times cannot be told apart; the sum must be right.
            Duration share = parts == 0 ? Duration.ZERO : fixture.duration().dividedBy(parts);
            if (!fixture.problems().isEmpty()) {
                cases.add(problem(baseDirectory, fixture, share));
            }
            for (MetricResult metric : fixture.metrics()) {
                cases.add(metricCase(baseDirectory, fixture, metric, share));
            }
        }
        return cases;
    }

    private static TestCase metricCase(Path baseDirectory, FixtureResult fixture, MetricResult metric, Duration share) {
        String name = VisibleText.ofName(metric.metric()) + " [" + VisibleText.ofName(fixture.name()) + "]";
        ShownPaths paths = new ShownPaths(baseDirectory);
        List<String> files = new ArrayList<>();
        metric.expectedFile().ifPresent(file -> files.add("expected: " + VisibleText.ofSentence(paths.show(file))));
        files.add("model:    " + VisibleText.ofSentence(paths.show(metric.modelFile())));
        Optional<TestCase.Outcome> outcome =
                switch (metric.status()) {
                    case PASSED -> Optional.empty();
                    case NOT_ASSERTED ->
                        Optional.of(TestCase.Outcome.skipped("the fixture expects nothing of this metric"));
                    case FAILED ->
                        Optional.of(TestCase.Outcome.of(
                                TestCase.Kind.FAILURE,
                                metric.findings().get(0).getClass().getSimpleName(),
                                FailureMessage.of(baseDirectory, fixture, metric)));
                    case ERROR ->
                        Optional.of(TestCase.Outcome.of(
                                TestCase.Kind.ERROR,
                                metric.problems().get(0).code().name(),
                                ProblemMessage.of(baseDirectory, fixture, metric)));
                };
        return new TestCase(name, share, outcome, files);
    }
}
