package org.lakehousereplay.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Spells values as a {@link RowFile} has them. Public SPI. */
public final class RowText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int FRACTION_DIGITS = 9;

    private RowText() {}

    /** A decimal number with all of its digits and no exponent. */
    public static String of(BigDecimal number) {
        return number.toPlainString();
    }

    /** A floating-point number. */
    public static String of(double number) {
        return Double.toString(number);
    }

    /** A floating-point number of single precision. */
    public static String of(float number) {
        return Float.toString(number);
    }

    /** A date. */
    public static String of(LocalDate date) {
        int year = date.getYear();
        String digits = Integer.toString(year > 0 ? year : 1 - year);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits + "-" + twoDigits(date.getMonthValue()) + "-"
                + twoDigits(date.getDayOfMonth()) + (year > 0 ? "" : " (BC)");
    }

    /** A time of day. */
    public static String of(LocalTime time) {
        String clock =
                twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + ":" + twoDigits(time.getSecond());
        if (time.getNano() == 0) {
            return clock;
        }
        String digits = Integer.toString(time.getNano());
        String fraction = "0".repeat(FRACTION_DIGITS - digits.length()) + digits;
        int end = fraction.length();
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return clock + "." + fraction.substring(0, end);
    }

    /** A date and time without zone. */
    public static String of(LocalDateTime time) {
        String date = of(time.toLocalDate());
        String clock = of(time.toLocalTime());
        return date.endsWith(")") ? date.substring(0, date.indexOf(' ')) + " " + clock + " (BC)" : date + " " + clock;
    }

    /** A point in time. */
    public static String of(Instant time) {
        String local = of(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        return local.endsWith(")") ? local.replace(" (BC)", "+00 (BC)") : local + "+00";
    }

    /** Bytes. */
    public static String of(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
