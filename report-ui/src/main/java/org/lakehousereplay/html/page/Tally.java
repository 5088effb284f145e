package org.lakehousereplay.html.page;

import java.util.Arrays;
import java.util.List;
import org.lakehousereplay.html.part.Badge;
import org.lakehousereplay.html.part.MetricState;
import org.lakehousereplay.html.text.Texts;

/**
 * How many metrics are in a state.
 *
 * @param badge the state
 * @param count how many
 */
public record Tally(Badge badge, long count) {

    /** All states, also those that no metric is in: none of them may be taken for another. */
    static List<Tally> of(List<MetricCase> cases, Texts texts) {
        return Arrays.stream(MetricState.values())
                .map(state -> new Tally(
                        Badge.of(state, texts),
                        cases.stream().filter(metric -> metric.state() == state).count()))
                .toList();
    }
}
