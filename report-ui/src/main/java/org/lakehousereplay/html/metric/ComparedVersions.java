package org.lakehousereplay.html.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.MetricRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;
import org.lakehousereplay.html.store.MetricSubject;

/** Finds out what a metric was held against, and on which fixtures: where it was not, nothing is said. */
final class ComparedVersions {

    /** What the expectation is called among the versions. */
    static final String EXPECTED = "expected";

    private static final Set<String> WITHOUT_COUNTERPART = Set.of("re-keyed", "metric-added", "metric-removed");

    private ComparedVersions() {}

    static MetricSubject of(ReportRun run, PipelineRun pipeline, ModelText metric) {
        List<MetricSubject.Fixture> fixtures = new ArrayList<>();
        Set<String> produced = new LinkedHashSet<>();
        Set<String> asserted = new LinkedHashSet<>();
        for (FixtureRun fixture : pipeline.fixtures()) {
            Optional<MetricRun> result = result(fixture, metric);
            if (result.isEmpty()) {
                continue;
            }
            fixtures.add(new MetricSubject.Fixture(fixture.name(), fixture.timeZone()));
            if (!result.get().status().equals("ERROR")) {
                produced.add(fixture.name());
            }
            if (isAsserted(result.get())) {
                asserted.add(fixture.name());
            }
        }
        List<MetricSubject.Version> versions = new ArrayList<>();
        if (!asserted.isEmpty()) {
            versions.add(new MetricSubject.Version(EXPECTED, true, asserted));
        }
        for (BaselineRun baseline :
                run.comparison().map(ReportComparison::baselines).orElse(List.of())) {
            baseline.metrics().stream()
                    .filter(compared -> compared.pipeline().equals(pipeline.name())
                            && compared.name().equals(metric.name()))
                    .findFirst()
                    .filter(ComparedVersions::hasCounterpart)
                    .ifPresent(compared -> versions.add(
                            new MetricSubject.Version(baseline.label(), false, comparable(compared, produced))));
        }
        return new MetricSubject(
                pipeline.name(),
                metric.name(),
                metric.metric().orElseThrow().key(),
                metric.metric().orElseThrow().window().map(ReportRun.WindowDeclaration::column),
                fixtures,
                versions);
    }

    static Optional<MetricRun> result(FixtureRun fixture, ModelText metric) {
        return fixture.metrics().stream()
                .filter(result -> result.name().equals(metric.name()))
                .findFirst();
    }

    static boolean isAsserted(MetricRun result) {
        return result.expectedFile().isPresent()
                && (result.status().equals("PASSED") || result.status().equals("FAILED"))
                && result.findings().stream()
                        .noneMatch(finding -> finding.type().equals("MissingColumns"));
    }

    private static boolean hasCounterpart(ComparedMetric compared) {
        return !compared.status().equals("ERROR")
                && compared.changes().stream().noneMatch(change -> WITHOUT_COUNTERPART.contains(change.kind()));
    }

    private static Set<String> comparable(ComparedMetric compared, Set<String> produced) {
        Set<String> fixtures = new HashSet<>(produced);
        fixtures.removeAll(compared.changes().stream()
                .filter(change -> change.kind().equals("not-comparable"))
                .flatMap(change -> change.fixtures().stream())
                .collect(Collectors.toSet()));
        return fixtures;
    }
}
