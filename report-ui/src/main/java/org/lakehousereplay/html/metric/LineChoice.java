package org.lakehousereplay.html.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lakehousereplay.html.store.DifferenceCount;
import org.lakehousereplay.html.store.FixtureCounts;
import org.lakehousereplay.html.store.LargestDelta;
import org.lakehousereplay.html.store.MetricRows;

/**
 * Which line is drawn: the measure with the largest difference, for the dimensions where it is; else the first number of
 * the first row that differs, or of the first row.
 *
 * @param fixture the number of the fixture
 * @param measure the number of the measure
 * @param row the number of a row with the dimensions
 */
record LineChoice(int fixture, int measure, long row) {

    /** The choice for all fixtures together; empty when no number can be drawn. */
    static Optional<LineChoice> of(
            MetricRows rows,
            List<FixtureCounts> counts,
            Map<Integer, DifferenceCount> differing,
            Optional<LargestDelta> largest) {
        if (largest.isPresent()) {
            return largest.map(LineChoice::of);
        }
        Optional<LineChoice> first = differing.entrySet().stream().findFirst().flatMap(entry -> number(rows)
                .map(measure ->
                        new LineChoice(entry.getKey(), measure, entry.getValue().first())));
        return first.or(() -> counts.stream()
                .filter(fixture -> fixture.rows() > 0)
                .findFirst()
                .flatMap(fixture -> of(rows, fixture)));
    }

    static LineChoice of(LargestDelta largest) {
        return new LineChoice(largest.fixture(), largest.measure(), largest.row());
    }

    /** The choice for a fixture on which no number differs. */
    static Optional<LineChoice> of(MetricRows rows, FixtureCounts fixture) {
        return number(rows)
                .map(measure -> new LineChoice(
                        fixture.fixture(), measure, fixture.firstChanged().orElse(fixture.start())));
    }

    private static Optional<Integer> number(MetricRows rows) {
        return IntStream.range(0, rows.measures().size())
                .filter(measure -> rows.measures().get(measure).numeric())
                .boxed()
                .findFirst();
    }
}
