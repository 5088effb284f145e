package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.Location;

class LawBrokenMessageTest {

    private static final RowKey APP = new RowKey(List.of(new Cell("channel", Optional.of("app"))));
    private static final ShownPaths PATHS = new ShownPaths(SampleReports.BASE);

    private static CellDifference gmv(String before, String after, String delta) {
        return new CellDifference(APP, "gmv", Optional.of(before), Optional.of(after), Optional.of(delta));
    }

    private static LawDifference changed(CellDifference cell, long rows) {
        return new LawDifference(rows, rows, List.of(cell), 0, List.of(), 0, List.of(), List.of());
    }

    @Test
    void tellsWhatWasDoneAndOnWhichRowsThatCanBeSeen() {
        LawWitness.InputRow row = new LawWitness.InputRow(
                "orders",
                Optional.of(Location.of(SampleReports.BASE.resolve("orders.csv"), 3)),
                List.of(
                        new Cell("id", Optional.of("2")),
                        new Cell("note", Optional.empty()),
                        new Cell("amount", Optional.of("10.00"))));
        LawBrokenMessage message = new LawBrokenMessage(
                new Finding.LawBroken(
                        "idempotent",
                        "the rows of orders (same id) were delivered twice",
                        "original",
                        "delivered twice",
                        changed(gmv("90.00", "180.00", "+90.00"), 2),
                        Optional.empty(),
                        Optional.of(
                                new LawWitness(List.of(row), 1, 5, true, changed(gmv("10.00", "20.00", "+10.00"), 1)))),
                PATHS);

        assertThat(message.phrase()).isEqualTo("law `idempotent` broken (2 rows differ)");
        assertThat(message.finding().acceptable()).isFalse();
        assertThat(message.lines())
                .containsExactly(
                        "  law `idempotent` is broken: the rows of orders (same id) were delivered twice",
                        "  rows that are not the same:",
                        "    channel  column  original  delivered twice   delta",
                        "    app      gmv        90.00           180.00  +90.00",
                        "    … and 1 more",
                        "  the smallest input that breaks it (1 of 5 rows):",
                        "    orders",
                        "      line          id  amount",
                        "      orders.csv:3   2   10.00",
                        "  on it:",
                        "    rows that are not the same:",
                        "      channel  column  original  delivered twice   delta",
                        "      app      gmv        10.00            20.00  +10.00");
    }

    @Test
    void tellsThatTheQueryFailed() {
        LawBrokenMessage message = new LawBrokenMessage(
                new Finding.LawBroken(
                        "idempotent",
                        "the rows of orders were delivered twice",
                        "original",
                        "delivered twice",
                        LawDifference.NONE,
                        Optional.of("More than one row returned by a subquery"),
                        Optional.empty()),
                PATHS);

        assertThat(message.phrase()).isEqualTo("law `idempotent` broken (the query fails)");
        assertThat(message.lines())
                .containsExactly(
                        "  law `idempotent` is broken: the rows of orders were delivered twice",
                        "  and then the query failed: More than one row returned by a subquery");
    }
}
