package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.RowKey;

class RowAttributionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String SOURCES = """
            CREATE TABLE orders (order_id INTEGER, user_id INTEGER, amount DECIMAL(12, 2), weight DOUBLE,
              status VARCHAR, paid_at TIMESTAMP);
            CREATE TABLE coupons (order_id INTEGER, coupon VARCHAR);
            """;

    private static final String DAILY = """
            /* @metric
            key: [day]
            */
            SELECT CAST(paid_at AS DATE) AS day, %s FROM orders WHERE %s GROUP BY ALL
            """;

    @TempDir
    private Path directory;

    private SubsetScene scene;

    @BeforeEach
    void scene() {
        scene = new SubsetScene(directory);
    }

    @AfterEach
    void close() throws SQLException {
        scene.close();
    }

    private void daily(String beforeValues, String beforeRows, String afterValues, String afterRows) {
        models(DAILY.formatted(beforeValues, beforeRows), DAILY.formatted(afterValues, afterRows));
    }

    private void models(String before, String after) {
        scene.version("before", "sources.sql", SOURCES, "daily.sql", before)
                .version("after", "sources.sql", SOURCES, "daily.sql", after);
    }

    private void orders(String... rows) {
        for (String row : rows) {
            scene.rows("orders", "VALUES (" + row + ")");
        }
    }

    private static List<ChangedCell> cells(String day, String... columns) {
        List<ChangedCell> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(new ChangedCell(
                    new RowKey(List.of(new Cell("day", Optional.of(day)))),
                    column,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return cells;
    }

    private Explanation explain(List<ChangedCell> cells) throws SQLException {
        return explain(cells, RowAttribution.USUAL_TRIALS, MINUTE);
    }

    private Explanation explain(List<ChangedCell> cells, long mostTrials, Duration limit) throws SQLException {
        try (SubsetReplay replay = scene.replay("daily", limit)) {
            return new RowAttribution(replay, 0, 1, mostTrials).explain("noon", cells);
        }
    }

    /** Each cell as {@code column: amount = rows source ROLE [numbers], ...; rest}. */
    private static List<String> told(Explanation explanation) {
        List<String> told = new ArrayList<>();
        for (Explanation.ExplainedCell cell : explanation.cells()) {
            List<String> parts = new ArrayList<>();
            for (Explanation.Part part : cell.parts()) {
                parts.add(part.amount().map(BigDecimal::toPlainString).orElse("?") + " = " + part.rows() + " "
                        + part.source() + " " + part.role() + " "
                        + part.first().stream()
                                .map(Explanation.InputRow::number)
                                .toList());
            }
            told.add(cell.cell().column() + ": " + String.join(", ", parts) + "; rest "
                    + cell.unexplained().map(BigDecimal::toPlainString).orElse("?"));
        }
        return told;
    }

    @Test
    void rows_let_in_and_filtered_out_add_up_to_the_difference() throws SQLException {
        daily(
                "sum(amount) AS gmv, count(*) AS orders",
                "status = 'paid'",
                "sum(amount) AS gmv, count(*) AS orders",
                "status IN ('paid', 'refunded') AND amount < 1000");
        orders(
                "1, 1, 10, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'refunded', TIMESTAMP '2024-05-18 13:00:00'",
                "3, 1, 1000, 0, 'paid', TIMESTAMP '2024-05-18 13:00:00'",
                "4, 1, 40, 0, 'refunded', TIMESTAMP '2024-05-18 14:00:00'",
                "5, 1, 80, 0, 'refunded', TIMESTAMP '2024-05-19 14:00:00'",
                "6, 1, 160, 0, 'open', TIMESTAMP '2024-05-18 14:00:00'");

        Explanation explanation = explain(cells("2024-05-18", "gmv", "orders"));

        assertThat(told(explanation))
                .containsExactly(
                        "gmv: 60.00 = 2 orders ENTERED [2, 4], -1000.00 = 1 orders LEFT [3]; rest 0.00",
                        "orders: 2 = 2 orders ENTERED [2, 4], -1 = 1 orders LEFT [3]; rest 0");
        assertThat(explanation.stopped()).isEmpty();
        assertThat(explanation.left()).isZero();
        assertThat(explanation.cells().get(0).parts().get(1).first().get(0).values())
                .contains(new Cell("amount", Optional.of("1000.00")), new Cell("status", Optional.of("paid")));
    }

    @Test
    void a_row_that_only_one_version_has_is_explained_like_any_other() throws SQLException {
        daily("sum(amount) AS gmv", "status = 'paid'", "sum(amount) AS gmv", "true");
        orders("1, 1, 10, 0, 'open', TIMESTAMP '2024-05-18 12:00:00'");

        assertThat(told(explain(cells("2024-05-18", "gmv"))))
                .containsExactly("gmv: 10.00 = 1 orders ENTERED [1]; rest 0.00");
    }

    @Test
    void rows_that_move_to_another_window_leave_the_one_and_enter_the_other() throws SQLException {
        models(
                DAILY.formatted("sum(amount) AS gmv", "true"),
                DAILY.formatted("sum(amount) AS gmv", "true")
                        .replace("paid_at AS DATE", "paid_at + INTERVAL 8 HOURS AS DATE"));
        orders(
                "1, 1, 10, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'paid', TIMESTAMP '2024-05-18 17:00:00'",
                "3, 1, 40, 0, 'paid', TIMESTAMP '2024-05-19 12:00:00'");
        List<ChangedCell> cells = new ArrayList<>(cells("2024-05-18", "gmv"));
        cells.addAll(cells("2024-05-19", "gmv"));

        assertThat(told(explain(cells)))
                .containsExactly(
                        "gmv: -20.00 = 1 orders LEFT [2]; rest 0.00", "gmv: 20.00 = 1 orders ENTERED [2]; rest 0.00");
    }

    @Test
    void rows_that_count_in_both_versions_differently_are_told_apart() throws SQLException {
        daily(
                "sum(amount) AS gmv",
                "true",
                "sum(CASE WHEN status = 'gift' THEN amount / 2 ELSE amount END) AS gmv",
                "true");
        orders(
                "1, 1, 10, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'gift', TIMESTAMP '2024-05-18 12:00:00'",
                "3, 1, 0, 0, 'gift', TIMESTAMP '2024-05-18 12:00:00'");

        assertThat(told(explain(cells("2024-05-18", "gmv"))))
                .singleElement()
                .asString()
                .startsWith("gmv: -10")
                .contains("= 1 orders COUNTED_DIFFERENTLY [2]; rest 0");
    }

    @Test
    void joined_rows_share_the_difference_that_they_make_together() throws SQLException {
        models(
                DAILY.formatted("sum(amount) AS gmv", "true"),
                DAILY.formatted("sum(amount) AS gmv", "true")
                        .replace("FROM orders", "FROM orders LEFT JOIN coupons USING (order_id)"));
        orders(
                "1, 1, 10, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'");
        scene.rows("coupons", "VALUES (1, 'once'), (2, 'a'), (2, 'b'), (3, 'stray')");

        Explanation explanation = explain(cells("2024-05-18", "gmv"));

        assertThat(told(explanation))
                .as("one of the two coupons would do no harm")
                .hasSize(1);
        assertThat(explanation.cells().get(0).unexplained())
                .hasValueSatisfying(rest -> assertThat(rest).isZero());
        assertThat(explanation.cells().get(0).parts())
                .extracting(Explanation.Part::source)
                .contains("orders", "coupons");
    }

    @Test
    void distinct_counts_name_the_rows_that_made_the_difference() throws SQLException {
        daily(
                "count(DISTINCT user_id) AS buyers",
                "status = 'paid'",
                "count(DISTINCT user_id) AS buyers",
                "status <> 'open'");
        orders(
                "1, 1, 10, 0, 'paid', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'refunded', TIMESTAMP '2024-05-18 13:00:00'",
                "3, 2, 20, 0, 'refunded', TIMESTAMP '2024-05-18 13:00:00'",
                "4, 2, 20, 0, 'refunded', TIMESTAMP '2024-05-18 13:00:00'",
                "5, 3, 20, 0, 'open', TIMESTAMP '2024-05-18 13:00:00'");

        assertThat(told(explain(cells("2024-05-18", "buyers"))))
                .as("user 2 alone is new; one of his two orders is enough for it")
                .singleElement()
                .asString()
                .startsWith("buyers: 1 = 1 orders ENTERED [")
                .endsWith("; rest 0");
    }

    @Test
    void what_does_not_add_up_is_shown_as_the_rest() throws SQLException {
        daily(
                "CAST(avg(amount) AS DECIMAL(12, 4)) AS mean",
                "status IN ('a', 'b')",
                "CAST(avg(amount) AS DECIMAL(12, 4)) AS mean",
                "status IN ('b', 'c')");
        orders(
                "1, 1, 10, 0, 'a', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'b', TIMESTAMP '2024-05-18 13:00:00'",
                "3, 1, 60, 0, 'c', TIMESTAMP '2024-05-18 13:00:00'");

        Explanation explanation = explain(cells("2024-05-18", "mean"));

        Explanation.ExplainedCell cell = explanation.cells().get(0);
        BigDecimal sum = cell.parts().stream()
                .map(part -> part.amount().orElseThrow())
                .reduce(cell.unexplained().orElseThrow(), BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("25");
        assertThat(cell.unexplained().orElseThrow()).isNotZero();
    }

    @Test
    void rounding_of_floating_sums_is_nobodys_row() throws SQLException {
        daily("sum(weight) AS kilos", "status = 'paid'", "sum(weight) AS kilos", "true");
        for (int order = 0; order < 40; order++) {
            orders(order + ", 1, 1, " + (order * 0.1) + ", '" + (order % 10 == 3 ? "late" : "paid")
                    + "', TIMESTAMP '2024-05-18 12:00:00'");
        }

        Explanation.ExplainedCell cell =
                explain(cells("2024-05-18", "kilos")).cells().get(0);

        assertThat(cell.parts()).singleElement().satisfies(part -> {
            assertThat(part.rows()).isEqualTo(4);
            assertThat(part.amount().orElseThrow().doubleValue())
                    .isCloseTo(7.2, org.assertj.core.data.Offset.offset(1e-6));
        });
        assertThat(cell.unexplained().orElseThrow()).isZero();
    }

    @Test
    void cells_that_are_no_numbers_have_rows_and_no_amounts() throws SQLException {
        daily("max(status) AS last", "status < 'x'", "max(status) AS last", "true");
        orders(
                "1, 1, 10, 0, 'a', TIMESTAMP '2024-05-18 12:00:00'",
                "2, 1, 20, 0, 'b', TIMESTAMP '2024-05-18 13:00:00'",
                "3, 1, 60, 0, 'z', TIMESTAMP '2024-05-18 13:00:00'");

        assertThat(told(explain(cells("2024-05-18", "last"))))
                .containsExactly("last: ? = 1 orders ENTERED [3], ? = 1 orders LEFT [2]; rest ?");
    }

    @Test
    void says_when_it_stopped_and_still_adds_up() throws SQLException {
        daily("sum(amount) AS gmv", "status = 'paid'", "sum(amount) AS gmv", "true");
        scene.rows(
                "orders",
                "SELECT i, i, 1, 0, CASE WHEN i % 3 = 0 THEN 'late' ELSE 'paid' END, TIMESTAMP '2024-05-18'"
                        + " FROM range(3000) t(i)");
        List<ChangedCell> cells = new ArrayList<>(cells("2024-05-18", "gmv"));

        Explanation explanation = explain(cells, 100, MINUTE);

        assertThat(explanation.stopped())
                .isEqualTo(
                        "it stopped after 100 replays on parts of the input; rows that were not told apart are counted"
                                + " together");
        assertThat(explanation.cells().get(0).parts().get(0)).satisfies(part -> {
            assertThat(part.role()).isEqualTo(Explanation.Role.ENTERED);
            assertThat(part.rows()).isBetween(900L, 1_001L);
        });
        assertThat(told(explanation)).singleElement().asString().endsWith("rest 0.00");
    }

    @Test
    void a_deadline_leaves_cells_unexplained_and_says_so() throws SQLException {
        daily("sum(amount) AS gmv", "status = 'paid'", "sum(amount) AS gmv", "true");
        scene.rows("orders", "SELECT i, i, 1, 0, 'late', TIMESTAMP '2024-05-18' FROM range(100000) t(i)");
        scene.connection();

        Explanation explanation = explain(cells("2024-05-18", "gmv"), 2_000, Duration.ofMillis(400));

        assertThat(explanation.stopped()).contains("the time for it was spent");
        assertThat(explanation.left() + explanation.cells().size()).isEqualTo(1);
    }
}
