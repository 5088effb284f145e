package org.lakehousereplay.tables.paimon;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.paimon.data.Decimal;
import org.apache.paimon.data.InternalArray;
import org.apache.paimon.data.InternalMap;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.data.Timestamp;
import org.apache.paimon.types.ArrayType;
import org.apache.paimon.types.DataField;
import org.apache.paimon.types.DataType;
import org.apache.paimon.types.DataTypeRoot;
import org.apache.paimon.types.DataTypes;
import org.apache.paimon.types.MapType;
import org.apache.paimon.types.MultisetType;
import org.apache.paimon.types.RowType;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.RowFileWriter;
import org.lakehousereplay.spi.RowText;

/** Spells the values of internal rows. */
final class PaimonValues {

    private static final long NANOSECONDS_OF_MILLISECOND = 1_000_000;

    private final RowFileWriter writer;

    PaimonValues(RowFileWriter writer) {
        this.writer = writer;
    }

    /**
     * @param type the type
     * @param value its value, {@code null} for NULL
     */
    void write(DataType type, Object value) throws IOException, LakeTableException {
        if (value == null) {
            writer.nothing();
        } else if (type instanceof RowType row) {
            writer.beginStruct();
            for (int index = 0; index < row.getFieldCount(); index++) {
                DataField field = row.getFields().get(index);
                writer.beginField(field.name());
                write(
                        field.type(),
                        InternalRow.createFieldGetter(field.type(), index).getFieldOrNull((InternalRow) value));
            }
            writer.endStruct();
        } else if (type instanceof ArrayType array) {
            writer.beginList();
            for (int index = 0; index < ((InternalArray) value).size(); index++) {
                write(array.getElementType(), element(array.getElementType(), (InternalArray) value, index));
            }
            writer.endList();
        } else if (type instanceof MapType map) {
            writeMap(map.getKeyType(), map.getValueType(), (InternalMap) value);
        } else if (type instanceof MultisetType multiset) {
            writeMap(multiset.getElementType(), DataTypes.INT(), (InternalMap) value);
        } else {
            writer.text(scalar(type, value));
        }
    }

    private void writeMap(DataType keyType, DataType valueType, InternalMap map)
            throws IOException, LakeTableException {
        writer.beginList();
        for (int index = 0; index < map.size(); index++) {
            writer.beginStruct();
            writer.beginField("key");
            write(keyType, element(keyType, map.keyArray(), index));
            writer.beginField("value");
            write(valueType, element(valueType, map.valueArray(), index));
            writer.endStruct();
        }
        writer.endList();
    }

    private static Object element(DataType type, InternalArray array, int index) {
        return InternalArray.createElementGetter(type).getElementOrNull(array, index);
    }

    private static String scalar(DataType type, Object value) throws LakeTableException {
        DataTypeRoot root = type.getTypeRoot();
        if (value instanceof Decimal decimal) {
            return RowText.of(decimal.toBigDecimal());
        } else if (value instanceof Timestamp time) {
            return root == DataTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                    ? pointInTime(time)
                    : RowText.of(time.toLocalDateTime());
        } else if (value instanceof byte[] bytes) {
            return RowText.of(bytes);
        } else if (value instanceof Double number) {
            return RowText.of(number.doubleValue());
        } else if (value instanceof Float number) {
            return RowText.of(number.floatValue());
        } else if (root == DataTypeRoot.DATE) {
            return RowText.of(LocalDate.ofEpochDay((Integer) value));
        } else if (root == DataTypeRoot.TIME_WITHOUT_TIME_ZONE) {
            return RowText.of(LocalTime.ofNanoOfDay((Integer) value * NANOSECONDS_OF_MILLISECOND));
        }
        return value.toString();
    }

    /** The store counts microseconds; to cut off what is finer would be to change the value in silence. */
    private static String pointInTime(Timestamp time) throws LakeTableException {
        if (time.getNanoOfMillisecond() % 1000 != 0) {
            throw new LakeTableException(
                    "the time " + time + " is finer than a microsecond, which cannot be read",
                    "Write the table with TIMESTAMP_LTZ(6)");
        }
        return RowText.of(Instant.ofEpochMilli(time.getMillisecond()).plusNanos(time.getNanoOfMillisecond()));
    }
}
