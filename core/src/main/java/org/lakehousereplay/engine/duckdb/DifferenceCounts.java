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
import java.util.Optional;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;

/** Counts the rows and cells that differ, and finds the cell of each column that differs most. */
final class DifferenceCounts {

    private final Connection connection;
    private final VersionDifference difference;
    private final KeyedMetric metric;

    DifferenceCounts(Connection connection, VersionDifference difference) {
        this.connection = connection;
        this.difference = difference;
        this.metric = difference.metric();
    }

    /** How many rows differ in which way. */
    record Counts(long removed, long added, long changed, long cells, List<ColumnDifference> columns) {}

    /** The counts of every fixture that has a row that differs, by number. */
    Map<Integer, Counts> read() throws SQLException {
        Map<Integer, Map<String, ChangedCell>> farthest = farthest();
        StringBuilder query = new StringBuilder("SELECT _fixture, count(*) FILTER (_kind = 'removed'),"
                + " count(*) FILTER (_kind = 'added'), count(*) FILTER (_kind = 'changed'),"
                + " coalesce(sum(len(_columns)), 0)");
        for (ComparedColumn column : difference.values()) {
            String differs =
                    "list_contains(_columns, " + Sql.text(column.after().name()) + ")";
            String delta = column.numeric() ? Deltas.of(metric, column) : "CAST(NULL AS INTEGER)";
            query.append(", count(*) FILTER (").append(differs).append(")");
            query.append(", count(*) FILTER (")
                    .append(differs)
                    .append(" AND ")
                    .append(delta)
                    .append(" IS NULL)");
            for (String aggregate : List.of("min", "max")) {
                query.append(", CAST(")
                        .append(aggregate)
                        .append("(")
                        .append(delta)
                        .append(") FILTER (")
                        .append(differs)
                        .append(") AS VARCHAR)");
            }
        }
        query.append(" FROM ").append(difference.table()).append(" GROUP BY _fixture");
        Map<Integer, Counts> counts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.toString())) {
            while (rows.next()) {
                List<ColumnDifference> columns = new ArrayList<>();
                for (int index = 0; index < difference.values().size(); index++) {
                    int at = 6 + 4 * index;
                    String name = difference.values().get(index).after().name();
                    if (rows.getLong(at) > 0) {
                        columns.add(new ColumnDifference(
                                name,
                                rows.getLong(at),
                                rows.getLong(at + 1),
                                Deltas.number(rows.getString(at + 2)),
                                Deltas.number(rows.getString(at + 3)),
                                Optional.ofNullable(farthest.getOrDefault(rows.getInt(1), Map.of())
                                        .get(name))));
                    }
                }
                counts.put(
                        rows.getInt(1),
                        new Counts(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), columns));
            }
        }
        return counts;
    }

    /** The cell of each column, by fixture and column, whose delta is farthest from zero. */
    private Map<Integer, Map<String, ChangedCell>> farthest() throws SQLException {
        Map<Integer, Map<String, ChangedCell>> farthest = new HashMap<>();
        for (ComparedColumn column : difference.numbers()) {
            String baseline = metric.baselineName(column.after());
            String candidate = metric.candidateName(column.after());
            String order = metric.order();
            String query = "SELECT _fixture" + metric.texts("") + ", " + CanonicalText.of(column.before(), baseline)
                    + ", " + CanonicalText.of(column.after(), candidate) + ", "
                    + CanonicalText.delta(column.after(), candidate, baseline) + " FROM " + difference.table()
                    + " WHERE list_contains(_columns, "
                    + Sql.text(column.after().name()) + ") AND " + Deltas.of(metric, column)
                    + " IS NOT NULL QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY TRY(abs("
                    + Deltas.of(metric, column) + ")) DESC NULLS LAST" + (order.isEmpty() ? "" : ", " + order)
                    + ") = 1";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    int at = 2 + metric.keys().size();
                    Optional<String> before = Optional.ofNullable(rows.getString(at));
                    Optional<String> after = Optional.ofNullable(rows.getString(at + 1));
                    farthest.computeIfAbsent(rows.getInt(1), any -> new HashMap<>())
                            .put(
                                    column.after().name(),
                                    new ChangedCell(
                                            metric.key(rows, 2),
                                            column.after().name(),
                                            before,
                                            after,
                                            Optional.ofNullable(rows.getString(at + 2)),
                                            Deltas.relative(before, after)));
                }
            }
        }
        return farthest;
    }
}
