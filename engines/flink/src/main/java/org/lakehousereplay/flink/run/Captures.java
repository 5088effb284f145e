package org.lakehousereplay.flink.run;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.lakehousereplay.flink.connector.Blueprint;
import org.lakehousereplay.flink.connector.BoundTables;
import org.lakehousereplay.flink.script.Repeatability;
import org.lakehousereplay.flink.script.Statement;

/** Catches the rows of views and of queries that stand alone. */
final class Captures {

    private static final String CAPTURE = "lakehouse_output_";

    private final TableEnvironmentInternal tables;
    private final Blueprint blueprint;
    private int captures;

    Captures(TableEnvironmentInternal tables, Blueprint blueprint) {
        this.tables = tables;
        this.blueprint = blueprint;
    }

    /**
     * Makes a query write to a table of its own that takes everything.
     *
     * @param output the name of the output
     * @param query what it holds
     * @param statement the statement that declares it
     */
    Insert of(String output, QueryOperation query, Statement statement) {
        ResolvedSchema schema = query.getResolvedSchema();
        Repeatability.written(statement, schema).ifPresent(problem -> {
            throw new ReplayFailure(problem, null);
        });
        Schema.Builder columns = Schema.newBuilder();
        for (Column column : schema.getColumns()) {
            DataType type = DataTypeUtils.removeTimeAttribute(column.getDataType());
            columns.column(column.getName(), DataTypes.of(type.getLogicalType()).nullable());
        }
        String name = CAPTURE + captures++ + '_' + output.hashCode();
        tables.createTemporaryTable(
                "default_catalog.default_database.`" + name + '`',
                TableDescriptor.forConnector("print")
                        .schema(columns.build())
                        .option(BoundTables.OUTPUT, output)
                        .build());
        ObjectIdentifier table = ObjectIdentifier.of("default_catalog", "default_database", name);
        return new Insert(
                new SinkModifyOperation(tables.getCatalogManager().getTableOrError(table), query),
                table,
                blueprint.statementReads(),
                statement);
    }
}
