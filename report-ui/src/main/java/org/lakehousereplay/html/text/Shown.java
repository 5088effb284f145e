package org.lakehousereplay.html.text;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.lakehousereplay.html.run.ReportRun.ReportProblem;
import org.lakehousereplay.report.SignedNumber;
import org.lakehousereplay.report.VisibleText;

/** Values of a user as they are shown, all of them hostile until they have been here. */
public final class Shown {

    private static final String MIDNIGHT = "T00:00:00";
    private static final String NO_SECONDS = ":00";
    private static final int DATE_LENGTH = 10;
    private static final int LENGTH_WITH_SECONDS = "2024-05-18T12:00:00".length();

    private Shown() {}

    /** The values of a key, in the order of the key. */
    public static String key(Map<String, String> key) {
        StringJoiner joined = new StringJoiner(", ");
        key.values().forEach(value -> joined.add(moment(value)));
        return joined.toString();
    }

    /** A value of a key; of a time only what says something, since most windows start at a full minute. */
    public static String moment(String value) {
        if (value == null || value.length() < LENGTH_WITH_SECONDS || value.charAt(DATE_LENGTH) != 'T') {
            return value(value);
        }
        String local = value.substring(0, LENGTH_WITH_SECONDS);
        String rest = value.substring(LENGTH_WITH_SECONDS);
        if (rest.isEmpty() && local.endsWith(MIDNIGHT)) {
            return value(local.substring(0, DATE_LENGTH));
        }
        boolean fullMinute = local.endsWith(NO_SECONDS) && !rest.startsWith(".");
        String shorter = fullMinute ? local.substring(0, LENGTH_WITH_SECONDS - NO_SECONDS.length()) : local;
        return value(shorter.replace('T', ' ') + rest);
    }

    /** A value of a cell; null is NULL. */
    public static String value(String value) {
        return VisibleText.ofValue(Optional.ofNullable(value));
    }

    /** A share such as {@code -0.03} as {@code -3.0 %}. */
    public static String percent(String share) {
        return SignedNumber.percent(new BigDecimal(share));
    }

    /** An exact number with its sign. */
    public static String signed(String number) {
        return number.startsWith("+") || number.startsWith("-")
                ? VisibleText.ofColumn(number)
                : SignedNumber.ofDelta(number);
    }

    /** {@code file:line:column}, as far as it is known. */
    public static String place(Optional<String> file, Optional<Integer> line, Optional<Integer> column) {
        return file.map(VisibleText::ofName)
                .map(name -> name
                        + line.map(number -> ":" + number
                                        + column.map(place -> ":" + place).orElse(""))
                                .orElse(""))
                .orElse("");
    }

    /** Where a problem is. */
    public static String place(ReportProblem problem) {
        return place(problem.file(), problem.line(), problem.column());
    }
}
