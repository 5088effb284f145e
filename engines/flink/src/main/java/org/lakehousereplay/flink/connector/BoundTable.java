package org.lakehousereplay.flink.connector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * How a bound table is declared.
 *
 * @param schema its schema
 * @param options its options, with the hints of the statement
 * @param physical the type of its physical columns
 * @param primaryKey the indexes of its primary key
 * @param batch whether the statement runs in batch mode
 */
record BoundTable(
        ResolvedSchema schema,
        Map<String, String> options,
        DataType physical,
        List<Integer> primaryKey,
        boolean batch) {

    static BoundTable of(DynamicTableFactory.Context context) {
        return new BoundTable(
                context.getCatalogTable().getResolvedSchema(),
                context.getCatalogTable().getOptions(),
                context.getPhysicalRowDataType(),
                Arrays.stream(context.getPrimaryKeyIndexes()).boxed().toList(),
                context.getConfiguration().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH);
    }

    BoundColumns read() {
        return BoundColumns.read(schema);
    }

    BoundColumns written() {
        return BoundColumns.written(schema);
    }

    /**
     * Turns rows of the topic, with the columns of {@link #written()}, into rows that are read.
     *
     * @param metadataKeys the metadata that is read
     * @param types the types of the rows that are read
     */
    RowProjection fromTopic(List<String> metadataKeys, List<LogicalType> types) {
        List<Column> written = written().columns();
        List<Column> read = read().columns();
        int[] places = read().indexes(metadataKeys);
        int[] indexes = new int[types.size()];
        for (int column = 0; column < places.length; column++) {
            if (places[column] >= 0) {
                indexes[places[column]] = written.indexOf(read.get(column));
            }
        }
        return new RowProjection(types, indexes);
    }
}
