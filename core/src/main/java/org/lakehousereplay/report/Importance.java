package org.lakehousereplay.report;

import java.util.Comparator;
import java.util.List;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.run.MetricComparison;

/** The order in which a reader should see how metrics compare: what is worst first, else as the run tells it. */
final class Importance {

    private static final Comparator<MetricComparison> WORST_FIRST = Comparator.comparing(MetricComparison::status)
            .thenComparing(Importance::level)
            .reversed();

    private Importance() {}

    static List<MetricComparison> sorted(List<MetricComparison> metrics) {
        return metrics.stream().sorted(WORST_FIRST).toList();
    }

    /** The level of the worst change that is not declared, else of the worst one. */
    private static ChangeLevel level(MetricComparison metric) {
        boolean undeclared = metric.changes().stream().anyMatch(Importance::isUndeclared);
        return metric.changes().stream()
                .filter(judged -> !undeclared || isUndeclared(judged))
                .map(judged -> judged.change().kind().level())
                .max(Comparator.naturalOrder())
                .orElse(ChangeLevel.PATCH);
    }

    private static boolean isUndeclared(JudgedChange judged) {
        return judged.standing() == Standing.UNDECLARED;
    }
}
