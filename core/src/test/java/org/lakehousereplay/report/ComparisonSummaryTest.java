package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.report.ConsoleLine.Level;
import org.lakehousereplay.run.RunReport;

class ComparisonSummaryTest {

    @Test
    void theMostImportantComesFirstAndTheFiguresLast() {
        assertThat(text(SampleComparisons.everything())).isEqualTo("""
                        INFO Compared with 1.0.0 (org.example:shop:1.0.0), changes of level major must be declared
                        INFO 2.0.0-rc1 was passed over, since it is a pre-release.
                        ERROR ERROR weekend-coupon/views [compared with 1.0.0]: the query ran longer than 5 s
                        ERROR     src/main/lakehouse/weekend-coupon/views.sql:3: the query ran longer than 5 s. Make it faster or raise lakehouse.timeout. [QUERY_TIMEOUT]
                        ERROR     model:    src/main/lakehouse/weekend-coupon/views.sql
                        ERROR UNDECLARED weekend-coupon/gmv_10min [compared with 1.0.0]: rows-filtered-out (major, undeclared), description-changed (patch, tolerated)
                        ERROR     rows-filtered-out (major, undeclared): refunded orders do not count
                        ERROR       fixtures: lunch-peak (1 of 4)
                        ERROR       columns:  gmv, note
                        ERROR       largest:  gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app in lunch-peak
                        ERROR       declared: src/test/lakehouse/caliber-changes.yaml:12: Refunds are no revenue (decided by kim on 2026-11-02, holds until 2027-01-31)
                        ERROR       not covered: column note
                        ERROR       lunch-peak: 1 of 6 rows changed (2 cells), 1 of 6 rows removed
                        ERROR         changed cells:
                        ERROR           window_start         channel  column  baseline  candidate  delta  relative
                        ERROR           2024-05-18T12:00:00  app      gmv       100.00  97.00      -3.00    -3.0 %
                        ERROR           2024-05-18T12:00:00  app      note        NULL  x
                        ERROR         removed rows (in the baseline alone):
                        ERROR           window_start         channel   gmv  note
                        ERROR           2024-05-18T12:10:00  app      5.00  ""
                        ERROR     description-changed (patch, tolerated): `GMV` is `GMV without refunds`
                        ERROR     where it comes from in lunch-peak:
                        ERROR       gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app
                        ERROR         = -2.40 from 12 rows of orders that left with `status <> 'refunded'` added (src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7:9)
                        ERROR             row  order_id  status
                        ERROR               3  o-3       refunded
                        ERROR              14  o-14      refunded
                        ERROR         + -0.60 from 3 rows of events that entered with `JOIN` changed to `LEFT JOIN`
                        ERROR         + 0 unexplained
                        ERROR       not explained: 2 further cells that differ: the time limit of 30 s was reached
                        ERROR     model:    src/main/lakehouse/weekend-coupon/gmv_10min.sql
                        ERROR     declare:  mvn lakehouse:declare
                        ERROR UNDECLARED weekend-coupon/dau [compared with 1.0.0]: metric-removed (major, undeclared)
                        ERROR     declare:  mvn lakehouse:declare
                        ERROR NOT COMPARABLE weekend-coupon/traffic [compared with 1.0.0]: not-comparable (major, undeclared)
                        ERROR     not-comparable (major, undeclared): 1.0.0 has no source clicks
                        ERROR     model:    src/main/lakehouse/weekend-coupon/traffic.sql
                        ERROR     declare:  mvn lakehouse:declare
                        ERROR STALE declared changes: 1 entry does not hold
                        ERROR     src/test/lakehouse/caliber-changes.yaml:12: nothing matches the entry for weekend-coupon/ctr any more. Remove it. [CONFIGURATION_INVALID]
                        INFO DECLARED weekend-coupon/buyers [compared with 1.0.0]: re-timed (major, declared)
                        INFO     re-timed (major, declared): window of 10 minutes is 1 minute
                        INFO       fixtures: refund (1 of 4)
                        INFO       columns:  gmv, note
                        INFO       largest:  gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app in refund
                        INFO       declared: src/test/lakehouse/caliber-changes.yaml:12: Asked for by operations, ticket 12 (decided by kim on 2026-11-02, holds until 2027-01-31)
                        INFO       refund: 1 of 6 rows changed (2 cells), 1 of 6 rows removed
                        INFO     model:    src/main/lakehouse/weekend-coupon/buyers.sql
                        WARN TOLERATED weekend-coupon/arpu [compared with 1.0.0]: unobserved (patch, tolerated)
                        WARN     unobserved (patch, tolerated): the SQL differs
                        WARN       no fixture covers it: write one whose rows go through what was edited
                        WARN     model:    src/main/lakehouse/weekend-coupon/arpu.sql
                        INFO IDENTICAL weekend-coupon/ctr [compared with 1.0.0] (4 fixtures, the SQL is the same)
                        ERROR The step from 1.0.0 to 1.0.1 promises no more than patch changes, and there is a major one: the version must be 2.0.0 at least.
                        INFO Compared with 0.9.0 (org.example:shop:0.9.0) for information: 1 of 2 metrics not identical
                        INFO   weekend-coupon/gmv_10min [compared with 0.9.0]: rows-filtered-out (major, undeclared), description-changed (patch, tolerated)
                        WARN Compared with 0.8.0 for information: 0 of 0 metrics not identical
                        WARN   baseline 0.8.0: cannot be compared with
                        WARN     sources.sql is missing in 0.8.0. [SOURCES_MISSING]
                        ERROR Metrics compared: 7, identical: 1, tolerated: 1, declared: 1, not comparable: 1, undeclared: 2, errors: 1, entries that do not hold: 1
                        """);
    }

