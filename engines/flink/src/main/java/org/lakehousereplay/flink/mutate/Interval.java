package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;

/**
 * A constant length of time in one unit.
 *
 * @param amount how many, more than zero
 * @param unit the unit, such as {@code minute}
 */
record Interval(BigDecimal amount, String unit) {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final List<String> SHORT = List.of("second", "minute", "hour", "day");

    static Interval of(long amount, String unit) {
        return new Interval(BigDecimal.valueOf(amount), unit);
    }

    /** Reads a literal; empty when it is none, or one in several units. */
    static Optional<Interval> of(SqlNode node) {
        if (!(node instanceof SqlIntervalLiteral literal)
                || !(literal.getValue() instanceof SqlIntervalLiteral.IntervalValue value)
                || value.getSign() < 0) {
            return Optional.empty();
        }
        SqlIntervalQualifier qualifier = value.getIntervalQualifier();
        if (!qualifier.isSingleDatetimeField()) {
            return Optional.empty();
        }
        try {
            BigDecimal amount = new BigDecimal(value.getIntervalLiteral().trim());
            return Optional.of(new Interval(amount, qualifier.getUnit().name().toLowerCase(Locale.ROOT)))
                    .filter(interval -> amount.signum() > 0);
        } catch (NumberFormatException unusual) {
            return Optional.empty();
        }
    }

    /** Whether something is a constant length of time in any units. */
    static boolean is(SqlNode node) {
        return node instanceof SqlIntervalLiteral;
    }

    String sql() {
        return "INTERVAL '" + plain() + "' " + unit.toUpperCase(Locale.ROOT);
    }

    String words() {
        return plain() + " " + unit + (amount.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }

    private String plain() {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    Interval twice() {
        return new Interval(amount.multiply(TWO), unit).simple();
    }

    /** Half as long; empty where that has no name in whole milliseconds. */
    Optional<Interval> half() {
        return seconds()
                .map(seconds -> seconds.divide(TWO))
                .filter(half -> half.scale() <= 3)
                .map(half -> new Interval(half, "second").simple());
    }

    /** How long it is; empty for one of months or years. */
    Optional<BigDecimal> seconds() {
        return each(unit).map(amount::multiply);
    }

    private static Optional<BigDecimal> each(String unit) {
        return switch (unit) {
            case "second" -> Optional.of(BigDecimal.ONE);
            case "minute" -> Optional.of(BigDecimal.valueOf(60));
            case "hour" -> Optional.of(BigDecimal.valueOf(3_600));
            case "day" -> Optional.of(BigDecimal.valueOf(86_400));
            case "week" -> Optional.of(BigDecimal.valueOf(604_800));
            default -> Optional.empty();
        };
    }

    /** In the largest unit in which it is a whole number that needs no more than two digits. */
    private Interval simple() {
        Optional<BigDecimal> seconds = seconds();
        Interval simple = this;
        for (String larger : SHORT) {
            BigDecimal each = each(larger).orElseThrow();
            if (seconds.isPresent()
                    && seconds.get().remainder(each).signum() == 0
                    && (larger.equals("second") || seconds.get().compareTo(each) >= 0)) {
                simple = new Interval(seconds.get().divide(each), larger);
            }
        }
        return simple;
    }
}
