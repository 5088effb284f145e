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
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;

/** Reads the first rows that differ, and which keys all of them have. */
final class DifferenceRows {

    private final Connection connection;
    private final VersionDifference difference;
    private final KeyedMetric metric;

    DifferenceRows(Connection connection, VersionDifference difference) {
        this.connection = connection;
        this.difference = difference;
        this.metric = difference.metric();
    }

    Map<Integer, List<KeyExtent>> extents() throws SQLException {
        Map<Integer, List<KeyExtent>> extents = new HashMap<>();
        for (Column key : metric.keys()) {
            String name = Sql.name(key.name());
            String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), " + CanonicalText.of(key, name)
                    + " FROM (SELECT DISTINCT _fixture, " + name + " FROM " + difference.table()
                    + ") QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + name + " NULLS LAST) <= "
                    + KeyExtent.KEPT + " ORDER BY _fixture, " + name + " NULLS LAST";
            Map<Integer, List<String>> values = new LinkedHashMap<>();
            Map<Integer, Long> distinct = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    distinct.put(rows.getInt(1), rows.getLong(2));
                    List<String> texts = values.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>());
                    Optional.ofNullable(rows.getString(3)).ifPresent(texts::add);
                }
            }
            values.forEach((number, texts) -> extents.computeIfAbsent(number, any -> new ArrayList<>())
                    .add(new KeyExtent(key.name(), distinct.get(number), texts)));
        }
        return extents;
    }

    /** The first rows of each kind. */
    static final class FirstRows {
        private final List<ChangedCell> changed = new ArrayList<>();
        private final List<Finding.Row> removed = new ArrayList<>();
        private final List<Finding.Row> added = new ArrayList<>();

        List<ChangedCell> changed() {
            return changed;
        }

        List<Finding.Row> removed() {
            return removed;
        }

        List<Finding.Row> added() {
            return added;
        }
    }

    /** The first rows of every fixture, by number. */
    Map<Integer, FirstRows> first() throws SQLException {
        List<ComparedColumn> values = difference.values();
        List<String> select = new ArrayList<>(List.of("_fixture", "_kind"));
        metric.keys().forEach(key -> select.add(CanonicalText.of(key, Sql.name(key.name()))));
        for (ComparedColumn column : values) {
            String baseline = metric.baselineName(column.after());
            String candidate = metric.candidateName(column.after());
            select.add("coalesce(list_contains(_columns, "
                    + Sql.text(column.after().name()) + "), false)");
            select.add(CanonicalText.of(column.before(), baseline));
            select.add(CanonicalText.of(column.after(), candidate));
            select.add(
                    column.numeric()
                                    || column.before()
                                            .type()
                                            .equals(column.after().type())
                            ? CanonicalText.delta(column.after(), candidate, baseline)
                            : "CAST(NULL AS VARCHAR)");
        }
        String order = metric.order();
        String query = "SELECT " + String.join(", ", select) + " FROM " + difference.table()
                + " QUALIFY row_number() OVER (PARTITION BY _fixture, _kind"
                + (order.isEmpty() ? "" : " ORDER BY " + order) + ") <= " + KeyedMetric.KEPT
                + " ORDER BY _fixture, _kind"
                + (order.isEmpty() ? "" : ", " + order);
        Map<Integer, FirstRows> first = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                addRow(rows, first.computeIfAbsent(rows.getInt(1), any -> new FirstRows()));
            }
        }
        return first;
    }

    private void addRow(ResultSet row, FirstRows first) throws SQLException {
        RowKey key = metric.key(row, 3);
        String kind = row.getString(2);
        List<Cell> cells = new ArrayList<>();
        int at = 3 + metric.keys().size();
        for (ComparedColumn column : difference.values()) {
            Optional<String> baseline = Optional.ofNullable(row.getString(at + 1));
            Optional<String> candidate = Optional.ofNullable(row.getString(at + 2));
            if (kind.equals("changed") && row.getBoolean(at)) {
                first.changed.add(new ChangedCell(
                        key,
                        column.after().name(),
                        baseline,
                        candidate,
                        Optional.ofNullable(row.getString(at + 3)),
                        column.numeric() ? Deltas.relative(baseline, candidate) : Optional.empty()));
            }
            cells.add(new Cell(column.after().name(), kind.equals("removed") ? baseline : candidate));
            at += 4;
        }
        if (kind.equals("removed")) {
            first.removed.add(new Finding.Row(key, cells));
        } else if (kind.equals("added")) {
            first.added.add(new Finding.Row(key, cells));
        }
    }
}
