package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.run.RunReport;

class ComparisonMarkdownTest {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^(`{3,})text$.*?^\\1$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]*`");
    private static final Pattern HTML_CODE = Pattern.compile("<code>([\\p{L}\\p{N} /_.-]|&#[0-9]+;)*</code>");
    private static final Pattern LINK = Pattern.compile("\\[]\\([A-Za-z0-9%/_.~-]+(#L[0-9]+)?\\)");

    @Test
    void theVerdictComesFirstThenTheChangesThenWhatTheFixturesExpect() {
        assertThat(MarkdownSummary.render(SampleComparisons.everything())).isEqualTo("""
                        ## Lakehouse Replay: 1 error, 2 of 7 metrics changed undeclared, 1 of 7 metrics not comparable, 1 entry of the changes file does not hold, the version promises less change than there is

                        Compared with `1.0.0` (`org.example:shop:1.0.0`); changes of level major must be declared. Metrics compared: 7, identical: 1, tolerated: 1, declared: 1, not comparable: 1, undeclared: 2, errors: 1, entries that do not hold: 1.

                        `2.0.0-rc1 was passed over, since it is a pre-release.`

                        `The step from 1.0.0 to 1.0.1 promises no more than patch changes, and there is a major one: the version must be 2.0.0 at least.`

                        | metric | change | level | standing | rows | largest delta |
                        | --- | --- | --- | --- | --- | --- |
                        | `weekend-coupon/views` |  |  | error |  |  |
                        | `weekend-coupon/gmv_10min` | rows-filtered-out | major | undeclared | 2 of 6 | `gmv -3.00 (-3.0 %)` |
                        | `weekend-coupon/gmv_10min` | description-changed | patch | tolerated |  |  |
                        | `weekend-coupon/dau` | metric-removed | major | undeclared |  |  |
                        | `weekend-coupon/traffic` | not-comparable | major | not comparable |  |  |
                        | [`src/test/lakehouse/caliber-changes.yaml:12`](src/test/lakehouse/caliber-changes.yaml#L12) | `CONFIGURATION_INVALID` |  | stale |  |  |
                        | `weekend-coupon/buyers` | re-timed | major | declared | 2 of 6 | `gmv -3.00 (-3.0 %)` |
                        | `weekend-coupon/arpu` | unobserved | patch | tolerated |  |  |

                        What is meant is declared by `mvn lakehouse:declare`, with a reason for each change; what is not meant is a regression.

                        <details><summary><code>weekend-coupon/views</code> error</summary>

                        ```text
                        weekend-coupon/views [compared with 1.0.0]: the query ran longer than 5 s
                          src/main/lakehouse/weekend-coupon/views.sql:3: the query ran longer than 5 s. Make it faster or raise lakehouse.timeout. [QUERY_TIMEOUT]
                          model:    src/main/lakehouse/weekend-coupon/views.sql
                        ```

                        Files: [`src/main/lakehouse/weekend-coupon/views.sql`](src/main/lakehouse/weekend-coupon/views.sql)

                        </details>

                        <details><summary><code>weekend-coupon/gmv_10min</code> undeclared: rows-filtered-out, description-changed</summary>

                        ```text
                        weekend-coupon/gmv_10min [compared with 1.0.0]: rows-filtered-out (major, undeclared), description-changed (patch, tolerated)
                          rows-filtered-out (major, undeclared): refunded orders do not count
                            fixtures: lunch-peak (1 of 4)
                            columns:  gmv, note
                            largest:  gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app in lunch-peak
                            declared: src/test/lakehouse/caliber-changes.yaml:12: Refunds are no revenue (decided by kim on 2026-11-02, holds until 2027-01-31)
                            not covered: column note
                            lunch-peak: 1 of 6 rows changed (2 cells), 1 of 6 rows removed
                              changed cells:
                                window_start         channel  column  baseline  candidate  delta  relative
                                2024-05-18T12:00:00  app      gmv       100.00  97.00      -3.00    -3.0 %
                                2024-05-18T12:00:00  app      note        NULL  x
                              removed rows (in the baseline alone):
                                window_start         channel   gmv  note
                                2024-05-18T12:10:00  app      5.00  ""
                          description-changed (patch, tolerated): `GMV` is `GMV without refunds`
                          where it comes from in lunch-peak:
                            gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app
                              = -2.40 from 12 rows of orders that left with `status <> 'refunded'` added (src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7:9)
                                  row  order_id  status
                                    3  o-3       refunded
                                   14  o-14      refunded
                              + -0.60 from 3 rows of events that entered with `JOIN` changed to `LEFT JOIN`
                              + 0 unexplained
                            not explained: 2 further cells that differ: the time limit of 30 s was reached
                          model:    src/main/lakehouse/weekend-coupon/gmv_10min.sql
                          declare:  mvn lakehouse:declare
                        ```

                        Files: [`src/main/lakehouse/weekend-coupon/gmv_10min.sql`](src/main/lakehouse/weekend-coupon/gmv_10min.sql), [`src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7`](src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql#L7), [`src/test/lakehouse/caliber-changes.yaml:12`](src/test/lakehouse/caliber-changes.yaml#L12)

                        </details>

                        <details><summary><code>weekend-coupon/dau</code> undeclared: metric-removed</summary>

                        ```text
                        weekend-coupon/dau [compared with 1.0.0]: metric-removed (major, undeclared)
                          declare:  mvn lakehouse:declare
                        ```

                        </details>

                        <details><summary><code>weekend-coupon/traffic</code> not comparable: not-comparable</summary>

                        ```text
                        weekend-coupon/traffic [compared with 1.0.0]: not-comparable (major, undeclared)
                          not-comparable (major, undeclared): 1.0.0 has no source clicks
                          model:    src/main/lakehouse/weekend-coupon/traffic.sql
                          declare:  mvn lakehouse:declare
                        ```

                        Files: [`src/main/lakehouse/weekend-coupon/traffic.sql`](src/main/lakehouse/weekend-coupon/traffic.sql)

                        </details>

                        <details><summary>declared changes</summary>

                        ```text
                        declared changes: 1 entry does not hold
                          src/test/lakehouse/caliber-changes.yaml:12: nothing matches the entry for weekend-coupon/ctr any more. Remove it. [CONFIGURATION_INVALID]
                        ```

                        Files: [`src/test/lakehouse/caliber-changes.yaml:12`](src/test/lakehouse/caliber-changes.yaml#L12)

                        </details>

                        <details><summary><code>weekend-coupon/buyers</code> declared: re-timed</summary>

                        ```text
                        weekend-coupon/buyers [compared with 1.0.0]: re-timed (major, declared)
                          re-timed (major, declared): window of 10 minutes is 1 minute
                            fixtures: refund (1 of 4)
                            columns:  gmv, note
                            largest:  gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app in refund
                            declared: src/test/lakehouse/caliber-changes.yaml:12: Asked for by operations, ticket 12 (decided by kim on 2026-11-02, holds until 2027-01-31)
                            refund: 1 of 6 rows changed (2 cells), 1 of 6 rows removed
                              changed cells:
                                window_start         channel  column  baseline  candidate  delta  relative
                                2024-05-18T12:00:00  app      gmv       100.00  97.00      -3.00    -3.0 %
                                2024-05-18T12:00:00  app      note        NULL  x
                              removed rows (in the baseline alone):
                                window_start         channel   gmv  note
                                2024-05-18T12:10:00  app      5.00  ""
                          where it comes from in refund:
                            gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app
                              = -2.40 from 12 rows of orders that left with `status <> 'refunded'` added (src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7:9)
                                  row  order_id  status
                                    3  o-3       refunded
                                   14  o-14      refunded
                              + -0.60 from 3 rows of events that entered with `JOIN` changed to `LEFT JOIN`
                              + 0 unexplained
                            not explained: 2 further cells that differ: the time limit of 30 s was reached
                          model:    src/main/lakehouse/weekend-coupon/buyers.sql
                        ```

                        Files: [`src/main/lakehouse/weekend-coupon/buyers.sql`](src/main/lakehouse/weekend-coupon/buyers.sql), [`src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7`](src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql#L7), [`src/test/lakehouse/caliber-changes.yaml:12`](src/test/lakehouse/caliber-changes.yaml#L12)

                        </details>

                        <details><summary><code>weekend-coupon/arpu</code> tolerated: unobserved</summary>

                        ```text
                        weekend-coupon/arpu [compared with 1.0.0]: unobserved (patch, tolerated)
                          unobserved (patch, tolerated): the SQL differs
                            no fixture covers it: write one whose rows go through what was edited
                          model:    src/main/lakehouse/weekend-coupon/arpu.sql
                        ```

                        Files: [`src/main/lakehouse/weekend-coupon/arpu.sql`](src/main/lakehouse/weekend-coupon/arpu.sql)

                        </details>

                        Also compared with `0.9.0` (`org.example:shop:0.9.0`), for information: 1 of 2 metrics not identical.

                        Also compared with `0.8.0`, for information: error.

                        ### What the fixtures expect: the asserted metric came out as expected

                        Fixtures: 1, metrics asserted: 1, passed: 1, failed: 0, errors: 0, not asserted: 0.
                        """);
    }

    @Test
    void nothingChangedIsASentence() {
        assertThat(MarkdownSummary.render(SampleComparisons.run(SampleComparisons.gate(
                        SampleComparisons.baseline("1.0.0", SampleComparisons.identical("ctr"))))))
                .isEqualTo("""
                        ## Lakehouse Replay: the metric is identical

                        Compared with `1.0.0` (`org.example:shop:1.0.0`); changes of level major must be declared. \
                        Metrics compared: 1, identical: 1, tolerated: 0, declared: 0, not comparable: 0, undeclared: 0, \
                        errors: 0, entries that do not hold: 0.

                        ### What the fixtures expect: the asserted metric came out as expected

                        Fixtures: 1, metrics asserted: 1, passed: 1, failed: 0, errors: 0, not asserted: 0.
                        """);
    }

    @Test
    void aFirstReleaseSaysSo() {
        assertThat(MarkdownSummary.render(SampleComparisons.firstRelease())).startsWith("""
                        ## Lakehouse Replay: no baseline to compare with

                        `org.example:shop has no release yet: there is nothing to compare with.`

                        ### What the fixtures expect:\
                        """);
    }

    @Test
    void namesAndValuesAreNeverMarkup() {
        String markdown = MarkdownSummary.render(SampleComparisons.hostile());

        String outside =
                CODE_SPAN.matcher(CODE_BLOCK.matcher(markdown).replaceAll("")).replaceAll("");
        outside = LINK.matcher(HTML_CODE.matcher(outside).replaceAll("")).replaceAll("");
        outside = outside.replace("<details><summary>", "")
                .replace("</summary>", "")
                .replace("</details>", "");
        assertThat(outside).doesNotContain("<", "@", "[", "`", "{", "&");
        assertThat(outside.lines().filter(line -> line.startsWith("|"))).allMatch(line -> List.of(5L, 7L)
                .contains(line.chars().filter(character -> character == '|').count()));
        assertThat(markdown.codePoints().filter(codePoint -> codePoint != '\n')).noneMatch(VisibleText::isInvisible);
    }

    @Test
    void aLargeComparisonFitsIntoACommentTogetherWithAVerification() {
        RunReport compared = SampleComparisons.large();
        RunReport verified = SampleReports.large();
        RunReport both = new RunReport(
                compared.baseDirectory(),
                compared.provenance(),
                compared.engine(),
                verified.pipelines(),
                List.of(),
                compared.comparison(),
                compared.duration());

        assertThat(MarkdownSummary.render(compared))
                .hasSizeLessThan(MarkdownSummary.MAXIMUM_CHARACTERS)
                .contains("… and 9900 more rows.")
                .containsPattern("… and 9[0-9]{2} more messages, see `report.json`[.]\n")
                .contains("… and 4 more baselines.")
                .contains("### What the fixtures expect: the asserted metric came out as expected");
        assertThat(MarkdownSummary.render(both))
                .hasSizeLessThan(MarkdownSummary.MAXIMUM_CHARACTERS)
                .contains("\n<details><summary><code>weekend-coupon/gmv_0</code>")
                .contains("\n```text\ngmv_0 [weekend-coupon/fixture-0]: 2 cells in 1 of 6 rows differ");
    }

    @Test
    void aMessageThatIsTooLongIsToldBriefly() {
        String markdown = ComparisonMarkdown.render(
                SampleReports.BASE,
                SampleComparisons.gate(SampleComparisons.baseline("1.0.0", SampleComparisons.undeclared())),
                3_000);

        assertThat(markdown).hasSizeLessThan(3_000).contains("rows-filtered-out (major, undeclared): refunded");
        assertThat(markdown).doesNotContain("= -2.40 from 12 rows");
    }
}
