package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Window;

/** Finds what differences of numbers have in common: totals that stay, and factors. */
final class DifferenceShape {

    private final Connection connection;
    private final VersionDifference difference;
    private final KeyedMetric metric;

    DifferenceShape(Connection connection, VersionDifference difference) {
        this.connection = connection;
        this.difference = difference;
        this.metric = difference.metric();
    }

    /** Which columns moved, and which of them add up to the same over all windows. */
    void readTotals(Map<Integer, Set<String>> moved, Map<Integer, Set<String>> conserved) throws SQLException {
        Optional<Window> window = metric.declaration().window();
        if (window.isEmpty() || difference.numbers().isEmpty()) {
            return;
        }
        String dimensions = metric.keys().stream()
                .filter(key -> !key.name().equalsIgnoreCase(window.get().column()))
                .map(key -> ", " + Sql.name(key.name()))
                .collect(Collectors.joining());
        List<String> inner = new ArrayList<>();
        List<String> outer = new ArrayList<>();
        for (int index = 0; index < difference.numbers().size(); index++) {
            String candidate = "coalesce("
                    + metric.candidateName(difference.numbers().get(index).after()) + ", 0)";
            String baseline = "coalesce("
                    + metric.baselineName(difference.numbers().get(index).after()) + ", 0)";
            inner.add("bool_or(" + candidate + " <> " + baseline + ") AS m" + index);
            inner.add("abs(sum(" + candidate + ") - sum(" + baseline + ")) <= "
                    + slack(difference.numbers().get(index), candidate) + " AS c" + index);
            outer.add("bool_or(m" + index + ")");
            outer.add("bool_and(c" + index + ")");
        }
        String query = "SELECT _fixture, " + String.join(", ", outer) + " FROM (SELECT _fixture" + dimensions + ", "
                + String.join(", ", inner) + " FROM " + difference.table() + " GROUP BY _fixture" + dimensions
                + ") GROUP BY _fixture";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Set<String> movedHere = new HashSet<>();
                Set<String> conservedHere = new HashSet<>();
                for (int index = 0; index < difference.numbers().size(); index++) {
                    if (rows.getBoolean(2 + 2 * index)) {
                        movedHere.add(difference.numbers().get(index).after().name());
                        if (rows.getBoolean(3 + 2 * index)) {
                            conservedHere.add(
                                    difference.numbers().get(index).after().name());
                        }
                    }
                }
                moved.put(rows.getInt(1), movedHere);
                conserved.put(rows.getInt(1), conservedHere);
            }
        }
    }

    /** Sums of floating difference.numbers() depend on the order of the rows. */
    private static String slack(ComparedColumn column, String value) {
        boolean floats = ValueConversion.FLOATS.contains(column.after().type())
                || ValueConversion.FLOATS.contains(column.before().type());
        return floats ? "1e-9 * sum(abs(" + value + "))" : "0";
    }

    /**
     * The columns all of whose values are multiplied by one factor: every row is in both versions, every value that is
     * not 0 differs, at least two different values do, and their ratios are the same up to rounding.
     */
    Map<Integer, Set<String>> scaled(Map<Integer, DifferenceCounts.Counts> counts) throws SQLException {
        Map<Integer, Set<String>> scaled = new HashMap<>();
        for (ComparedColumn column : difference.numbers()) {
            String candidate = "CAST(" + metric.candidateName(column.after()) + " AS DOUBLE)";
            String baseline = "CAST(" + metric.baselineName(column.after()) + " AS DOUBLE)";
            String query = "SELECT d._fixture FROM (SELECT _fixture, count(*) AS differing, min(" + candidate + " / "
                    + baseline + ") AS least, max(" + candidate + " / " + baseline + ") AS most, count(DISTINCT "
                    + baseline + ") AS distinct_values FROM " + difference.table() + " WHERE list_contains(_columns, "
                    + Sql.text(column.after().name()) + ") GROUP BY _fixture HAVING bool_and(coalesce(" + baseline
                    + " <> 0 AND " + candidate + " <> 0, false))) d JOIN (SELECT _fixture, count(*) AS nonzero FROM "
                    + metric.actualTable() + " WHERE " + Sql.name(column.after().name())
                    + " <> 0 GROUP BY _fixture) n ON n._fixture = d._fixture WHERE d.differing = n.nonzero"
                    + " AND distinct_values > 1 AND most - least <= 1e-6 * abs(most)";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    DifferenceCounts.Counts count = counts.get(rows.getInt(1));
                    if (count != null && count.removed() + count.added() == 0) {
                        scaled.computeIfAbsent(rows.getInt(1), any -> new HashSet<>())
                                .add(column.after().name());
                    }
                }
            }
        }
        return scaled;
    }
}
