package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleComparisons.change;
import static org.lakehousereplay.report.SampleComparisons.judged;
import static org.lakehousereplay.report.SampleComparisons.lowerGmv;
import static org.lakehousereplay.report.SampleComparisons.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.caliber.Standing;
import org.lakehousereplay.run.ComparisonResult;
import org.lakehousereplay.run.MetricComparison;

class ComparisonMessageTest {

    @Test
    void aDifferenceThatBelongsToTwoChangesIsShownOnce() {
        MetricComparison metric = metric(
                "gmv",
                List.of(),
                judged(change("gmv", ChangeKind.RE_TIMED, "a", lowerGmv("noon")), Standing.UNDECLARED),
                judged(change("gmv", ChangeKind.VALUES_CHANGED, "b", lowerGmv("noon")), Standing.UNDECLARED));

        assertThat(of(metric))
                .containsOnlyOnce("      changed cells:")
                .contains("    noon: 1 of 6 rows changed (2 cells), 1 of 6 rows removed, as shown above");
    }

    @Test
    void theExplanationAndWhatToDoSurviveHoweverManyChangesThereAre() {
        MetricComparison metric = SampleComparisons.large()
                .comparison()
                .orElseThrow()
                .baselines()
                .get(0)
                .metrics()
                .get(0);

        List<String> lines = of(metric);

        assertThat(lines)
                .hasSize(Message.MAXIMUM_LINES)
                .contains("      + 0 unexplained")
                .contains("  … and explanations for 7 more fixtures, see report.json")
                .anyMatch(line -> line.startsWith("  … ") && line.endsWith(" left out, see report.json"))
                .last()
                .isEqualTo("  declare:  mvn lakehouse:declare");
        assertThat(lines.get(0)).endsWith(", …");
    }

    @Test
    void aLargeDifferenceTellsWhichKeysItTouches() {
        OutputDifference difference = new OutputDifference(
                "noon",
                5000,
                5000,
                0,
                0,
                2000,
                2000,
                false,
                List.of(),
                List.of(
                        new KeyExtent("window_start", 1500, List.of("2024-05-18T12:00:00", "2024-05-18T12:10:00")),
                        new KeyExtent("channel", 2, List.of("app", "web")),
                        new KeyExtent("city", 1, List.of("Wuhan")),
                        new KeyExtent("shop", 0, List.of())),
                List.of(),
                List.of(),
                List.of());

        assertThat(new DifferenceMessage(difference).phrase())
                .isEqualTo("noon: 2000 of 5000 rows changed (2000 cells)");
        assertThat(new DifferenceMessage(difference).lines())
                .containsExactly("  keys of the rows that differ: window_start from 2024-05-18T12:00:00 (1500 values),"
                        + " channel app to web (2 values), city Wuhan, shop NULL");
    }

    @Test
    void theLargestDeltaIsFoundOverAllFixturesWithItsKeyWhereThatIsKnown() {
        List<LargestDelta> largest = LargestDelta.of(List.of(
                withDeltas("noon", "-3.00", "2.00", List.of()),
                withDeltas("evening", "-9.00", "1.00", List.of(cellWith("-9.00"), cellWith("1.00"))),
                withDeltas("night", "-1.00", "8.00", List.of(cellWith("+8.00")))));

        assertThat(largest).singleElement().satisfies(delta -> assertThat(delta.render())
                .isEqualTo("gmv -9.00 (-3.0 %) at 2024-05-18T12:00:00, app in evening"));
        assertThat(LargestDelta.of(List.of(withDeltas("noon", "-3.00", "2.00", List.of())))
                        .get(0)
                        .render())
                .isEqualTo("gmv -3.00 in noon");
        assertThat(LargestDelta.of(List.of(withDeltas("night", "-1.00", "8.00", List.of(cellWith("+8.00")))))
                        .get(0)
                        .render())
                .isEqualTo("gmv +8.00 (-3.0 %) at 2024-05-18T12:00:00, app in night");
    }

    @Test
    void aReasonThatIsStillToBeWrittenIsTold() {
        MetricComparison metric = metric(
                "gmv",
                List.of(),
                judged(
                        new CaliberChange(
                                "weekend-coupon", "gmv", ChangeKind.RE_KEYED, "", List.of(), List.of(), List.of()),
                        Standing.UNDECLARED,
                        SampleComparisons.entry("gmv", ChangeKind.RE_KEYED, " ")));

        assertThat(of(metric))
                .contains("    declared: src/test/lakehouse/caliber-changes.yaml:12: no reason is given"
                        + " (decided by kim on 2026-11-02, holds until 2027-01-31)");
    }

    @Test
    void theVerdictIsAPhrase() {
        assertThat(verdict(SampleComparisons.identical("ctr"), SampleComparisons.identical("gmv")))
                .isEqualTo("all 2 metrics are identical");
        assertThat(verdict(SampleComparisons.unobserved()))
                .isEqualTo("1 of 1 metric changed in a way that needs no declaration");
        assertThat(verdict(SampleComparisons.declared()))
                .isEqualTo("1 of 1 metric changed, and every change is declared");
        assertThat(verdict(SampleComparisons.declared(), SampleComparisons.unobserved()))
                .isEqualTo("2 of 2 metrics changed, and every change is declared or needs no declaration");
        assertThat(verdict()).isEqualTo("no metric to compare");
        assertThat(verdict(SampleComparisons.undeclared(), SampleComparisons.notComparable()))
                .isEqualTo("1 of 2 metrics changed undeclared, 1 of 2 metrics not comparable");
    }

    private static String verdict(MetricComparison... metrics) {
        ComparisonResult comparison = SampleComparisons.gate(SampleComparisons.baseline("1.0.0", metrics));
        return ComparisonTotals.of(comparison).verdict();
    }

    private static List<String> of(MetricComparison metric) {
        return ComparisonMessage.of(SampleReports.BASE, "1.0.0", metric).lines();
    }

    private static ChangedCell cellWith(String delta) {
        return SampleComparisons.changed(SampleComparisons.NOON, "gmv", "1", "2", delta, "-0.03");
    }

    private static OutputDifference withDeltas(
            String fixture, String smallest, String largest, List<ChangedCell> first) {
        return new OutputDifference(
                fixture,
                6,
                6,
                0,
                0,
                2,
                2,
                false,
                List.of(
                        new ColumnDifference(
                                "gmv", 2, Optional.of(new BigDecimal(smallest)), Optional.of(new BigDecimal(largest))),
                        new ColumnDifference("note", 1, Optional.empty(), Optional.empty())),
                List.of(),
                first,
                List.of(),
                List.of());
    }
}
