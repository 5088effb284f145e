package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A small table in columns of equal width. Columns of numbers are aligned to the right.
 *
 * @param headers the names of the columns, fit to be shown
 * @param rows the cells, as many in each row as there are headers, fit to be shown
 */
record TextTable(List<String> headers, List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?( %)?");

    TextTable {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** One line for the headers and one for each row, indented, without spaces at the end. */
    List<String> lines() {
        int[] widths = new int[headers.size()];
        boolean[] right = new boolean[headers.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayWidth.of(headers.get(column));
            right[column] = holdsNumbers(column);
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headers, widths, right));
        rows.forEach(row -> lines.add(line(row, widths, right)));
        return lines;
    }

    private boolean holdsNumbers(int column) {
        boolean any = false;
        for (List<String> row : rows) {
            String cell = row.get(column);
            if (NUMBER.matcher(cell).matches()) {
                any = true;
            } else if (!cell.isEmpty() && !cell.equals("NULL")) {
                return false;
            }
        }
        return any;
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - DisplayWidth.of(cell));
            line.append(GAP).append(right[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
