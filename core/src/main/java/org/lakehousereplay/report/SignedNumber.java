package org.lakehousereplay.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people compare them: with their sign, and shares as percentages. Public API: used by renderers. */
public final class SignedNumber {

    /** Beyond so many places a number is told with an exponent; all zeros written out could fill the memory. */
    private static final int PLACES = 60;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private SignedNumber() {}

    /** All digits, without a sign where there is none. */
    static String exact(BigDecimal number) {
        boolean plain = number.scale() <= PLACES && number.scale() >= -PLACES;
        return plain ? number.toPlainString() : number.toString();
    }

    /** All digits and a sign: {@code +9.00}, {@code -3.00}, {@code 0}. */
    public static String of(BigDecimal number) {
        return (number.signum() > 0 ? "+" : "") + exact(number);
    }

    /** A delta as the comparison tells it, with a sign in any case. */
    public static String ofDelta(String delta) {
        boolean unsigned = !delta.isEmpty() && delta.charAt(0) >= '0' && delta.charAt(0) <= '9';
        return (unsigned ? "+" : "") + VisibleText.ofColumn(delta);
    }

    /** A share as a percentage of three digits: {@code -3.0 %} for -0.03. */
    public static String percent(BigDecimal share) {
        if (share.signum() == 0) {
            return "0 %";
        }
        long exponent = (long) share.precision() - share.scale() + 2;
        if (exponent > 9 || exponent < -4) {
            return sign(share) + share.round(THREE_DIGITS).scaleByPowerOfTen(2) + " %";
        }
        BigDecimal percentage = share.scaleByPowerOfTen(2);
        BigDecimal shown = exponent >= 3
                ? percentage.setScale(0, RoundingMode.HALF_UP)
                : percentage.round(THREE_DIGITS).stripTrailingZeros();
        // One place is kept: -3.0 % reads as a share and -3 % as a rounded one.
        if (exponent < 3 && shown.scale() < 1 && shown.abs().compareTo(BigDecimal.valueOf(100)) < 0) {
            shown = shown.setScale(1, RoundingMode.UNNECESSARY);
        }
        return sign(share) + shown.toPlainString() + " %";
    }

    private static String sign(BigDecimal number) {
        return number.signum() > 0 ? "+" : "";
    }
}
