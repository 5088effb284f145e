package org.lakehousereplay.caliber;

import java.util.List;

/**
 * One change of a metric between a baseline and the candidate. Public API: read by renderers.
 *
 * @param pipeline the pipeline of the metric
 * @param metric the metric
 * @param kind what kind of change it is
 * @param detail what changed, as one phrase for people, such as {@code window of 10 minutes is 1 minute}; may be empty
 * @param columns the columns that are concerned, in the order of the output; empty when whole rows are
 * @param fixtures the names of the fixtures that show it; empty when the declarations alone do
 * @param observed how it shows on fixtures; empty when the declarations alone show it or nothing was comparable
 */
public record CaliberChange(
        String pipeline,
        String metric,
        ChangeKind kind,
        String detail,
        List<String> columns,
        List<String> fixtures,
        List<OutputDifference> observed) {

    public CaliberChange {
        columns = List.copyOf(columns);
        fixtures = List.copyOf(fixtures);
        observed = List.copyOf(observed);
    }

    /** {@code pipeline/metric}. */
    public String subject() {
        return pipeline + "/" + metric;
    }
}
