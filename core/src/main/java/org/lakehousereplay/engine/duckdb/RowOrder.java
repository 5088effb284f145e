package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;

/** Compares the order of rows, for metrics to whose output it belongs. */
final class RowOrder {

    private final Connection connection;
    private final KeyedMetric metric;

    RowOrder(Connection connection, KeyedMetric metric) {
        this.connection = connection;
        this.metric = metric;
    }

    /**
     * The FROM and WHERE of the rows that are on both sides and stand in another place.
     *
     * @param chosen a condition on the actual rows, which are called {@code a}
     */
    static String displaced(KeyedMetric metric, String chosen) {
        String names = metric.keys().stream()
                .map(key -> ", a." + Sql.name(key.name()) + " AS " + Sql.name(key.name()))
                .collect(Collectors.joining());
        String both =
                "SELECT a._fixture AS _fixture, a.rowid AS _lakehouse_actual_row, e.rowid AS _lakehouse_expected_row"
                        + names + " FROM "
                        + metric.actualTable() + " a JOIN " + metric.expectedTable() + " e ON "
                        + metric.sameRow("a", "e") + " WHERE " + chosen;
        String placed =
                "(SELECT *, row_number() OVER (PARTITION BY _fixture ORDER BY _lakehouse_actual_row) AS _lakehouse_actual_place,"
                        + " row_number() OVER (PARTITION BY _fixture ORDER BY _lakehouse_expected_row) AS _lakehouse_expected_place FROM ("
                        + both
                        + "))";
        return " FROM " + placed + " x JOIN " + placed + " y ON x._fixture = y._fixture"
                + " AND x._lakehouse_actual_place = y._lakehouse_expected_place"
                + " WHERE x._lakehouse_actual_place <> x._lakehouse_expected_place";
    }

    /** Rows of an ordered metric that are on both sides and stand in another order. */
    void find(Map<Integer, FixtureState> fixtures) throws SQLException {
        String query = "SELECT x._fixture, x._lakehouse_actual_place, count(*) OVER (PARTITION BY"
                + " x._fixture)" + metric.texts("x") + metric.texts("y")
                + displaced(metric, KeyedMetric.ofFixtures("a._fixture", fixtures))
                + " QUALIFY row_number() OVER (PARTITION BY x._fixture ORDER BY x._lakehouse_actual_place) <= "
                + KeyedMetric.KEPT
                + " ORDER BY x._fixture, x._lakehouse_actual_place";
        Map<Integer, List<Finding.Displacement>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(3));
                RowKey actual = metric.key(rows, 4);
                RowKey expected = metric.key(rows, 4 + metric.keys().size());
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>())
                        .add(new Finding.Displacement(rows.getLong(2), expected, actual));
            }
        }
        first.forEach((number, rows) -> fixtures.get(number)
                .metric(metric.model())
                .findings()
                .add(new Finding.WrongOrder(totals.get(number), rows)));
    }
}
