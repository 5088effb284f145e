package org.lakehousereplay.tables.delta;

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
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.TableColumn;

/** The types of Delta and what holds their values in the replay store. */
final class DeltaTypes {

    private static final Map<Class<? extends DataType>, String> SCALARS = Map.ofEntries(
            Map.entry(BooleanType.class, "BOOLEAN"),
            Map.entry(ByteType.class, "TINYINT"),
            Map.entry(ShortType.class, "SMALLINT"),
            Map.entry(IntegerType.class, "INTEGER"),
            Map.entry(LongType.class, "BIGINT"),
            Map.entry(FloatType.class, "FLOAT"),
            Map.entry(DoubleType.class, "DOUBLE"),
            Map.entry(StringType.class, "VARCHAR"),
            Map.entry(BinaryType.class, "BLOB"),
            Map.entry(DateType.class, "DATE"),
            Map.entry(TimestampType.class, "TIMESTAMP WITH TIME ZONE"),
            Map.entry(TimestampNTZType.class, "TIMESTAMP"));

    private DeltaTypes() {}

    static List<TableColumn> columns(StructType schema) throws LakeTableException {
        List<TableColumn> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            columns.add(new TableColumn(
                    field.getName(),
                    field.getDataType().toString(),
                    storeType(field.getName(), field.getDataType()),
                    field.isNullable()));
        }
        return columns;
    }

    private static String storeType(String column, DataType type) throws LakeTableException {
        if (type instanceof DecimalType decimal) {
            return "DECIMAL(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (type instanceof ArrayType array) {
            return storeType(column, array.getElementType()) + "[]";
        }
        if (type instanceof MapType map) {
            return "MAP(" + storeType(column, map.getKeyType()) + ", " + storeType(column, map.getValueType()) + ")";
        }
        if (type instanceof StructType struct) {
            List<String> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(
                        "\"" + field.getName().replace("\"", "\"\"") + "\" " + storeType(column, field.getDataType()));
            }
            return "STRUCT(" + String.join(", ", fields) + ")";
        }
        String scalar = SCALARS.get(type.getClass());
        if (scalar == null) {
            throw new LakeTableException(
                    "column " + column + " is of the type " + type + ", which cannot be read",
                    "Write the table with another type");
        }
        return scalar;
    }
}
