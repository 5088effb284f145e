package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How the difference of one cell is measured: by subtraction where both values are numbers, otherwise only as being
 * there or not.
 *
 * @param index the place of the cell among the values
 * @param number whether it is measured by subtraction; NULL and a row that is not there count as 0
 * @param slack how far two floating numbers may be apart and still be the same; 0 for exact numbers
 */
record CellMeasure(int index, boolean number, BigDecimal slack) {

    /** A thousand-millionth, as everywhere where floating numbers are told from rounding. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

    /**
     * The measure of a cell.
     *
     * @param column the column in both versions
     * @param values the values with all rows of the input
     */
    static CellMeasure of(int index, ComparedColumn column, CellValues values) {
        Optional<BigDecimal> before = number(values.before().get(index));
        Optional<BigDecimal> after = number(values.after().get(index));
        boolean differs =
                before.isPresent() && after.isPresent() && before.get().compareTo(after.get()) != 0;
        boolean floating = ValueConversion.FLOATS.contains(column.before().type())
                || ValueConversion.FLOATS.contains(column.after().type());
        BigDecimal slack =
                differs && floating ? before.get().abs().max(after.get().abs()).multiply(ROUNDING) : BigDecimal.ZERO;
        return new CellMeasure(index, column.numeric() && differs, slack);
    }

    private static Optional<BigDecimal> number(Optional<String> text) {
        try {
            return Optional.of(text.map(BigDecimal::new).orElse(BigDecimal.ZERO));
        } catch (NumberFormatException infiniteOrNoNumber) {
            return Optional.empty();
        }
    }

    /** Later minus earlier value; empty when one of them is no number. */
    Optional<BigDecimal> difference(CellValues values) {
        Optional<BigDecimal> before = number(values.before().get(index));
        Optional<BigDecimal> after = number(values.after().get(index));
        return before.isEmpty() || after.isEmpty()
                ? Optional.empty()
                : Optional.of(after.get().subtract(before.get()));
    }

    /** Whether the difference is the same with other rows of the input. */
    boolean sameDifference(CellValues one, CellValues other) {
        if (!number) {
            return one.before().get(index).equals(other.before().get(index))
                    && one.after().get(index).equals(other.after().get(index));
        }
        Optional<BigDecimal> first = difference(one);
        Optional<BigDecimal> second = difference(other);
        return first.isPresent() && second.isPresent() && near(first.get(), second.get());
    }

    boolean sameBefore(CellValues one, CellValues other) {
        return same(one.before().get(index), other.before().get(index));
    }

    boolean sameAfter(CellValues one, CellValues other) {
        return same(one.after().get(index), other.after().get(index));
    }

    private boolean same(Optional<String> one, Optional<String> other) {
        if (!number) {
            return one.equals(other);
        }
        Optional<BigDecimal> first = number(one);
        Optional<BigDecimal> second = number(other);
        return first.isPresent() && second.isPresent() ? near(first.get(), second.get()) : one.equals(other);
    }

    private boolean near(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(slack) <= 0;
    }
}
