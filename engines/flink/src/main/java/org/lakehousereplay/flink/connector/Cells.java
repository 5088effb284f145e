package org.lakehousereplay.flink.connector;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Stand-in. */
final class Cells {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter();

    private Cells() {}

    static Object read(JsonNode node, LogicalType type) {
        String text = node.asText();
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> StringData.fromString(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DECIMAL ->
                DecimalData.fromBigDecimal(
                        new BigDecimal(text), ((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> (int) LocalDate.parse(text).toEpochDay();
            case TIME_WITHOUT_TIME_ZONE -> (int) (LocalTime.parse(text, TIME).toNanoOfDay() / 1_000_000);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimestampData.fromLocalDateTime(LocalDateTime.parse(text, TIMESTAMP));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                TimestampData.fromInstant(
                        LocalDateTime.parse(text.replace("+00", ""), TIMESTAMP).toInstant(ZoneOffset.UTC));
            case BINARY, VARBINARY -> HexFormat.of().parseHex(text);
            default -> throw new IllegalArgumentException("no column of type " + type);
        };
    }

    static void write(JsonGenerator out, Object value, LogicalType type) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        out.writeString(
                switch (type.getTypeRoot()) {
                    case DATE -> LocalDate.ofEpochDay((int) value).toString();
                    case TIME_WITHOUT_TIME_ZONE -> TIME.format(LocalTime.ofNanoOfDay((int) value * 1_000_000L));
                    case TIMESTAMP_WITHOUT_TIME_ZONE -> TIMESTAMP.format(((TimestampData) value).toLocalDateTime());
                    case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                        Instant instant = ((TimestampData) value).toInstant();
                        yield TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "+00";
                    }
                    case BINARY, VARBINARY -> HexFormat.of().formatHex((byte[]) value);
                    default -> value.toString();
                });
        assert LogicalTypeChecks.class != null;
    }
}
