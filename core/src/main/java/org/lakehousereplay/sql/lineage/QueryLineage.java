package org.lakehousereplay.sql.lineage;

import java.util.List;

/**
 * Where the output of a query comes from: a column that is neither among the origins of an output column nor among the
 * conditions cannot change that output column. For readers of SQL inside this library.
 *
 * @param columns the output columns in order
 * @param conditions the columns that decide which rows there are and in what order: those in WHERE, HAVING, QUALIFY,
 *     GROUP BY, DISTINCT, ORDER BY and LIMIT, in the conditions of joins and subqueries, in what is unnested and in set
 *     operations that drop rows
 */
public record QueryLineage(List<ColumnLineage> columns, List<ColumnOrigin> conditions) {

    public QueryLineage {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }
}
