package org.lakehousereplay.flink.script;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.HexFormat;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Values without parts: JSON strings. */
final class ScalarText extends ValueText {

    private final LogicalType type;
    private final LogicalTypeRoot root;
    private final TimeText time;

    ScalarText(LogicalType type) {
        if (ColumnTypes.storeType(type).isEmpty()) {
            throw new IllegalArgumentException("values of type " + type.asSummaryString() + " have no text form");
        }
        this.type = type;
        this.root = type.getTypeRoot();
        this.time = new TimeText(
                switch (root) {
                    case TIME_WITHOUT_TIME_ZONE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                        LogicalTypeChecks.getPrecision(type);
                    default -> 0;
                });
    }

    @Override
    public Object read(JsonNode node) {
        if (!node.isValueNode()) {
            throw new IllegalArgumentException("a value of type " + type.asSummaryString() + " is expected");
        }
        return parse(node.asText());
    }

    @Override
    public Object parse(String text) {
        try {
            return switch (root) {
                case CHAR, VARCHAR -> StringData.fromString(text);
                case BOOLEAN -> bool(text);
                case TINYINT -> Byte.valueOf(text);
                case SMALLINT -> Short.valueOf(text);
                case INTEGER -> Integer.valueOf(text);
                case BIGINT -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(number(text));
                case DOUBLE -> Double.valueOf(number(text));
                case DECIMAL -> decimal(text);
                case BINARY, VARBINARY -> HexFormat.of().parseHex(text);
                case DATE -> TimeText.date(text);
                case TIME_WITHOUT_TIME_ZONE -> time.time(text);
                case TIMESTAMP_WITHOUT_TIME_ZONE -> time.timestamp(text);
                case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> time.instant(text);
                default -> throw new IllegalStateException(root.name());
            };
        } catch (NumberFormatException | DateTimeException failure) {
            throw new IllegalArgumentException(text + " is no value of type " + type.asSummaryString(), failure);
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text + " is neither true nor false");
        };
    }

    /** The store and Java spell what is no number in different ways. */
    private static String number(String text) {
        return switch (text) {
            case "nan", "-nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> text;
        };
    }

    private DecimalData decimal(String text) {
        DecimalType decimal = (DecimalType) type;
        BigDecimal value = new BigDecimal(text);
        if (value.stripTrailingZeros().scale() > decimal.getScale()
                || value.setScale(decimal.getScale(), RoundingMode.UNNECESSARY).precision() > decimal.getPrecision()) {
            throw new NumberFormatException(text);
        }
        return DecimalData.fromBigDecimal(value, decimal.getPrecision(), decimal.getScale());
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(text(value));
    }

    private String text(Object value) {
        return switch (root) {
            case DECIMAL -> ((DecimalData) value).toBigDecimal().toPlainString();
            case BINARY, VARBINARY -> HexFormat.of().formatHex((byte[]) value);
            case DATE -> TimeText.dateText((Integer) value);
            case TIME_WITHOUT_TIME_ZONE -> TimeText.timeText((Integer) value);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimeText.timestampText((TimestampData) value);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeText.instantText((TimestampData) value);
            default -> value.toString();
        };
    }
}
