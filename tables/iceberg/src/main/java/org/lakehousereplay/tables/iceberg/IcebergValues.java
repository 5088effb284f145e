package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.lakehousereplay.spi.RowFileWriter;
import org.lakehousereplay.spi.RowText;

/** Spells the values of generic records. */
final class IcebergValues {

    private final RowFileWriter writer;

    IcebergValues(RowFileWriter writer) {
        this.writer = writer;
    }

    /**
     * @param type the type
     * @param value its value, {@code null} for NULL
     */
    void write(Type type, Object value) throws IOException {
        if (value == null) {
            writer.nothing();
        } else if (value instanceof StructLike struct) {
            List<Types.NestedField> fields = type.asStructType().fields();
            writer.beginStruct();
            for (int index = 0; index < fields.size(); index++) {
                writer.beginField(fields.get(index).name());
                write(fields.get(index).type(), struct.get(index, Object.class));
            }
            writer.endStruct();
        } else if (value instanceof Collection<?> list) {
            writer.beginList();
            for (Object element : list) {
                write(type.asListType().elementType(), element);
            }
            writer.endList();
        } else if (value instanceof Map<?, ?> map) {
            writer.beginList();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.beginStruct();
                writer.beginField("key");
                write(type.asMapType().keyType(), entry.getKey());
                writer.beginField("value");
                write(type.asMapType().valueType(), entry.getValue());
                writer.endStruct();
            }
            writer.endList();
        } else {
            writer.text(scalar(value));
        }
    }

    private static String scalar(Object value) {
        if (value instanceof BigDecimal decimal) {
            return RowText.of(decimal);
        } else if (value instanceof Double number) {
            return RowText.of(number.doubleValue());
        } else if (value instanceof Float number) {
            return RowText.of(number.floatValue());
        } else if (value instanceof LocalDate date) {
            return RowText.of(date);
        } else if (value instanceof LocalTime time) {
            return RowText.of(time);
        } else if (value instanceof LocalDateTime time) {
            return RowText.of(time);
        } else if (value instanceof OffsetDateTime time) {
            return RowText.of(time.toInstant());
        } else if (value instanceof byte[] bytes) {
            return RowText.of(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return RowText.of(bytes);
        }
        return value.toString();
    }
}
