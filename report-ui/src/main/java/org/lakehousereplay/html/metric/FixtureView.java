package org.lakehousereplay.html.metric;

import java.util.List;
import java.util.Optional;

/**
 * A metric on a fixture, rendered by {@code metric/explorer.jte}.
 *
 * @param name the fixture
 * @param summary what there is, in a sentence
 * @param line its time line; empty when the metric has no window or no number
 * @param table its rows
 * @param command how the first window that differs is replayed
 * @param evidence the raw rows behind windows that differ
 */
public record FixtureView(
        String name,
        String summary,
        Optional<TimeLine> line,
        RowsTable table,
        Optional<String> command,
        List<EvidenceView> evidence) {

    public FixtureView {
        evidence = List.copyOf(evidence);
    }
}
