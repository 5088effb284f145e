package org.lakehousereplay.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.BaselineResult;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.VersionBump;

/** A comparison as test reports: one suite for each pipeline, and one for what concerns the project as a whole. */
final class ComparisonXml {

    private static final TestReportFamily FAMILY = TestReportFamily.COMPARISON;
    private static final String CHANGES_FILE = "caliber-changes.yaml";

    private final Path baseDirectory;
    private final ComparisonResult comparison;

    private ComparisonXml(Path baseDirectory, ComparisonResult comparison) {
        this.baseDirectory = baseDirectory;
        this.comparison = comparison;
    }

    static List<RenderedFile> render(RunReport report, ComparisonResult comparison) {
        ComparisonXml xml = new ComparisonXml(report.baseDirectory(), comparison);
        List<RenderedFile> files = new ArrayList<>();
        List<TestCase> project = xml.project(report);
        if (!project.isEmpty()) {
            files.add(JUnitXml.file(FAMILY.fileName(), FAMILY.suite(), project));
        }
        xml.pipelines(report)
                .forEach((pipeline, cases) ->
                        files.add(JUnitXml.file(FAMILY.fileName(pipeline), FAMILY.suite(pipeline), cases)));
        return files;
    }

    private List<TestCase> project(RunReport report) {
        List<TestCase> cases = new ArrayList<>();
        CandidateProblem.of(report).stream()
                .filter(problem -> problem.pipeline().isEmpty())
                .forEach(problem -> cases.add(error(problem)));
        if (comparison.gate().isEmpty()) {
            cases.add(TestCase.skipped("baseline", BaselineNote.of(comparison), List.of()));
        }
        for (BaselineResult baseline : comparison.baselines()) {
            if (!baseline.problems().isEmpty()) {
                cases.add(problem(baseline));
            }
        }
        entries()
                .forEach((name, problems) -> cases.add(TestCase.failed(
                        name, problems.get(0).code().name(), ProblemMessage.ofEntries(baseDirectory, problems))));
        comparison.versionBump().ifPresent(bump -> cases.add(version(bump)));
        return cases;
    }

    private TestCase problem(BaselineResult baseline) {
        String name = "baseline [" + VisibleText.ofName(baseline.label()) + "]";
        ProblemMessage message = ProblemMessage.of(baseDirectory, baseline);
        return isGate(baseline)
                ? TestCase.error(
                        name, Duration.ZERO, baseline.problems().get(0).code().name(), message)
                : TestCase.skipped(name, message.headline(), message.lines());
    }

    /** Two problems of one entry are one test, since the names of tests must differ. */
    private Map<String, List<Problem>> entries() {
        Map<String, List<Problem>> entries = new LinkedHashMap<>();
        for (Problem problem : comparison.entryProblems()) {
            String name = problem.location()
                    .map(place -> VisibleText.ofName(place.file().getFileName().toString())
                            + (place.line() > 0 ? ":" + place.line() : ""))
                    .orElse(CHANGES_FILE);
            entries.computeIfAbsent(name, any -> new ArrayList<>()).add(problem);
        }
        return entries;
    }

    private static TestCase version(VersionBump bump) {
        String sentence = new VersionBumpMessage(bump).sentence();
        TestCase.Outcome outcome = new TestCase.Outcome(TestCase.Kind.FAILURE, sentence, "version-bump", sentence);
        return bump.breaks()
                ? new TestCase("version", Duration.ZERO, Optional.of(outcome), List.of())
                : TestCase.passed("version", List.of(sentence));
    }

    /** What is broken has nothing to compare, and silence would look like success. */
    private Map<String, List<TestCase>> pipelines(RunReport report) {
        Map<String, List<TestCase>> pipelines = new TreeMap<>();
        for (CandidateProblem problem : CandidateProblem.of(report)) {
            problem.pipeline().ifPresent(pipeline -> pipelines
                    .computeIfAbsent(pipeline, any -> new ArrayList<>())
                    .add(error(problem)));
        }
        for (BaselineResult baseline : comparison.baselines()) {
            for (MetricComparison metric : baseline.metrics()) {
                pipelines
                        .computeIfAbsent(metric.pipeline(), any -> new ArrayList<>())
                        .add(metric(baseline, metric));
            }
        }
        return pipelines;
    }

    private static TestCase error(CandidateProblem problem) {
        return TestCase.error(problem.subject(), Duration.ZERO, problem.code().name(), problem.message());
    }

    private TestCase metric(BaselineResult baseline, MetricComparison metric) {
        String name = ComparisonMessage.subject(baseline.label(), metric);
        ComparisonMessage message = ComparisonMessage.of(baseDirectory, baseline.label(), metric);
        if (metric.status() == ComparisonStatus.IDENTICAL) {
            return TestCase.passed(name, message.lines());
        }
        if (!isGate(baseline)) {
            return TestCase.skipped(name, "not the gate: " + message.headline(), message.lines());
        }
        return switch (metric.status()) {
            case ERROR ->
                TestCase.error(
                        name, Duration.ZERO, metric.problems().get(0).code().name(), message);
            case UNDECLARED, NOT_COMPARABLE -> TestCase.failed(name, worst(metric), message);
            default -> TestCase.passed(name, message.lines());
        };
    }

    private boolean isGate(BaselineResult baseline) {
        return comparison.gate().equals(Optional.of(baseline.label()));
    }

    /** The kind of the first change that nobody declared: changes come worst first. */
    private static String worst(MetricComparison metric) {
        boolean notComparable = metric.status() == ComparisonStatus.NOT_COMPARABLE;
        return metric.changes().stream()
                .filter(judged -> judged.standing() == Standing.UNDECLARED)
                .map(judged -> judged.change().kind())
                .filter(kind -> notComparable == (kind == ChangeKind.NOT_COMPARABLE))
                .map(ChangeKind::label)
                .findFirst()
                .orElseThrow();
    }
}
