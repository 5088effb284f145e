package org.lakehousereplay.run;

import java.util.List;
import org.lakehousereplay.diagnostic.Problem;

/**
 * How the candidate compares with one baseline. Public API: read by renderers.
 *
 * @param label the name of the baseline, such as {@code 1.0.0} or {@code git:main}
 * @param origin where it came from, such as the coordinates of an artifact or the hash of a commit
 * @param metrics the results by pipeline and metric
 * @param problems what makes the baseline unfit as a whole, such as a pipeline that cannot be read
 */
public record BaselineResult(String label, String origin, List<MetricComparison> metrics, List<Problem> problems) {

    public BaselineResult {
        metrics = List.copyOf(metrics);
        problems = List.copyOf(problems);
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
