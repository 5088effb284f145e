package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.pipeline.Source;

/**
 * Measures how much groups of rows make of the difference of a cell: the difference with all of a group minus that
 * without. Where rows of several sources make it together, as those that are joined do, the source that explains most
 * comes first, and the others are left with what they make without it.
 */
final class JointAmounts {

    /** How many rows of a group are shown to people. */
    private static final int SHOWN = 5;

    private final SubsetReplay replay;
    private final CellProbe probe;
    private final Map<Set<RowGroup>, CellValues> known = new HashMap<>();

    JointAmounts(SubsetReplay replay, CellProbe probe) {
        this.replay = replay;
        this.probe = probe;
    }

    /**
     * Explains a cell.
     *
     * @param difference the difference with all rows of the input; empty when it is no number
     * @param groups the rows that matter to it
     */
    Explanation.ExplainedCell explain(
            ChangedCell cell, CellMeasure measure, Optional<BigDecimal> difference, List<RowGroup> groups)
            throws SQLException {
        List<Explanation.Part> parts = new ArrayList<>();
        Set<RowGroup> gone = new LinkedHashSet<>();
        Map<Integer, List<RowGroup>> left =
                groups.stream().collect(Collectors.groupingBy(RowGroup::source, TreeMap::new, Collectors.toList()));
        while (!left.isEmpty()) {
            List<RowGroup> next = left.remove(mostExplaining(measure, gone, left));
            CellValues with = without(gone);
            for (RowGroup group : next) {
                CellValues without = without(plus(gone, List.of(group)));
                Optional<Explanation.Role> role = group.role().or(() -> ResponsibleRows.role(measure, with, without));
                if (role.isPresent()) {
                    parts.add(part(group, role.get(), amount(measure, with, without)));
                }
            }
            gone = plus(gone, next);
        }
        return balanced(cell, parts, difference, measure.slack());
    }

    private static Optional<BigDecimal> amount(CellMeasure measure, CellValues with, CellValues without) {
        if (!measure.number()) {
            return Optional.empty();
        }
        Optional<BigDecimal> whole = measure.difference(with);
        Optional<BigDecimal> rest = measure.difference(without);
        return whole.flatMap(number -> rest.map(number::subtract));
    }

    /** The source without which least of the difference is left; of equals the one with most rows, then the last. */
    private int mostExplaining(CellMeasure measure, Set<RowGroup> gone, Map<Integer, List<RowGroup>> left)
            throws SQLException {
        int best = -1;
        Optional<BigDecimal> least = Optional.empty();
        long most = 0;
        for (Map.Entry<Integer, List<RowGroup>> source : left.entrySet()) {
            long rows = source.getValue().stream().mapToLong(RowGroup::rows).sum();
            Optional<BigDecimal> rest = measure.number()
                    ? measure.difference(without(plus(gone, source.getValue()))).map(BigDecimal::abs)
                    : Optional.empty();
            int less = rest.isPresent() && least.isPresent() ? rest.get().compareTo(least.get()) : 0;
            if (best < 0 || less < 0 || (less == 0 && rows >= most)) {
                best = source.getKey();
                least = rest;
                most = rows;
            }
        }
        return best;
    }

    private static Set<RowGroup> plus(Set<RowGroup> some, List<RowGroup> others) {
        Set<RowGroup> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private CellValues without(Set<RowGroup> groups) throws SQLException {
        CellValues values = known.get(groups);
        if (values == null) {
            values = replay.withoutForAWhile(groups, probe.query(), probe::read);
            known.put(Set.copyOf(groups), values);
        }
        return values;
    }

    private Explanation.Part part(RowGroup group, Explanation.Role role, Optional<BigDecimal> amount)
            throws SQLException {
        Source source = replay.rows().source(group.source());
        List<String> values = source.columns().stream()
                .map(column -> ", " + CanonicalText.of(column, Sql.name(column.name())))
                .toList();
        List<Explanation.InputRow> first = replay.statements()
                .query(
                        "SELECT " + WorkingRows.PLACE + String.join("", values) + " FROM "
                                + replay.rows().table(group.source()) + " WHERE " + group.condition() + " ORDER BY "
                                + WorkingRows.PLACE + " LIMIT " + SHOWN,
                        rows -> {
                            List<Explanation.InputRow> found = new ArrayList<>();
                            while (rows.next()) {
                                found.add(new Explanation.InputRow(rows.getLong(1) + 1, cells(source, rows)));
                            }
                            return found;
                        });
        return new Explanation.Part("", Optional.empty(), source.name(), role, group.rows(), amount, first);
    }

    private static List<Cell> cells(Source source, ResultSet row) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < source.columns().size(); index++) {
            cells.add(new Cell(source.columns().get(index).name(), Optional.ofNullable(row.getString(index + 2))));
        }
        return cells;
    }

    /** The cell with its parts, and what no part explains. */
    private static Explanation.ExplainedCell balanced(
            ChangedCell cell, List<Explanation.Part> parts, Optional<BigDecimal> difference, BigDecimal slack) {
        if (difference.isEmpty()) {
            return new Explanation.ExplainedCell(cell, parts, Optional.empty());
        }
        BigDecimal rest = difference.get();
        int largest = -1;
        for (int index = 0; index < parts.size(); index++) {
            BigDecimal amount = parts.get(index).amount().orElse(BigDecimal.ZERO);
            rest = rest.subtract(amount);
            if (largest < 0
                    || amount.abs()
                                    .compareTo(parts.get(largest)
                                            .amount()
                                            .orElse(BigDecimal.ZERO)
                                            .abs())
                            > 0) {
                largest = index;
            }
        }
        List<Explanation.Part> balanced = new ArrayList<>(parts);
        boolean rounding = rest.signum() != 0 && rest.abs().compareTo(slack) <= 0;
        if (rounding && largest >= 0 && parts.get(largest).amount().isPresent()) {
            // The last digits of floating numbers are nobody's: the sum is exact, and nothing seems left over.
            BigDecimal noise = rest;
            balanced.set(largest, withAmount(parts.get(largest), amount -> amount.add(noise)));
            rest = BigDecimal.ZERO;
        }
        return new Explanation.ExplainedCell(cell, balanced, Optional.of(rest));
    }

    private static Explanation.Part withAmount(Explanation.Part part, UnaryOperator<BigDecimal> change) {
        return new Explanation.Part(
                part.edit(),
                part.place(),
                part.source(),
                part.role(),
                part.rows(),
                part.amount().map(change),
                part.first());
    }
}
