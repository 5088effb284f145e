package org.lakehousereplay.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.diagnostic.Problem;

/**
 * How a metric compares with its baseline. Public API: read by renderers.
 *
 * @param pipeline the pipeline
 * @param metric the metric
 * @param modelFile the SQL file of the candidate; empty when the metric was removed
 * @param fixtures how many fixtures were compared
 * @param replayed whether the baseline was replayed; false when its SQL is the same and the candidate's outputs stand
 *     for both
 * @param changes the changes, worst first
 * @param explanations where the differences come from, by fixture
 * @param problems what kept the candidate from being compared
 * @param search the search for an input on which the versions differ, where no fixture shows a difference though the SQL
 *     differs; empty when it was not asked for
 */
public record MetricComparison(
        String pipeline,
        String metric,
        Optional<Path> modelFile,
        long fixtures,
        boolean replayed,
        List<JudgedChange> changes,
        List<Explanation> explanations,
        List<Problem> problems,
        Optional<InputSearch> search) {

    /** A metric for which no input was searched. */
    public MetricComparison(
            String pipeline,
            String metric,
            Optional<Path> modelFile,
            long fixtures,
            boolean replayed,
            List<JudgedChange> changes,
            List<Explanation> explanations,
            List<Problem> problems) {
        this(pipeline, metric, modelFile, fixtures, replayed, changes, explanations, problems, Optional.empty());
    }

    public MetricComparison {
        changes = List.copyOf(changes);
        explanations = List.copyOf(explanations);
        problems = List.copyOf(problems);
    }

    /** The worst that its changes amount to. */
    public ComparisonStatus status() {
        ComparisonStatus status = problems.isEmpty() ? ComparisonStatus.IDENTICAL : ComparisonStatus.ERROR;
        for (JudgedChange judged : changes) {
            status = status.worse(status(judged));
        }
        return status;
    }

    private static ComparisonStatus status(JudgedChange judged) {
        if (judged.standing() == Standing.UNDECLARED) {
            return judged.change().kind() == ChangeKind.NOT_COMPARABLE
                    ? ComparisonStatus.NOT_COMPARABLE
                    : ComparisonStatus.UNDECLARED;
        }
        return judged.standing() == Standing.DECLARED ? ComparisonStatus.DECLARED : ComparisonStatus.TOLERATED;
    }
}
