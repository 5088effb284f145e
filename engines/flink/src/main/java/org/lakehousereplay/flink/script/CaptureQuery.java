package org.lakehousereplay.flink.script;

import java.util.stream.Collectors;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;

/** The query that writes all of a view to a sink of the same columns. For the packages of this engine. */
public final class CaptureQuery {

    private CaptureQuery() {}

    /**
     * The statement that writes a view to a table.
     *
     * @param sink the table, quoted
     * @param view the view, quoted
     * @param schema the schema of the view
     */
    public static String insert(String sink, String view, ResolvedSchema schema) {
        return "INSERT INTO " + sink + " SELECT "
                + schema.getColumns().stream().map(CaptureQuery::column).collect(Collectors.joining(", "))
                + " FROM " + view;
    }

    /** The type of a column in the table that takes the rows. */
    public static LogicalType type(Column column) {
        return LogicalTypeUtils.removeTimeAttributes(column.getDataType().getLogicalType());
    }

    /** Flink lets one time attribute into a sink at most, and a view may have many. */
    private static String column(Column column) {
        String name = "`" + column.getName().replace("`", "``") + "`";
        LogicalType type = column.getDataType().getLogicalType();
        return LogicalTypeChecks.isTimeAttribute(type)
                ? "CAST(" + name + " AS " + type(column).copy(true).asSerializableString() + ")"
                : name;
    }
}
