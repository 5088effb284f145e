package org.lakehousereplay.flink.script;

import java.time.Duration;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.lakehousereplay.spi.EventTime;

/** The event time of a table, out of its watermark. */
final class EventTimes {

    private EventTimes() {}

    static Optional<EventTime> of(ResolvedSchema schema) {
        return schema.getWatermarkSpecs().stream()
                .findFirst()
                .map(watermark -> new EventTime(watermark.getRowtimeAttribute(), delay(watermark)));
    }

    private static Optional<Duration> delay(WatermarkSpec watermark) {
        try {
            SqlNode expression =
                    SqlText.parseExpression(watermark.getWatermarkExpression().asSerializableString());
            return delay(expression, watermark.getRowtimeAttribute());
        } catch (SqlParseException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> delay(SqlNode expression, String column) {
        if (isColumn(expression, column)) {
            return Optional.of(Duration.ZERO);
        }
        return expression.getKind() == SqlKind.MINUS
                        && expression instanceof SqlCall call
                        && isColumn(call.operand(0), column)
                        && call.operand(1) instanceof SqlIntervalLiteral literal
                        && SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getTypeName())
                ? Optional.of(duration(literal))
                : Optional.empty();
    }

    private static boolean isColumn(SqlNode expression, String column) {
        return expression instanceof SqlIdentifier identifier
                && identifier.isSimple()
                && identifier.getSimple().equals(column);
    }

    private static Duration duration(SqlIntervalLiteral literal) {
        return Duration.ofMillis(
                SqlParserUtil.intervalToMillis(literal.getValueAs(SqlIntervalLiteral.IntervalValue.class)));
    }
}
