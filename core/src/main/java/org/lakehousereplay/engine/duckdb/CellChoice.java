package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.ColumnDifference;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Model;

/**
 * Chooses the cells of a difference that are worth explaining: those of the rows with the largest deltas, and those of
 * the first rows that only one version has. A row that is not there counts as NULL.
 *
 * @param metric the metric in the candidate
 * @param difference what differs
 */
record CellChoice(Model metric, OutputDifference difference) {

    /** How many rows are explained. */
    private static final int MOST_ROWS = 4;

    /** The cells, row by row; the largest differences first. */
    List<ChangedCell> cells() {
        Map<RowKey, Map<String, ChangedCell>> changed = new LinkedHashMap<>();
        for (ColumnDifference column : difference.columns()) {
            column.farthest().ifPresent(cell -> put(changed, cell));
        }
        Set<RowKey> rows = new LinkedHashSet<>(changed.keySet());
        difference.firstChanged().forEach(cell -> put(changed, cell));
        changed.keySet().stream().limit(MOST_ROWS).forEach(rows::add);
        List<ChangedCell> cells = new ArrayList<>();
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(row -> cells.addAll(changed.get(row).values()));
        difference.firstAdded().stream().limit(1).forEach(row -> cells.addAll(ofOneVersion(row, true)));
        difference.firstRemoved().stream().limit(1).forEach(row -> cells.addAll(ofOneVersion(row, false)));
        return List.copyOf(cells);
    }

    private static void put(Map<RowKey, Map<String, ChangedCell>> cells, ChangedCell cell) {
        cells.computeIfAbsent(cell.key(), any -> new LinkedHashMap<>()).putIfAbsent(cell.column(), cell);
    }

    /** The numbers of a row that only one version has. */
    private List<ChangedCell> ofOneVersion(Finding.Row row, boolean candidate) {
        List<ChangedCell> cells = new ArrayList<>();
        for (Cell cell : row.values()) {
            Optional<BigDecimal> number = isNumber(cell.column()) ? number(cell) : Optional.empty();
            if (number.isPresent() && number.get().signum() != 0) {
                BigDecimal delta = candidate ? number.get() : number.get().negate();
                cells.add(new ChangedCell(
                        row.key(),
                        cell.column(),
                        candidate ? Optional.empty() : cell.value(),
                        candidate ? cell.value() : Optional.empty(),
                        Optional.of((delta.signum() > 0 ? "+" : "") + delta.toPlainString()),
                        Optional.empty()));
            }
        }
        return cells;
    }

    private boolean isNumber(String name) {
        return metric.output().stream().anyMatch(column -> column.name().equals(name) && column.numeric());
    }

    private static Optional<BigDecimal> number(Cell cell) {
        try {
            return cell.value().map(BigDecimal::new);
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }
}
