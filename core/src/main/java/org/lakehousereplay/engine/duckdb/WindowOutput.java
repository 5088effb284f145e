package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/**
 * What a metric gives for one window, with some rows of the input.
 *
 * @param measures the columns besides the key
 * @param rows the rows of that key, each with the canonical text of the measures; none, one, or several where the key is
 *     repeated
 */
record WindowOutput(List<Column> measures, List<List<Optional<String>>> rows) {

    /** A thousand-millionth, as everywhere where floating numbers are told from rounding. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

    WindowOutput {
        measures = List.copyOf(measures);
        rows = rows.stream()
                .map(List::copyOf)
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** Whether two outputs are the same but for the rounding of floating numbers. */
    boolean same(WindowOutput other) {
        if (rows.size() != other.rows.size()) {
            return false;
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int index = 0; index < measures.size(); index++) {
                if (!same(
                        measures.get(index),
                        rows.get(row).get(index),
                        other.rows.get(row).get(index))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean same(Column column, Optional<String> one, Optional<String> other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<BigDecimal> first = number(one);
        Optional<BigDecimal> second = number(other);
        if (!ValueConversion.FLOATS.contains(column.type()) || first.isEmpty() || second.isEmpty()) {
            return false;
        }
        BigDecimal slack = first.get().abs().max(second.get().abs()).multiply(ROUNDING);
        return first.get().subtract(second.get()).abs().compareTo(slack) <= 0;
    }

    private static Optional<BigDecimal> number(Optional<String> text) {
        try {
            return text.map(BigDecimal::new);
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    /**
     * What this output has more than another one, by measure: NULL and a row that is not there count as 0. Nothing for
     * what is no number or the same, and for a key that is repeated.
     */
    Map<String, BigDecimal> minus(WindowOutput other) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        if (rows.size() > 1 || other.rows.size() > 1) {
            return amounts;
        }
        for (int index = 0; index < measures.size(); index++) {
            Column column = measures.get(index);
            Optional<String> mine = cell(index);
            Optional<String> its = other.cell(index);
            if (column.numeric() && !same(column, mine, its)) {
                Optional<BigDecimal> one = number(mine.or(() -> Optional.of("0")));
                Optional<BigDecimal> two = number(its.or(() -> Optional.of("0")));
                if (one.isPresent() && two.isPresent() && one.get().compareTo(two.get()) != 0) {
                    amounts.put(column.name(), one.get().subtract(two.get()));
                }
            }
        }
        return amounts;
    }

    private Optional<String> cell(int index) {
        List<Optional<String>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.get(index)));
        return cells.isEmpty() ? Optional.empty() : cells.get(0);
    }
}
