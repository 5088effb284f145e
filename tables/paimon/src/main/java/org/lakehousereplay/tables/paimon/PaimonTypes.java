package org.lakehousereplay.tables.paimon;

import java.util.ArrayList;
import java.util.List;
import org.apache.paimon.types.ArrayType;
import org.apache.paimon.types.DataField;
import org.apache.paimon.types.DataType;
import org.apache.paimon.types.DecimalType;
import org.apache.paimon.types.MapType;
import org.apache.paimon.types.MultisetType;
import org.apache.paimon.types.RowType;
import org.apache.paimon.types.TimestampType;
import org.lakehousereplay.spi.LakeTableException;
import org.lakehousereplay.spi.TableColumn;

/** The types of Paimon and what holds their values in the replay store. */
final class PaimonTypes {

    private static final int MICROSECONDS = 6;

    private PaimonTypes() {}

    static List<TableColumn> columns(RowType row) throws LakeTableException {
        List<TableColumn> columns = new ArrayList<>();
        for (DataField field : row.getFields()) {
            columns.add(new TableColumn(
                    field.name(),
                    field.type().asSQLString(),
                    storeType(field.name(), field.type()),
                    field.type().isNullable()));
        }
        return columns;
    }

    private static String storeType(String column, DataType type) throws LakeTableException {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case BINARY, VARBINARY -> "BLOB";
            case DECIMAL ->
                "DECIMAL(" + ((DecimalType) type).getPrecision() + "," + ((DecimalType) type).getScale() + ")";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME_WITHOUT_TIME_ZONE -> "TIME";
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                ((TimestampType) type).getPrecision() > MICROSECONDS ? "TIMESTAMP_NS" : "TIMESTAMP";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE";
            case ARRAY -> storeType(column, ((ArrayType) type).getElementType()) + "[]";
            case MULTISET -> "MAP(" + storeType(column, ((MultisetType) type).getElementType()) + ", INTEGER)";
            case MAP ->
                "MAP(" + storeType(column, ((MapType) type).getKeyType()) + ", "
                        + storeType(column, ((MapType) type).getValueType()) + ")";
            case ROW -> structType(column, (RowType) type);
            default ->
                throw new LakeTableException(
                        "column " + column + " is of the type " + type.asSQLString() + ", which cannot be read",
                        "Write the table with another type");
        };
    }

    private static String structType(String column, RowType row) throws LakeTableException {
        List<String> fields = new ArrayList<>();
        for (DataField field : row.getFields()) {
            fields.add("\"" + field.name().replace("\"", "\"\"") + "\" " + storeType(column, field.type()));
        }
        return "STRUCT(" + String.join(", ", fields) + ")";
    }
}
