package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownSummaryTest {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^(`{3,})text$.*?^\\1$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]*`");

    @Test
    void aGoodRunIsASentence() {
        assertThat(MarkdownSummary.render(SampleReports.run(SampleReports.pipeline(
                        "weekend-coupon",
                        SampleReports.fixture("weekend-coupon", "lunch-peak", SampleReports.passed("buyers"))))))
                .isEqualTo("""
                        ## Lakehouse Replay: the asserted metric came out as expected

                        Fixtures: 1, metrics asserted: 1, passed: 1, failed: 0, errors: 0, not asserted: 0.
                        """);
    }

    @Test
    void whatIsNotFineIsListedAndShown() {
        assertThat(MarkdownSummary.render(SampleReports.everything()))
                .startsWith("## Lakehouse Replay: 4 errors, and 1 of 3 asserted metrics did not come out as expected\n")
                .contains("| `broken` |  |  | error |\n")
                .contains("| `weekend-coupon` | `lunch-peak` | `gmv_10min` | failed |\n")
                .contains("\n```text\ngmv_10min [weekend-coupon/lunch-peak]: 2 cells in 1 of 6 rows differ")
                .doesNotContain("buyers");
    }

    @Test
    void namesAndValuesAreNeverMarkup() {
        String markdown = MarkdownSummary.render(SampleReports.hostile());

        String outsideOfCode =
                CODE_SPAN.matcher(CODE_BLOCK.matcher(markdown).replaceAll("")).replaceAll("");
        assertThat(outsideOfCode).doesNotContain("<", "@", "[", "`", "{", "&");
        assertThat(outsideOfCode.lines().filter(line -> line.startsWith("|")))
                .allMatch(line ->
                        line.chars().filter(character -> character == '|').count() == 5);
        assertThat(markdown.codePoints().filter(codePoint -> codePoint != '\n')).noneMatch(VisibleText::isInvisible);
    }

    @Test
    void aLargeRunFitsIntoAComment() {
        String markdown = MarkdownSummary.render(SampleReports.large());

        assertThat(markdown)
                .hasSizeLessThan(MarkdownSummary.MAXIMUM_CHARACTERS)
                .contains("… and 4900 more rows.")
                .containsPattern("… and 4[0-9]{3} more messages, see `report.json`[.]\n$");
    }
}
