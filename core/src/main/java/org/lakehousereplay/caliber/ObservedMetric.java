package org.lakehousereplay.caliber;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Model;

/**
 * Everything that is known of a metric in two versions. For the entry points, which have it classified.
 *
 * @param pipeline the pipeline
 * @param before the metric in the baseline
 * @param after the metric in the candidate
 * @param sqlDiffers whether it is computed in another way, in its own query or in what it reads
 * @param edits what was edited, a phrase for each edit, as far as the edits could be told apart
 * @param cause what the edits of the SQL tell, as far as they could be told apart
 * @param evidence the fixtures on which the outputs differ
 * @param notComparable the fixtures on which nobody knows
 */
public record ObservedMetric(
        String pipeline,
        Model before,
        Model after,
        boolean sqlDiffers,
        List<String> edits,
        Optional<Cause> cause,
        List<Evidence> evidence,
        List<NotComparable> notComparable) {

    public ObservedMetric {
        edits = List.copyOf(edits);
        evidence = List.copyOf(evidence);
        notComparable = List.copyOf(notComparable);
    }

    /** What the edits of the SQL have in common. */
    public enum Cause {
        /** They move rows to other times or windows. */
        TIME,
        /** They let rows count that did not count before, and keep none out. */
        LETS_IN,
        /** They keep rows out that counted before, and let none in. */
        KEEPS_OUT
    }
}
