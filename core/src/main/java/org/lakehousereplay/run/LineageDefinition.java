package org.lakehousereplay.run;

import java.util.List;
import org.lakehousereplay.sql.lineage.ColumnOrigin;
import org.lakehousereplay.sql.lineage.QueryLineage;

/**
 * Where the output of a model comes from. Public API: read by renderers.
 *
 * <p>A column that is neither among the origins of an output column nor among the conditions cannot change that output
 * column.
 *
 * @param columns the columns of the output, in order
 * @param conditions the columns that decide which rows there are and in what order
 */
public record LineageDefinition(List<OutputColumn> columns, List<Origin> conditions) {

    public LineageDefinition {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }

    static LineageDefinition of(QueryLineage lineage) {
        return new LineageDefinition(
                lineage.columns().stream()
                        .map(column -> new OutputColumn(
                                column.name(),
                                column.from().stream().map(Origin::of).toList()))
                        .toList(),
                lineage.conditions().stream().map(Origin::of).toList());
    }

    /**
     * A column of the output.
     *
     * @param name its name
     * @param from the columns that its values are computed from; empty for a constant and for a count of rows
     */
    public record OutputColumn(String name, List<Origin> from) {

        public OutputColumn {
            from = List.copyOf(from);
        }
    }

    /**
     * A column of a source or of another model.
     *
     * @param table the declared name of the source or model
     * @param column the declared name of the column
     */
    public record Origin(String table, String column) {

        static Origin of(ColumnOrigin origin) {
            return new Origin(origin.table(), origin.column());
        }
    }
}
