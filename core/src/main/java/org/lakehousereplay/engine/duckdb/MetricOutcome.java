package org.lakehousereplay.engine.duckdb;

import java.time.Duration;
import java.util.List;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.NotComparable;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * What came of replaying a metric in an older version as well. For the entry points of the library.
 *
 * @param label the name of the older version
 * @param older the pipeline in the older version
 * @param candidate the pipeline in the candidate
 * @param before the metric in the older version
 * @param after the metric in the candidate
 * @param replayed whether the older version was replayed; false when it is computed in the same way
 * @param fixtures how many fixtures were compared
 * @param evidence the fixtures on which the outputs differ
 * @param notComparable the fixtures that the older version cannot be compared on
 * @param comparing how long it took to hold the outputs against each other
 */
public record MetricOutcome(
        String label,
        Pipeline older,
        Pipeline candidate,
        Model before,
        Model after,
        boolean replayed,
        long fixtures,
        List<Evidence> evidence,
        List<NotComparable> notComparable,
        Duration comparing) {

    public MetricOutcome {
        evidence = List.copyOf(evidence);
        notComparable = List.copyOf(notComparable);
    }
}
