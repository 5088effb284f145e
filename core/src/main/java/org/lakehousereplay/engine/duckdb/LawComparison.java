package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;

/**
 * Holds pairs of outputs against each other, many in one query. Rows are matched by key; where several have the same, by
 * their values, so that a row that is there twice has no counterpart the second time.
 */
final class LawComparison {

    private static final String GONE = "gone";
    private static final String ADDED = "added";
    private static final String CHANGED = "changed";
    private static final String MOVED = "moved";

    private final LawForm form;
    private final Function<String, Optional<Tolerance>> tolerances;
    private final String before;
    private final String after;

    /**
     * @param form what is compared
     * @param tolerances the tolerance of a column
     * @param before a relation of outputs, as {@link LawForm#of} takes it
     * @param after the outputs that ought to be like them
     */
    LawComparison(LawForm form, Function<String, Optional<Tolerance>> tolerances, String before, String after) {
        this.form = form;
        this.tolerances = tolerances;
        this.before = before;
        this.after = after;
    }

    /** A query with one BOOLEAN: whether any pair differs. */
    String anyDifference() {
        return "SELECT count(*) > 0 FROM (SELECT 1 FROM (" + differences() + ") LIMIT 1)";
    }

    /** The differences of each pair that has any. */
    Map<Integer, LawDifference> read(TimedStatements statements) throws SQLException {
        return statements.query(query(), this::read);
    }

    private String query() {
        List<String> select = new ArrayList<>(List.of(
                LawForm.TRIAL,
                "_lakehouse_kind",
                "count(*) OVER (PARTITION BY " + LawForm.TRIAL + ", _lakehouse_kind)",
                "_lakehouse_from",
                "_lakehouse_to"));
        List<String> order = new ArrayList<>();
        for (int index = 0; index < form.keys().size(); index++) {
            select.add(CanonicalText.of(form.keys().get(index), "_lakehouse_k" + index));
            order.add("_lakehouse_k" + index + " NULLS FIRST");
        }
        for (int index = 0; index < form.values().size(); index++) {
            Column value = form.values().get(index);
            String old = "_lakehouse_b" + index;
            String now = "_lakehouse_a" + index;
            select.add("_lakehouse_d" + index);
            select.add(CanonicalText.of(value, old));
            select.add(CanonicalText.of(value, now));
            select.add(CanonicalText.delta(value, now, old));
        }
        order.add("_lakehouse_from");
        order.add("_lakehouse_to");
        String ordered = String.join(", ", order);
        return "SELECT " + String.join(", ", select) + " FROM (" + differences() + ") QUALIFY row_number() OVER"
                + " (PARTITION BY " + LawForm.TRIAL + ", _lakehouse_kind ORDER BY " + ordered + ") <= "
                + KeyedMetric.KEPT + " ORDER BY " + LawForm.TRIAL + ", _lakehouse_kind, " + ordered;
    }

    private String differences() {
        List<String> differing = new ArrayList<>();
        List<String> select = new ArrayList<>();
        select.add("coalesce(b." + LawForm.TRIAL + ", a." + LawForm.TRIAL + ") AS " + LawForm.TRIAL);
        for (int index = 0; index < form.keys().size(); index++) {
            String name = Sql.name(form.keys().get(index).name());
            select.add("CASE WHEN b." + LawForm.NTH + " IS NULL THEN a." + name + " ELSE b." + name
                    + " END AS _lakehouse_k" + index);
        }
        for (int index = 0; index < form.values().size(); index++) {
            Column value = form.values().get(index);
            String differs = differs(value);
            differing.add(differs);
            select.add(differs + " AS _lakehouse_d" + index);
            select.add("b." + Sql.name(value.name()) + " AS _lakehouse_b" + index);
            select.add("a." + Sql.name(value.name()) + " AS _lakehouse_a" + index);
        }
        String changed = differing.isEmpty() ? "false" : "(" + String.join(" OR ", differing) + ")";
        String moved = form.ordered() ? "a." + LawForm.POSITION + " <> b." + LawForm.POSITION : "false";
        select.add("CASE WHEN a." + LawForm.NTH + " IS NULL THEN '" + GONE + "' WHEN b." + LawForm.NTH
                + " IS NULL THEN '" + ADDED + "' WHEN " + changed + " THEN '" + CHANGED + "' ELSE '" + MOVED
                + "' END AS _lakehouse_kind");
        select.add((form.ordered() ? "b." + LawForm.POSITION : "b." + LawForm.NTH) + " AS _lakehouse_from");
        select.add((form.ordered() ? "a." + LawForm.POSITION : "a." + LawForm.NTH) + " AS _lakehouse_to");
        List<String> same = new ArrayList<>();
        same.add("a." + LawForm.TRIAL + " = b." + LawForm.TRIAL);
        same.add("a." + LawForm.NTH + " = b." + LawForm.NTH);
        form.keys().forEach(key -> same.add(new ComparedColumn(key, key).same()));
        return "SELECT " + String.join(", ", select) + " FROM (" + form.of(after) + ") a FULL JOIN (" + form.of(before)
                + ") b ON " + String.join(" AND ", same) + " WHERE a." + LawForm.NTH + " IS NULL OR b." + LawForm.NTH
                + " IS NULL OR " + changed + " OR " + moved;
    }

