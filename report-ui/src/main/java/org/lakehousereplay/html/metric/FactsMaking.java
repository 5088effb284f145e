package org.lakehousereplay.html.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lakehousereplay.html.store.DifferenceCount;
import org.lakehousereplay.html.store.FixtureCounts;
import org.lakehousereplay.html.store.LargestDelta;
import org.lakehousereplay.html.store.MetricRows;
import org.lakehousereplay.html.store.ShownRow;
import org.lakehousereplay.html.store.ShownRows;
import org.lakehousereplay.html.store.TimeLineData;
import org.lakehousereplay.html.text.Texts;
import org.lakehousereplay.report.SignedNumber;
import org.lakehousereplay.report.VisibleText;

/** Finds what the overview tells about a metric. */
final class FactsMaking {

    private static final int SPARKLINE_PLACES = 56;

    private final MetricRows rows;
    private final List<FixtureCounts> counts;
    private final Texts texts;

    FactsMaking(MetricRows rows, List<FixtureCounts> counts, Texts texts) {
        this.rows = rows;
        this.counts = counts;
        this.texts = texts;
    }

    static MetricFacts nothing() {
        return new MetricFacts(
                0, 0, Optional.empty(), Optional.empty(), 0, new Sparkline(120, 24, "", "", List.of(), ""));
    }

    MetricFacts make() {
        int version = 0;
        Map<Integer, DifferenceCount> differing = new TreeMap<>();
        // The expectation stands first, behind it the version of the gate; further versions are for comparison only.
        for (int number = 0; number < Math.min(2, rows.subject().versions().size()) && differing.isEmpty(); number++) {
            if (number == 0 || rows.subject().versions().get(0).expectation()) {
                version = number;
                differing = DifferenceCount.of(rows, number);
            }
        }
        Optional<LargestDelta> largest = differing.isEmpty()
                ? Optional.empty()
                : LargestDelta.of(rows, version).values().stream().max(LargestDelta.ORDER);
        int chosen = version;
        Optional<MetricFacts.Difference> first = differing.entrySet().stream()
                .findFirst()
                .flatMap(entry -> row(entry.getKey(), entry.getValue().first()))
                .map(row -> difference(row, chosen, firstMeasure(row, chosen)));
        Optional<MetricFacts.Difference> farthest = largest.flatMap(delta ->
                row(delta.fixture(), delta.row()).map(row -> difference(row, chosen, Optional.of(delta.measure()))));
        return new MetricFacts(
                counts.stream().mapToLong(FixtureCounts::rows).sum(),
                differing.values().stream().mapToLong(DifferenceCount::rows).sum(),
                first,
                farthest,
                counts.stream().mapToLong(FixtureCounts::anomalies).sum(),
                sparkline(chosen, differing, largest));
    }

    private Optional<ShownRow> row(int fixture, long number) {
        return new ShownRows(rows)
                .numbered(Set.of(fixture), Set.of(number)).stream().findFirst();
    }

    private static Optional<Integer> firstMeasure(ShownRow row, int version) {
        ShownRow.InVersion found = row.versions().get(version);
        if (found.kind() != ShownRow.Kind.CHANGED) {
            return Optional.empty();
        }
        for (int measure = 0; measure < found.cells().size(); measure++) {
            if (found.cells().get(measure).isPresent()) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    private MetricFacts.Difference difference(ShownRow row, int version, Optional<Integer> measure) {
        Optional<ShownRow.Cell> cell =
                measure.flatMap(number -> row.versions().get(version).cells().get(number));
        Optional<String> delta = cell.flatMap(ShownRow.Cell::delta);
        return new MetricFacts.Difference(
                rows.subject().fixtures().get(row.fixture()).name(),
                ExplorerMaking.key(rows, row),
                measure.map(number -> rows.measures().get(number).name()).orElse(""),
                delta.map(SignedNumber::ofDelta),
                measure.filter(number -> rows.measures().get(number).numeric())
                        .flatMap(number -> relative(delta, cell)));
    }

    private static Optional<String> relative(Optional<String> delta, Optional<ShownRow.Cell> cell) {
        Optional<BigDecimal> other = cell.flatMap(found -> number(found.value()));
        Optional<BigDecimal> amount = delta.flatMap(FactsMaking::number);
        if (other.isEmpty() || amount.isEmpty() || other.get().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(SignedNumber.percent(
                amount.get().divide(other.get().abs(), MathContext.DECIMAL32).stripTrailingZeros()));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.ofNullable(text).map(BigDecimal::new);
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    private Sparkline sparkline(int version, Map<Integer, DifferenceCount> differing, Optional<LargestDelta> largest) {
        Optional<LineChoice> choice = LineChoice.of(rows, counts, differing, largest);
        List<TimeLineData.Wanted> wanted = choice.stream()
                .map(found -> new TimeLineData.Wanted(
                        counts.get(found.fixture()), found.row(), found.measure(), Optional.empty()))
                .toList();
        Optional<TimeLineData> data = TimeLineData.read(rows, wanted, SPARKLINE_PLACES).values().stream()
                .findFirst();
        if (data.isEmpty()) {
            return nothing().sparkline();
        }
        long differs =
                differing.values().stream().mapToLong(DifferenceCount::rows).sum();
        String description = texts.get(
                "metric.sparkline",
                VisibleText.ofColumn(rows.measures().get(choice.get().measure()).name()),
                VisibleText.ofName(
                        rows.subject().fixtures().get(choice.get().fixture()).name()),
                differs);
        boolean compared = version < rows.subject().versions().size();
        return TimeLineDrawing.sparkline(data.get(), compared ? Optional.of(version) : Optional.empty(), description);
    }
}
