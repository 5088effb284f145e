package org.lakehousereplay.pipeline;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a time window, such as {@code 10 minutes}, {@code 1 day} or {@code 3 months}.
 *
 * @param amount how many units, at least 1
 * @param unit the unit
 */
public record WindowSize(int amount, Unit unit) {

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s*([A-Za-z]+?)s?\\s*");

    /** Units of time that a window can be measured in. */
    public enum Unit {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    public WindowSize {
        if (amount < 1) {
            throw new IllegalArgumentException("a window needs at least one " + unit);
        }
    }

    /**
     * Reads {@code 10 minutes}; empty when the text is no length of time.
     *
     * @param text an amount and a unit in singular or plural, any case
     */
    public static Optional<WindowSize> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        String name = matcher.group(2).toUpperCase(Locale.ROOT);
        for (Unit unit : Unit.values()) {
            if (unit.name().equals(name)) {
                return amount == 0 ? Optional.empty() : Optional.of(new WindowSize(amount, unit));
            }
        }
        return Optional.empty();
    }

    /** The length as SQL understands it: {@code 10 minute}. */
    public String sqlInterval() {
        return amount + " " + unit.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return sqlInterval() + (amount == 1 ? "" : "s");
    }
}
