package org.lakehousereplay.flink.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.lakehousereplay.spi.TableColumn;

/** Flink's types in the replay store. For the packages of this engine. */
public final class ColumnTypes {

    /** The finest fraction of a second that the store's ordinary TIMESTAMP holds: microseconds. */
    private static final int MICROSECONDS = 6;

    private ColumnTypes() {}

    /**
     * A column for the SPI.
     *
     * @return empty when the store has no type that holds its values
     */
    public static Optional<TableColumn> column(String name, LogicalType type) {
        return storeType(type)
                .map(stored -> new TableColumn(name, type.asSerializableString(), stored, type.isNullable()));
    }

    /**
     * The type of the replay store that holds every value of a type.
     *
     * @return empty when there is none, as for {@code INTERVAL}, {@code MULTISET} and {@code RAW}
     */
    public static Optional<String> storeType(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Optional.of("BOOLEAN");
            case TINYINT -> Optional.of("TINYINT");
            case SMALLINT -> Optional.of("SMALLINT");
            case INTEGER -> Optional.of("INTEGER");
            case BIGINT -> Optional.of("BIGINT");
            case FLOAT -> Optional.of("FLOAT");
            case DOUBLE -> Optional.of("DOUBLE");
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield Optional.of("DECIMAL(" + decimal.getPrecision() + "," + decimal.getScale() + ")");
            }
            case CHAR, VARCHAR -> Optional.of("VARCHAR");
            case BINARY, VARBINARY -> Optional.of("BLOB");
            case DATE -> Optional.of("DATE");
            case TIME_WITHOUT_TIME_ZONE -> Optional.of("TIME");
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                Optional.of(((TimestampType) type).getPrecision() > MICROSECONDS ? "TIMESTAMP_NS" : "TIMESTAMP");
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of("TIMESTAMP WITH TIME ZONE");
            case ARRAY -> storeType(((ArrayType) type).getElementType()).map(element -> element + "[]");
            case MAP -> map((MapType) type);
            case ROW -> row((RowType) type);
            default -> Optional.empty();
        };
    }

    private static Optional<String> map(MapType type) {
        Optional<String> key = storeType(type.getKeyType());
        Optional<String> value = storeType(type.getValueType());
        return key.isPresent() && value.isPresent()
                ? Optional.of("MAP(" + key.get() + ", " + value.get() + ")")
                : Optional.empty();
    }

    private static Optional<String> row(RowType type) {
        List<Optional<String>> fields = type.getFields().stream()
                .map(field -> storeType(field.getType()).map(stored -> quoted(field.getName()) + " " + stored))
                .toList();
        return fields.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        fields.stream().flatMap(Optional::stream).collect(Collectors.joining(", ", "STRUCT(", ")")))
                : Optional.empty();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
