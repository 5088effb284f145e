package org.lakehousereplay.run;

import java.util.List;
import org.lakehousereplay.diagnostic.Problem;

/**
 * How the candidate compares with one baseline. Public API: read by renderers.
 *
 * @param label the name of the baseline, such as {@code 1.0.0} or {@code git:main}
 * @param origin where it came from, such as the coordinates of an artifact or the hash of a commit
 * @param pipelines the pipelines that either version has and both can read, by name
 * @param metrics the results by pipeline and metric
 * @param problems what makes the baseline unfit as a whole, such as a pipeline that cannot be read
 */
public record BaselineResult(
        String label,
        String origin,
        List<PipelineVersion> pipelines,
        List<MetricComparison> metrics,
        List<Problem> problems) {

    public BaselineResult {
        pipelines = List.copyOf(pipelines);
        metrics = List.copyOf(metrics);
        problems = List.copyOf(problems);
    }

    /** A baseline of whose pipelines nothing is told. */
    public BaselineResult(String label, String origin, List<MetricComparison> metrics, List<Problem> problems) {
        this(label, origin, List.of(), metrics, problems);
    }

    /** The same with what is told of the pipelines. */
    public BaselineResult withPipelines(List<PipelineVersion> versions) {
        return new BaselineResult(label, origin, versions, metrics, problems);
    }

    /** The worst status of its metrics; ERROR when the baseline itself has a problem. */
    public ComparisonStatus status() {
        ComparisonStatus status = problems.isEmpty() ? ComparisonStatus.IDENTICAL : ComparisonStatus.ERROR;
        for (MetricComparison metric : metrics) {
            status = status.worse(metric.status());
        }
        return status;
    }
}