    private String differs(Column value) {
        String byMoreThanRounding = CellChange.differs(new ComparedColumn(value, value));
        Optional<Tolerance> tolerance = tolerances.apply(value.name());
        if (tolerance.isEmpty()) {
            return byMoreThanRounding;
        }
        String name = Sql.name(value.name());
        return "(" + byMoreThanRounding + " AND " + CellEquality.differs(value, "a." + name, "b." + name, tolerance)
                + ")";
    }

    private Map<Integer, LawDifference> read(ResultSet rows) throws SQLException {
        Map<Integer, Kept> kept = new HashMap<>();
        while (rows.next()) {
            Kept of = kept.computeIfAbsent(rows.getInt(1), any -> new Kept());
            String kind = rows.getString(2);
            of.totals.put(kind, rows.getLong(3));
            RowKey key = key(rows);
            switch (kind) {
                case GONE -> of.gone.add(row(rows, key, 1));
                case ADDED -> of.added.add(row(rows, key, 2));
                case MOVED -> of.moved.add(new LawDifference.MovedRow(key, rows.getLong(4), rows.getLong(5)));
                default -> of.changed.addAll(changed(rows, key));
            }
        }
        return kept.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .difference()));
    }

    private RowKey key(ResultSet rows) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < form.keys().size(); index++) {
            cells.add(new Cell(form.keys().get(index).name(), Optional.ofNullable(rows.getString(6 + index))));
        }
        return new RowKey(cells);
    }

    private int place(int value) {
        return 6 + form.keys().size() + 4 * value;
    }

    private Finding.Row row(ResultSet rows, RowKey key, int side) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < form.values().size(); index++) {
            String text = rows.getString(place(index) + side);
            cells.add(new Cell(form.values().get(index).name(), Optional.ofNullable(text)));
        }
        return new Finding.Row(key, cells);
    }

    private List<CellDifference> changed(ResultSet rows, RowKey key) throws SQLException {
        List<CellDifference> cells = new ArrayList<>();
        for (int index = 0; index < form.values().size(); index++) {
            int place = place(index);
            if (rows.getBoolean(place)) {
                cells.add(new CellDifference(
                        key,
                        form.values().get(index).name(),
                        Optional.ofNullable(rows.getString(place + 1)),
                        Optional.ofNullable(rows.getString(place + 2)),
                        Optional.ofNullable(rows.getString(place + 3))));
            }
        }
        return cells;
    }

    /** What is kept of the differences of one pair. */
    private static final class Kept {
        final Map<String, Long> totals = new HashMap<>();
        final List<CellDifference> changed = new ArrayList<>();
        final List<Finding.Row> gone = new ArrayList<>();
        final List<Finding.Row> added = new ArrayList<>();
        final List<LawDifference.MovedRow> moved = new ArrayList<>();

        LawDifference difference() {
            long changedRows = totals.getOrDefault(CHANGED, 0L);
            long goneRows = totals.getOrDefault(GONE, 0L);
            long addedRows = totals.getOrDefault(ADDED, 0L);
            long rows = changedRows + goneRows + addedRows;
            // Where rows come and go, those behind them move along, which says nothing more.
            return rows > 0
                    ? new LawDifference(rows, changedRows, changed, goneRows, gone, addedRows, added, List.of())
                    : new LawDifference(totals.get(MOVED), 0, List.of(), 0, List.of(), 0, List.of(), moved);
        }
    }
}
