package org.lakehousereplay.flink.script;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.flink.table.data.TimestampData;

/**
 * Dates and times as the replay store spells them: no trailing zeros in the fraction of a second.
 *
 * @param precision how many digits of a second's fraction the type holds
 */
record TimeText(int precision) {

    private static final long NANOS_OF_MILLISECOND = 1_000_000;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .append(TIMESTAMP)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(Locale.ROOT);

    static int date(String text) {
        return (int) LocalDate.parse(text).toEpochDay();
    }

    int time(String text) {
        LocalTime time = LocalTime.parse(text, TIME);
        checkFraction(text, time.get(ChronoField.NANO_OF_SECOND));
        if (time.get(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLISECOND != 0) {
            throw new IllegalArgumentException(
                    text + " has a finer fraction than milliseconds, which Flink cannot hold");
        }
        return (int) (time.toNanoOfDay() / NANOS_OF_MILLISECOND);
    }

    TimestampData timestamp(String text) {
        LocalDateTime time = LocalDateTime.parse(text, TIMESTAMP);
        checkFraction(text, time.get(ChronoField.NANO_OF_SECOND));
        return TimestampData.fromLocalDateTime(time);
    }

    TimestampData instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text, INSTANT);
        checkFraction(text, time.get(ChronoField.NANO_OF_SECOND));
        return TimestampData.fromLocalDateTime(
                time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    private void checkFraction(String text, int nanos) {
        int unit = 1;
        for (int digit = precision; digit < 9; digit++) {
            unit *= 10;
        }
        if (nanos % unit != 0) {
            throw new DateTimeException(text);
        }
    }

    static String dateText(int days) {
        return org.lakehousereplay.spi.RowText.of(LocalDate.ofEpochDay(days));
    }

    static String timeText(int milliseconds) {
        return org.lakehousereplay.spi.RowText.of(LocalTime.ofNanoOfDay(milliseconds * NANOS_OF_MILLISECOND));
    }

    static String instantText(TimestampData time) {
        return org.lakehousereplay.spi.RowText.of(time.toInstant());
    }

    static String timestampText(TimestampData time) {
        return org.lakehousereplay.spi.RowText.of(time.toLocalDateTime());
    }
}
