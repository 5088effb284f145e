package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;

/**
 * The columns in whose order rows are likely to stand together that a metric treats alike: times before all, because
 * metrics have windows.
 */
final class Arrangements {

    private Arrangements() {}

    static List<Column> of(Source source) {
        List<Column> columns = new ArrayList<>(source.columns());
        columns.removeIf(column -> column.type().startsWith("STRUCT(")
                || column.type().startsWith("MAP(")
                || column.type().endsWith("]")
                || column.type().equals("JSON"));
        columns.sort(Comparator.comparing(column -> rank(source, column)));
        return List.copyOf(columns);
    }

    private static int rank(Source source, Column column) {
        if (source.eventTime().map(column.name()::equals).orElse(false)) {
            return 0;
        }
        return column.type().startsWith("TIMESTAMP") || column.type().equals("DATE") ? 1 : 2;
    }
}
