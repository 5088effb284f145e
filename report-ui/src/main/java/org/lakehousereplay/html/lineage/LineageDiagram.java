package org.lakehousereplay.html.lineage;

import java.util.List;

/**
 * A drawing of lineage, in pixels, and the same as a list.
 *
 * @param width how wide it is
 * @param height how high it is
 * @param layers the names above the columns
 * @param edges the lines, those that are lit last
 * @param boxes the tables
 * @param sentence where the versions part; empty when they do not
 * @param changed whether anything is lit
 * @param entries the list
 */
public record LineageDiagram(
        int width,
        int height,
        List<Label> layers,
        List<Edge> edges,
        List<Box> boxes,
        String sentence,
        boolean changed,
        List<Entry> entries) {

    /** A text at a place. */
    public record Label(int x, int y, String text) {}

    /** A line; dashed when it decides on rows and not on values. */
    public record Edge(String path, boolean lit, boolean dashed) {}

    /**
     * A table.
     *
     * @param href its page; empty when it has none
     * @param style {@code source}, {@code model} or {@code metric}
     * @param mark what happened to it, in a word; may be empty
     */
    public record Box(
            int x,
            int y,
            int width,
            int height,
            String title,
            String href,
            String style,
            boolean lit,
            String mark,
            List<ColumnRow> columns) {}

    /** A column of a table. */
    public record ColumnRow(int x, int y, String text, boolean lit) {}

    /**
     * A table in the list.
     *
     * @param layer its layer, in words
     * @param reads what it reads
     * @param mark what happened to it; may be empty
     * @param columns its columns and where they come from
     * @param conditions the columns that decide on its rows; may be empty
     */
    public record Entry(
            String layer,
            String name,
            String href,
            boolean lit,
            String mark,
            String reads,
            List<EntryColumn> columns,
            String conditions) {}

    /** A column in the list; {@code from} may be empty. */
    public record EntryColumn(String name, String type, String from, boolean lit) {}
}
