package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;

/**
 * The columns in whose order rows are likely to stand together that a metric treats alike: times before all, because
 * metrics have windows.
 */
final class Arrangements {

    private Arrangements() {}

    /**
     * The columns of a source.
     *
     * @param read whether models read a column; others tell nothing
     */
    static List<Column> of(Source source, Predicate<SourceColumn> read) {
        List<Column> columns = new ArrayList<>(source.columns());
        columns.removeIf(column -> !read.test(new SourceColumn(source.name(), column.name())));
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