    @Test
    void nothingIsSaidOfARunThatWasComparedWithNothing() {
        assertThat(ComparisonSummary.lines(SampleReports.everything())).isEmpty();
    }

    @Test
    void whatIsIdenticalTakesALineForEachMetric() {
        assertThat(ComparisonSummary.lines(SampleComparisons.run(SampleComparisons.gate(
                        SampleComparisons.baseline("1.0.0", SampleComparisons.identical("ctr"))))))
                .containsExactly(
                        new ConsoleLine(
                                Level.INFO,
                                "Compared with 1.0.0 (org.example:shop:1.0.0), changes of level major must be declared"),
                        new ConsoleLine(
                                Level.INFO,
                                "IDENTICAL weekend-coupon/ctr [compared with 1.0.0] (4 fixtures, the SQL is the same)"),
                        new ConsoleLine(
                                Level.INFO,
                                "Metrics compared: 1, identical: 1, tolerated: 0, declared: 0, not comparable: 0,"
                                        + " undeclared: 0, errors: 0, entries that do not hold: 0"));
    }

    @Test
    void aFirstReleaseSaysSo() {
        assertThat(ComparisonSummary.lines(SampleComparisons.firstRelease()))
                .hasSize(2)
                .first()
                .isEqualTo(new ConsoleLine(
                        Level.WARN, "org.example:shop has no release yet: there is nothing to compare with."));
    }

    @Test
    void aLargeComparisonStaysReadable() {
        List<ConsoleLine> lines = ComparisonSummary.lines(SampleComparisons.large());

        assertThat(lines)
                .hasSizeLessThan(ComparisonSummary.WHOLE_MESSAGES * Message.MAXIMUM_LINES
                        + ComparisonSummary.TOLD_METRICS
                        + 10 * (ComparisonSummary.WHOLE_MESSAGES + 2)
                        + 10);
        assertThat(lines)
                .contains(new ConsoleLine(Level.ERROR, "… and 800 more metrics, see report.json"))
                .contains(new ConsoleLine(Level.INFO, "… and 4 more baselines, see report.json"));
    }

    @Test
    void noLineCanActOnATerminal() {
        assertThat(ComparisonSummary.lines(SampleComparisons.hostile()))
                .noneMatch(line -> VisibleText.hasInvisible(line.text()));
    }

    private static String text(RunReport report) {
        return ComparisonSummary.lines(report).stream()
                .map(line -> line.level() + " " + line.text() + "\n")
                .collect(Collectors.joining());
    }
}
