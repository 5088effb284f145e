package org.lakehousereplay.flink.mutate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;

/** Constant times. */
final class Times {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Times() {}

    static boolean isConstant(SqlNode node) {
        return node instanceof SqlAbstractDateTimeLiteral || node instanceof SqlUnknownLiteral;
    }

    /** A day or a time as it is written, without the word before it. */
    static Optional<String> written(SqlNode node) {
        if (!isConstant(node)) {
            return Nodes.text(node);
        }
        String sql = Prose.of(node);
        int quote = sql.indexOf('\'');
        return quote < 0 ? Optional.empty() : Optional.of(sql.substring(quote + 1, sql.length() - 1));
    }

    /** The same constant at another time. */
    static String with(SqlNode node, String time) {
        return Nodes.text(node).isPresent()
                ? Prose.literal(time)
                : Prose.of(node).substring(0, Prose.of(node).indexOf('\'')) + Prose.literal(time);
    }

    /** By the smallest unit that it says. */
    static Optional<String> moved(String written, int by) {
        try {
            return Optional.of(LocalDate.parse(written).plusDays(by).toString());
        } catch (DateTimeParseException notADay) {
            // Then it may be a time.
        }
        try {
            String full = written.length() == 16 ? written + ":00" : written;
            return Optional.of(moved(LocalDateTime.parse(full, TIME), by).format(TIME));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static LocalDateTime moved(LocalDateTime time, int by) {
        if (time.getSecond() != 0) {
            return time.plusSeconds(by);
        }
        if (time.getMinute() != 0) {
            return time.plusMinutes(by);
        }
        return time.getHour() != 0 ? time.plusHours(by) : time.plusDays(by);
    }
}
