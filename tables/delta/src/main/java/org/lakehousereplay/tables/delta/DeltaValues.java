package org.lakehousereplay.tables.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.lakehousereplay.spi.RowFileWriter;
import org.lakehousereplay.spi.RowText;

/** Spells the values of column vectors. */
final class DeltaValues {

    private static final long MICROSECONDS = 1_000_000;

    private final RowFileWriter writer;

    DeltaValues(RowFileWriter writer) {
        this.writer = writer;
    }

    void write(ColumnVector vector, int row) throws IOException {
        DataType type = vector.getDataType();
        if (vector.isNullAt(row)) {
            writer.nothing();
        } else if (type instanceof ArrayType) {
            ColumnVector elements = vector.getArray(row).getElements();
            writer.beginList();
            for (int index = 0; index < elements.getSize(); index++) {
                write(elements, index);
            }
            writer.endList();
        } else if (type instanceof MapType) {
            writeMap(vector.getMap(row));
        } else if (type instanceof StructType struct) {
            writer.beginStruct();
            for (int field = 0; field < struct.length(); field++) {
                writer.beginField(struct.at(field).getName());
                write(vector.getChild(field), row);
            }
            writer.endStruct();
        } else {
            writer.text(scalar(type, vector, row));
        }
    }

    private void writeMap(MapValue map) throws IOException {
        writer.beginList();
        for (int index = 0; index < map.getSize(); index++) {
            writer.beginStruct();
            writer.beginField("key");
            write(map.getKeys(), index);
            writer.beginField("value");
            write(map.getValues(), index);
            writer.endStruct();
        }
        writer.endList();
    }

    private static String scalar(DataType type, ColumnVector vector, int row) {
        if (type instanceof BooleanType) {
            return Boolean.toString(vector.getBoolean(row));
        } else if (type instanceof ByteType) {
            return Byte.toString(vector.getByte(row));
        } else if (type instanceof ShortType) {
            return Short.toString(vector.getShort(row));
        } else if (type instanceof IntegerType) {
            return Integer.toString(vector.getInt(row));
        } else if (type instanceof LongType) {
            return Long.toString(vector.getLong(row));
        } else if (type instanceof FloatType) {
            return RowText.of(vector.getFloat(row));
        } else if (type instanceof DoubleType) {
            return RowText.of(vector.getDouble(row));
        } else if (type instanceof DecimalType) {
            return RowText.of(vector.getDecimal(row));
        } else if (type instanceof BinaryType) {
            return RowText.of(vector.getBinary(row));
        } else if (type instanceof DateType) {
            return RowText.of(LocalDate.ofEpochDay(vector.getInt(row)));
        } else if (type instanceof TimestampType) {
            return RowText.of(instant(vector.getLong(row)));
        } else if (type instanceof TimestampNTZType) {
            return RowText.of(LocalDateTime.ofInstant(instant(vector.getLong(row)), ZoneOffset.UTC));
        }
        return vector.getString(row);
    }

    private static Instant instant(long microseconds) {
        return Instant.ofEpochSecond(
                Math.floorDiv(microseconds, MICROSECONDS), Math.floorMod(microseconds, MICROSECONDS) * 1000);
    }
}
