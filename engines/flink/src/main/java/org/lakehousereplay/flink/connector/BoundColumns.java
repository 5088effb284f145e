package org.lakehousereplay.flink.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The columns of a bound table that rows of files have, in declared order: physical ones, and metadata.
 *
 * @param columns the columns
 */
record BoundColumns(List<Column> columns) {

    /** The columns that are read. */
    static BoundColumns read(ResolvedSchema schema) {
        return of(schema, true);
    }

    /** The columns that are written. */
    static BoundColumns written(ResolvedSchema schema) {
        return of(schema, false);
    }

    private static BoundColumns of(ResolvedSchema schema, boolean virtual) {
        List<Column> columns = new ArrayList<>();
        for (Column column : schema.getColumns()) {
            if (column.isPhysical()
                    || (column instanceof Column.MetadataColumn metadata && (virtual || !metadata.isVirtual()))) {
                columns.add(column);
            }
        }
        return new BoundColumns(List.copyOf(columns));
    }

    /** These columns without the first ones. */
    BoundColumns without(int first) {
        return new BoundColumns(columns.subList(first, columns.size()));
    }

    List<String> names() {
        return columns.stream().map(Column::getName).toList();
    }

    List<LogicalType> types() {
        return columns.stream()
                .map(column -> column.getDataType().getLogicalType())
                .toList();
    }

    /** The metadata that the table names, with the types that it wants it in. */
    Map<String, DataType> metadata() {
        Map<String, DataType> metadata = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column instanceof Column.MetadataColumn declared) {
                metadata.put(key(declared), declared.getDataType());
            }
        }
        return metadata;
    }

    /** The index of each column in rows that hold the physical columns and then metadata; -1 where it is left out. */
    int[] indexes(List<String> metadataKeys) {
        int physical = (int) columns.stream().filter(Column::isPhysical).count();
        int[] indexes = new int[columns.size()];
        int next = 0;
        for (int index = 0; index < indexes.length; index++) {
            if (columns.get(index) instanceof Column.MetadataColumn declared) {
                int found = metadataKeys.indexOf(key(declared));
                indexes[index] = found < 0 ? -1 : physical + found;
            } else {
                indexes[index] = next++;
            }
        }
        return indexes;
    }

    /** For each column of rows that hold the physical columns and then metadata, its index among these columns. */
    int[] places(List<String> metadataKeys, int width) {
        int[] indexes = indexes(metadataKeys);
        int[] places = new int[width];
        for (int column = 0; column < indexes.length; column++) {
            if (indexes[column] >= 0) {
                places[indexes[column]] = column;
            }
        }
        return places;
    }

    private static String key(Column.MetadataColumn column) {
        return column.getMetadataKey().orElse(column.getName());
    }
}
