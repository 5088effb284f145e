package org.lakehousereplay.tables.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.TableColumn;

/** The types of Iceberg and what holds their values in the replay store. */
final class IcebergTypes {

    private IcebergTypes() {}

    static List<TableColumn> columns(Schema schema) throws LakeTableException {
        List<TableColumn> columns = new ArrayList<>();
        for (Types.NestedField field : schema.columns()) {
            columns.add(new TableColumn(
                    field.name(), field.type().toString(), storeType(field.name(), field.type()), field.isOptional()));
        }
        return columns;
    }

    private static String storeType(String column, Type type) throws LakeTableException {
        return switch (type.typeId()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
            case TIMESTAMP_NANO -> {
                if (((Types.TimestampNanoType) type).shouldAdjustToUTC()) {
                    throw unreadable(column, type);
                }
                yield "TIMESTAMP_NS";
            }
            case STRING -> "VARCHAR";
            case UUID -> "UUID";
            case FIXED, BINARY -> "BLOB";
            case DECIMAL ->
                "DECIMAL(" + ((Types.DecimalType) type).precision() + "," + ((Types.DecimalType) type).scale() + ")";
            case STRUCT -> structType(column, type.asStructType());
            case LIST -> storeType(column, type.asListType().elementType()) + "[]";
            case MAP ->
                "MAP(" + storeType(column, type.asMapType().keyType()) + ", "
                        + storeType(column, type.asMapType().valueType()) + ")";
            default -> throw unreadable(column, type);
        };
    }

    private static String structType(String column, Types.StructType struct) throws LakeTableException {
        List<String> fields = new ArrayList<>();
        for (Types.NestedField field : struct.fields()) {
            fields.add("\"" + field.name().replace("\"", "\"\"") + "\" " + storeType(column, field.type()));
        }
        return "STRUCT(" + String.join(", ", fields) + ")";
    }

    private static LakeTableException unreadable(String column, Type type) {
        return new LakeTableException(
                "column " + column + " is of the type " + type + ", which cannot be read",
                "Write the table with another type");
    }
}
