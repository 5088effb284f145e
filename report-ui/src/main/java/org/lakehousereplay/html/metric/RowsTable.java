package org.lakehousereplay.html.metric;

import java.util.List;

/**
 * Rows of a fixture, rendered by {@code metric/explorer.jte}.
 *
 * @param caption what they are
 * @param keys the names of the columns of the key
 * @param groups the other columns
 * @param rows the rows
 * @param note what is not shown; empty when all is
 */
public record RowsTable(String caption, List<String> keys, List<Group> groups, List<Row> rows, String note) {

    public RowsTable {
        keys = List.copyOf(keys);
        groups = List.copyOf(groups);
        rows = List.copyOf(rows);
    }

    /** A column of the metric; {@code heads} tell whose value stands where, when there is more than one. */
    public record Group(String name, List<String> heads) {

        public Group {
            heads = List.copyOf(heads);
        }
    }

    /** A row; {@code keys} and {@code cells} are as many as columns. */
    public record Row(List<Mark> marks, List<String> keys, List<Cell> cells) {

        public Row {
            marks = List.copyOf(marks);
            keys = List.copyOf(keys);
            cells = List.copyOf(cells);
        }
    }

    /** A state of a row: a glyph, and what it means. */
    public record Mark(String kind, String glyph, String text) {}

    /** A value; {@code kind} is a class of the style sheet. */
    public record Cell(String text, String kind) {}

    /** Whether any row has a state. */
    public boolean marked() {
        return rows.stream().anyMatch(row -> !row.marks().isEmpty());
    }

    /** Whether a second line of the head is needed. */
    public boolean grouped() {
        return groups.stream().anyMatch(group -> group.heads().size() > 1);
    }
}
