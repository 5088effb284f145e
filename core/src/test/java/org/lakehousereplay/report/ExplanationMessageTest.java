package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lakehousereplay.report.SampleComparisons.NOON;
import static org.lakehousereplay.report.SampleComparisons.changed;
import static org.lakehousereplay.report.SampleComparisons.gmvAtNoon;
import static org.lakehousereplay.report.SampleReports.cell;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.Explanation.ExplainedCell;
import org.lakehousereplay.caliber.Explanation.InputRow;
import org.lakehousereplay.caliber.Explanation.Part;
import org.lakehousereplay.caliber.Explanation.Role;

class ExplanationMessageTest {

    private static final int PLENTY = 100;

    @Test
    void aSumNamesItsRowsTheEditAndItsPlace() {
        assertThat(lines(SampleComparisons.lowerGmvExplained("lunch-peak"), PLENTY))
                .containsExactly(
                        "  where it comes from in lunch-peak:",
                        "    gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app",
                        "      = -2.40 from 12 rows of orders that left with `status <> 'refunded'` added"
                                + " (src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql:7:9)",
                        "          row  order_id  status",
                        "            3  o-3       refunded",
                        "           14  o-14      refunded",
                        "      + -0.60 from 3 rows of events that entered with `JOIN` changed to `LEFT JOIN`",
                        "      + 0 unexplained",
                        "    not explained: 2 further cells that differ: the time limit of 30 s was reached");
    }

    @Test
    void theUnexplainedRestIsNeverHidden() {
        Explanation nothing = new Explanation(
                "noon",
                List.of(new ExplainedCell(gmvAtNoon(), List.of(), Optional.of(new BigDecimal("-3.00")))),
                0,
                "no edit was found");

        assertThat(lines(nothing, PLENTY))
                .containsExactly(
                        "  where it comes from in noon:",
                        "    gmv -3.00 (-3.0 %) at 2024-05-18T12:00:00, app",
                        "      = -3.00 unexplained",
                        "    stopped early: no edit was found");
    }

    @Test
    void whatIsNoNumberHasNoSum() {
        Part part = new Part("", Optional.empty(), "orders", Role.COUNTED_DIFFERENTLY, 1, Optional.empty(), List.of());
        Explanation text = new Explanation(
                "noon",
                List.of(new ExplainedCell(
                        changed(NOON, "city", "Wuhan", null, null, null), List.of(part), Optional.empty())),
                0,
                "");

        assertThat(lines(text, PLENTY))
                .containsExactly(
                        "  where it comes from in noon:",
                        "    city Wuhan -> NULL at 2024-05-18T12:00:00, app",
                        "      - 1 row of orders that counts differently");
    }

    @Test
    void whatIsShownAddsUpWhereverItIsCut() {
        List<Part> parts = new ArrayList<>();
        BigDecimal sum = new BigDecimal("0.001");
        for (int number = 1; number <= 20; number++) {
            BigDecimal amount = BigDecimal.valueOf(number * 7L - 100, 2);
            sum = sum.add(amount);
            parts.add(part(amount));
        }
        String delta = sum.toPlainString();
        ExplainedCell cell = new ExplainedCell(
                changed(NOON, "gmv", "0", delta, delta, null), parts, Optional.of(new BigDecimal("0.001")));

        for (int room = 7; room < 80; room++) {
            List<String> lines = lines(new Explanation("noon", Collections.nCopies(5, cell), 3, "time is up"), room);

            assertThat(lines).hasSizeLessThanOrEqualTo(room);
            assertThat(lines).anyMatch(line -> line.contains("from") && line.contains("further parts"));
            List<List<String>> sums = sums(lines);
            assertThat(sums).isNotEmpty();
            for (List<String> terms : sums) {
                assertThat(terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(sum);
            }
            int hidden = 5 - sums.size();
            if (hidden > 0) {
                assertThat(lines).anyMatch(line -> line.startsWith("    … and " + hidden + " more explained cell"));
            }
        }
    }

    @Test
    void aWideRowIsCut() {
        InputRow wide = new InputRow(
                1,
                IntStream.range(0, 30)
                        .mapToObj(number -> cell("column_" + number, "v"))
                        .toList());
        Part part = new Part(
                "",
                Optional.empty(),
                "orders",
                Role.LEFT,
                9,
                Optional.of(BigDecimal.ONE),
                List.of(wide, wide, wide, wide));
        Explanation explanation = new Explanation(
                "noon", List.of(new ExplainedCell(gmvAtNoon(), List.of(part), Optional.of(BigDecimal.ZERO))), 0, "");

        List<String> lines = lines(explanation, PLENTY);

        assertThat(lines).hasSize(8);
        assertThat(lines.get(3)).contains("column_7").doesNotContain("column_8").endsWith("… 22 more columns");
    }

    private static Part part(BigDecimal amount) {
        InputRow row = new InputRow(1, List.of(cell("order_id", "1")));
        return new Part("an edit", Optional.empty(), "orders", Role.LEFT, 1, Optional.of(amount), List.of(row));
    }

    private static List<String> lines(Explanation explanation, int room) {
        return new ExplanationMessage(new ShownPaths(SampleReports.BASE), explanation).lines(room);
    }

    /** The terms of each sum as they stand on the page. */
    private static List<List<String>> sums(List<String> lines) {
        List<List<String>> sums = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("      = ")) {
                sums.add(new ArrayList<>());
            }
            if (line.startsWith("      = ") || line.startsWith("      + ")) {
                sums.get(sums.size() - 1).add(line.substring(8).split(" ", 2)[0]);
            }
        }
        return sums;
    }
}
