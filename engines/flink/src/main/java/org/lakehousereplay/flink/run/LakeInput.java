package org.lakehousereplay.flink.run;

import java.util.List;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;

/** The rows of the fixture for a Paimon table that a script reads and nothing in it writes. */
final class LakeInput {

    private static final String DATABASE = "lakehouse_input";

    private LakeInput() {}

    /**
     * Declares a source with the columns of a table.
     *
     * @param name the name of the input
     * @return the statement that writes all of the source to the table
     */
    static String declare(TableEnvironmentInternal tables, ObjectIdentifier table, String name) {
        ResolvedSchema schema =
                tables.getCatalogManager().getTableOrError(table).getResolvedSchema();
        List<String> key =
                schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of());
        Schema.Builder columns = Schema.newBuilder();
        schema.getColumns().stream()
                .filter(Column::isPhysical)
                .forEach(column -> columns.column(column.getName(), column.getDataType()));
        if (!key.isEmpty()) {
            columns.primaryKey(key);
        }
        ObjectIdentifier source = ObjectIdentifier.of("default_catalog", DATABASE, name);
        // A table with a key takes every row kind, as a stream of changes gives them.
        tables.createTemporaryTable(
                source.asSerializableString(),
                TableDescriptor.forConnector(key.isEmpty() ? "kafka" : "mysql-cdc")
                        .schema(columns.build())
                        .build());
        return "INSERT INTO " + table.asSerializableString() + " SELECT * FROM " + source.asSerializableString();
    }
}
