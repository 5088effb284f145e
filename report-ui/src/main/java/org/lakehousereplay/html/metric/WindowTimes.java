package org.lakehousereplay.html.metric;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.html.run.ReportRun.WindowDeclaration;

/** The times of windows, read from canonical texts. */
final class WindowTimes {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "SECOND", ChronoUnit.SECONDS,
            "MINUTE", ChronoUnit.MINUTES,
            "HOUR", ChronoUnit.HOURS,
            "DAY", ChronoUnit.DAYS,
            "WEEK", ChronoUnit.WEEKS,
            "MONTH", ChronoUnit.MONTHS,
            "QUARTER", ChronoUnit.MONTHS,
            "YEAR", ChronoUnit.YEARS);

    private WindowTimes() {}

    /** The wall clock of a text, in a zone when it is an instant; empty when it is no time. */
    static Optional<LocalDateTime> wall(String text, String zone) {
        try {
            if (text.length() == "2024-05-18".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay());
            }
            boolean instant =
                    text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > "2024-05".length();
            return Optional.of(
                    instant
                            ? OffsetDateTime.parse(text)
                                    .atZoneSameInstant(ZoneId.of(zone))
                                    .toLocalDateTime()
                            : LocalDateTime.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** A time as commands take it; a fraction is told where there is one. */
    static String text(LocalDateTime time) {
        String seconds = TEXT.format(time);
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
    }

    /** The end of a window; empty for a unit that nobody knows. */
    static Optional<LocalDateTime> end(LocalDateTime start, WindowDeclaration window) {
        int months = window.unit().equalsIgnoreCase("QUARTER") ? 3 : 1;
        return Optional.ofNullable(UNITS.get(window.unit().toUpperCase(Locale.ROOT)))
                .map(unit -> start.plus((long) window.amount() * months, unit));
    }

    /** The length of a window in seconds; empty where it depends on the calendar. */
    static Optional<Long> seconds(WindowDeclaration window) {
        return Optional.ofNullable(UNITS.get(window.unit().toUpperCase(Locale.ROOT)))
                .filter(unit -> unit.compareTo(ChronoUnit.WEEKS) <= 0)
                .map(unit -> unit.getDuration().toSeconds() * window.amount());
    }
}
