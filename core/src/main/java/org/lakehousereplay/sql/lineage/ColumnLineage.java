package org.lakehousereplay.sql.lineage;

import java.util.List;

/**
 * What a column of a query's output is computed from. For readers of SQL inside this library.
 *
 * @param name the name of the output column
 * @param from the columns its values are computed from, in the order in which tables and columns are declared; empty
 *     for a constant and for {@code COUNT(*)}
 */
public record ColumnLineage(String name, List<ColumnOrigin> from) {

    public ColumnLineage {
        from = List.copyOf(from);
    }
}
