package org.lakehousereplay.html.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.part.MetricSlug;
import org.lakehousereplay.html.part.MetricState;
import org.lakehousereplay.html.run.ReportComparison;
import org.lakehousereplay.html.run.ReportComparison.BaselineRun;
import org.lakehousereplay.html.run.ReportComparison.ComparedMetric;
import org.lakehousereplay.html.run.ReportRun;
import org.lakehousereplay.html.run.ReportRun.FixtureRun;
import org.lakehousereplay.html.run.ReportRun.MetricRun;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.PipelineRun;

/**
 * All that a run tells of a metric.
 *
 * @param pipeline its pipeline
 * @param name its name
 * @param model what it is computed by; empty when the candidate has it no more, or an older run is read
 * @param replays how it came out on each fixture
 * @param comparisons how it compares with each version, the gate first
 */
record MetricCase(
        PipelineRun pipeline, String name, Optional<ModelText> model, List<Replay> replays, List<Versus> comparisons) {

    /** On a fixture. */
    record Replay(FixtureRun fixture, MetricRun metric) {}

    /** Compared with a version; {@code gate} when its changes must be declared. */
    record Versus(BaselineRun baseline, boolean gate, ComparedMetric metric) {}

    /** Every metric of the run, by pipeline in the order of the file. */
    static List<MetricCase> of(ReportRun run) {
        List<MetricCase> cases = new ArrayList<>();
        for (PipelineRun pipeline : run.pipelines()) {
            Map<String, Optional<ModelText>> metrics = new LinkedHashMap<>();
            pipeline.models().stream()
                    .filter(model -> model.metric().isPresent())
                    .forEach(model -> metrics.put(model.name(), Optional.of(model)));
            pipeline.fixtures().stream()
                    .flatMap(fixture -> fixture.metrics().stream())
                    .forEach(metric -> metrics.putIfAbsent(metric.name(), Optional.empty()));
            baselines(run).stream()
                    .flatMap(baseline -> baseline.metrics().stream())
                    .filter(metric -> metric.pipeline().equals(pipeline.name()))
                    .forEach(metric -> metrics.putIfAbsent(metric.name(), Optional.empty()));
            metrics.forEach((name, model) -> cases.add(
                    new MetricCase(pipeline, name, model, replays(pipeline, name), comparisons(run, pipeline, name))));
        }
        return List.copyOf(cases);
    }

    static List<BaselineRun> baselines(ReportRun run) {
        return run.comparison().map(ReportComparison::baselines).orElse(List.of());
    }

    private static List<Replay> replays(PipelineRun pipeline, String name) {
        List<Replay> replays = new ArrayList<>();
        for (FixtureRun fixture : pipeline.fixtures()) {
            fixture.metrics().stream()
                    .filter(metric -> metric.name().equals(name))
                    .forEach(metric -> replays.add(new Replay(fixture, metric)));
        }
        return List.copyOf(replays);
    }

    private static List<Versus> comparisons(ReportRun run, PipelineRun pipeline, String name) {
        List<Versus> comparisons = new ArrayList<>();
        for (BaselineRun baseline : baselines(run)) {
            boolean gate = run.comparison().orElseThrow().gate().equals(Optional.of(baseline.label()));
            baseline.metrics().stream()
                    .filter(metric -> metric.pipeline().equals(pipeline.name())
                            && metric.name().equals(name))
                    .forEach(metric -> comparisons.add(new Versus(baseline, gate, metric)));
        }
        return List.copyOf(comparisons);
    }

    String slug() {
        return MetricSlug.of(pipeline.name(), name);
    }

    /** Against what is expected, over all fixtures. A metric of a pipeline that could not run is an error. */
    MetricState expectation() {
        if (replays.isEmpty()) {
            return pipeline.problems().isEmpty() || model.isEmpty() ? MetricState.NOT_RUN : MetricState.ERROR;
        }
        return replays.stream()
                .map(replay -> MetricState.ofExpectation(replay.metric().status()))
                .reduce(MetricState.NOT_RUN, MetricState::worse);
    }

    Optional<Versus> gate() {
        return comparisons.stream().filter(Versus::gate).findFirst();
    }

    /** Both together, the worse of them. */
    MetricState state() {
        MetricState expected = expectation();
        return gate().filter(gate -> !isNew(gate.metric()))
                .map(gate -> MetricState.ofComparison(gate.metric().status()))
                .map(expected::worse)
                .orElse(expected);
    }

    /** That nothing has to be declared of a new metric does not make it match anything. */
    private static boolean isNew(ComparedMetric metric) {
        return metric.status().equals("TOLERATED")
                && metric.changes().stream().allMatch(change -> change.kind().equals("metric-added"));
    }

    /** How many fixtures expect something of it. */
    long asserted() {
        return replays.stream()
                .filter(replay -> !replay.metric().status().equals("NOT_ASSERTED"))
                .count();
    }

    /** On how many fixtures it is not as expected. */
    long failed() {
        return replays.stream()
                .filter(replay -> replay.metric().status().equals("FAILED"))
                .count();
    }

    boolean differsFromExpectation() {
        return expectation() == MetricState.FAILED;
    }
}
