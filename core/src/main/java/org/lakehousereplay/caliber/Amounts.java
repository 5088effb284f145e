package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;

/** Compares and shows differences of numbers. */
final class Amounts {

    /** A number with more digits behind the point comes from floating-point arithmetic. */
    private static final int EXACT_SCALE = 9;

    /** Another order of additions moves a floating-point sum by less than this share of it. */
    private static final BigDecimal ROUNDING = new BigDecimal(BigInteger.ONE, EXACT_SCALE);

    /** Beyond this length a number is written with an exponent. */
    private static final int READABLE = 40;

    private Amounts() {}

    /** Whether one number is smaller than another by more than rounding. */
    static boolean less(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) < 0 && !roundingOnly(one, other);
    }

    private static boolean roundingOnly(BigDecimal one, BigDecimal other) {
        if (one.stripTrailingZeros().scale() <= EXACT_SCALE
                && other.stripTrailingZeros().scale() <= EXACT_SCALE) {
            return false;
        }
        BigDecimal larger = one.abs().max(other.abs());
        return one.subtract(other).abs().compareTo(larger.multiply(ROUNDING)) <= 0;
    }

    /** A number as it is written into the file. */
    static String plain(BigDecimal amount) {
        String plain = amount.toPlainString();
        return plain.length() > READABLE ? amount.toString() : plain;
    }

    /** The number that is read when it has been written. */
    static BigDecimal asWritten(BigDecimal amount) {
        return new BigDecimal(plain(amount));
    }

    /** A number with its sign: {@code +12.00}. */
    static String signed(BigDecimal amount) {
        return amount.signum() > 0 ? "+" + plain(amount) : plain(amount);
    }

    /** A range: {@code -3.00 to 0.00}. */
    static String range(Bounds bounds) {
        return bounds.from().compareTo(bounds.to()) == 0
                ? signed(bounds.from())
                : signed(bounds.from()) + " to " + signed(bounds.to());
    }
}
