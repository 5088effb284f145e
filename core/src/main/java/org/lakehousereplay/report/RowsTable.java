package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders rows of a metric as an aligned table for the console. Public API: used by front ends. */
public final class RowsTable {

    private RowsTable() {}

    /**
     * One line for the column names and one for each row; NULL is shown as {@code NULL}.
     *
     * @param columns the names of the columns
     * @param rows the values in canonical text, empty for NULL
     * @param most how many rows are shown; a last line tells how many there are further
     */
    public static List<String> lines(List<String> columns, List<List<Optional<String>>> rows, int most) {
        List<String> headers = columns.stream().map(VisibleText::ofName).toList();
        List<List<String>> cells = rows.stream()
                .limit(most)
                .map(row -> row.stream().map(VisibleText::ofValue).toList())
                .toList();
        List<String> lines = new ArrayList<>(new TextTable(headers, cells).lines());
        if (rows.size() > most) {
            lines.add("  … and " + (rows.size() - most) + " more");
        }
        return lines;
    }
}
